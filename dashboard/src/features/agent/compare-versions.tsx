import type { AgentBody, ConfigBody, VersionBody } from "@parlor/api-client";
import { useState } from "react";
import { Dialog } from "~/components/ui/dialog";
import { Field, Select } from "~/components/ui/field";
import { TextDiff } from "~/components/ui/text-diff";
import { differences } from "~/lib/differences";

interface CompareProps {
  agent: AgentBody;
  versions: readonly VersionBody[];
  /** The version that was asked about; compared with the one before it at first. */
  version: number;
  onClose: () => void;
}

/** The draft among the versions. */
const DRAFT = "draft";

/** What changed between two versions, or between one and the draft. */
export default function CompareVersions({ agent, versions, version, onClose }: CompareProps) {
  const [from, setFrom] = useState(String(versions.some((one) => one.version === version - 1) ? version - 1 : version));
  const [to, setTo] = useState(String(version));
  const configOf = (name: string): ConfigBody | undefined => (name === DRAFT ? agent.draft : versions.find((one) => String(one.version) === name)?.config);
  const changes = differences(configOf(from), configOf(to));
  const options = [{ value: DRAFT, label: "Draft" }, ...versions.map((one) => ({ value: String(one.version), label: `Version ${one.version}` }))];
  const pick = (label: string, value: string, onChange: (value: string) => void) => (
    <Field label={label}>
      {(field) => (
        <Select {...field} value={value} onChange={({ target }) => { onChange(target.value); }}>
          {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
        </Select>
      )}
    </Field>
  );
  return (
    <Dialog open onOpenChange={(open) => { if (!open) onClose(); }} shape="wide" title="Compare versions">
      <div className="mb-4 grid grid-cols-2 gap-3">
        {pick("From", from, setFrom)}
        {pick("To", to, setTo)}
      </div>
      {changes.length === 0 && <p className="py-6 text-center text-muted">They say the same.</p>}
      <dl className="space-y-3">
        {changes.map(({ field, before, after }) => (
          <div key={field} className="rounded-xl border p-4 text-[0.8125rem]">
            <dt className="mb-1.5 font-mono text-xs text-muted">{field}</dt>
            <dd>
              <TextDiff before={before} after={after} />
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
