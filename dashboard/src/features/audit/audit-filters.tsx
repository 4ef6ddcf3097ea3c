import { useQuery } from "@tanstack/react-query";
import { DayRange } from "~/components/day-range";
import { Field, Select } from "~/components/ui/field";
import { keysQuery } from "~/features/key/key";
import { membersQuery } from "~/features/member/member";
import { filled } from "~/lib/given";
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
      <DayRange from={filter.from} to={filter.to} onChange={set} />
    </search>
  );
}
