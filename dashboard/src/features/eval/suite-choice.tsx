import { createSuite } from "@parlor/api-client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Field, Input, Select } from "~/components/ui/field";
import { body } from "~/lib/api";
import { Problem } from "~/lib/problem";
import { suitesQuery } from "./eval";

/** Which suite something is saved into: one that there is, or a new one. */
export interface SuiteChoice {
  agentId: string;
  chosen: string;
  name: string;
  error: string | undefined;
  choose: (id: string) => void;
  rename: (name: string) => void;
  /** The chosen suite's id; a new one is made first. `undefined`: it is refused, and the field says why. */
  settle: () => Promise<string | undefined>;
}

const NEW = "";

export function useSuiteChoice(agentId: string): SuiteChoice {
  const suites = useQuery(suitesQuery(agentId)).data?.suites ?? [];
  const [picked, setPicked] = useState<string>();
  const [name, setName] = useState("From conversations");
  const [error, setError] = useState<string>();
  const chosen = picked ?? suites[0]?.id ?? NEW;
  const settle = async () => {
    setError(undefined);
    if (chosen !== NEW) return chosen;
    if (name.trim() === "") {
      setError("Give it a name.");
      return undefined;
    }
    try {
      const made = await body(createSuite({ path: { id: agentId }, body: { name: name.trim() }, throwOnError: true }));
      // What is refused later is saved into the same suite when it is tried again.
      setPicked(made.id);
      return made.id;
    } catch (refusal) {
      if (!(refusal instanceof Problem)) throw refusal;
      setError(refusal.fields[0]?.message ?? refusal.message);
      return undefined;
    }
  };
  return { agentId, chosen, name, error, choose: setPicked, rename: setName, settle };
}

export function SuiteFields({ choice }: { choice: SuiteChoice }) {
  const suites = useQuery(suitesQuery(choice.agentId)).data?.suites ?? [];
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Suite">
        {(control) => (
          <Select {...control} value={choice.chosen} onChange={({ target }) => { choice.choose(target.value); }}>
            {suites.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
            <option value={NEW}>A new suite</option>
          </Select>
        )}
      </Field>
      {choice.chosen === NEW && (
        <Field label="Its name" error={choice.error}>
          {(control) => <Input {...control} value={choice.name} maxLength={120} autoComplete="off" onChange={({ target }) => { choice.rename(target.value); }} />}
        </Field>
      )}
    </div>
  );
}
