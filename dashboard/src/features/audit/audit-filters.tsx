import { useQuery } from "@tanstack/react-query";
import { Field, Input, Select } from "~/components/ui/field";
import { keysQuery } from "~/features/key/key";
import { membersQuery } from "~/features/member/member";
import { type AuditFilter, NOUNS } from "./audit";

/** Which changes are shown; every condition stands in the address. */
export function AuditFilters({ filter, onChange }: { filter: AuditFilter; onChange: (filter: AuditFilter) => void }) {
  const members = useQuery(membersQuery).data?.members ?? [];
  const keys = (useQuery(keysQuery).data?.keys ?? []).filter(({ kind }) => kind === "secret");
  const set = (part: AuditFilter) => { onChange({ ...filter, ...part }); };
  return (
    <search className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Field label="What">
        {(field) => (
          <Select {...field} value={filter.action ?? ""} onChange={({ target }) => { set({ action: filled(target.value) }); }}>
            <option value="">Anything</option>
            {NOUNS.map(([value, label]) => <option key={value} value={value}>{label}</option>)}
          </Select>
        )}
      </Field>
      <Field label="Who">
        {(field) => (
          <Select {...field} value={filter.actor ?? ""} onChange={({ target }) => { set({ actor: filled(target.value) }); }}>
            <option value="">Anybody</option>
            {members.map(({ id, name, email }) => <option key={id} value={id}>{name ?? email}</option>)}
            {keys.map(({ id, name }) => <option key={id} value={id}>Key: {name}</option>)}
          </Select>
        )}
      </Field>
      <Field label="From">
        {(field) => <Input {...field} type="date" max={filter.to} value={filter.from ?? ""} onChange={({ target }) => { set({ from: filled(target.value) }); }} />}
      </Field>
      <Field label="To">
        {(field) => <Input {...field} type="date" min={filter.from} value={filter.to ?? ""} onChange={({ target }) => { set({ to: filled(target.value) }); }} />}
      </Field>
    </search>
  );
}

function filled(text: string): string | undefined {
  return text === "" ? undefined : text;
}
