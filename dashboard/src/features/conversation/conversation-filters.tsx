import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { ListFilterIcon, SearchIcon, XIcon } from "lucide-react";
import { useEffect, useState } from "react";
import { DayRange } from "~/components/day-range";
import { Button } from "~/components/ui/button";
import { Field, Input, Select } from "~/components/ui/field";
import { agentsQuery } from "~/features/agent/agent";
import { filled } from "~/lib/given";
import { labelsQuery } from "./conversation";
import { type Filter, isFiltered } from "./filter";

/** How long typing rests before it is searched for, ms. */
const REST = 300;

/** What the inbox looks for. Every condition stands in the address, so a search can be shared and gone back to. */
export function ConversationFilters({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) {
  const { text, ...rest } = filter;
  const [open, setOpen] = useState(isFiltered(rest));
  return (
    <search className="block space-y-3">
      <div className="flex gap-2">
        <div className="relative flex-1">
          <SearchIcon aria-hidden className="pointer-events-none absolute start-3 top-2.5 size-4 text-muted" />
          <TextInput aria-label="Search conversations" placeholder="Search in titles and messages" className="ps-9" value={text} onChange={(next) => { onChange({ ...filter, text: next }); }} />
        </div>
        <Button variant="secondary" aria-expanded={open} onClick={() => { setOpen(!open); }}>
          <ListFilterIcon aria-hidden /> Filters
        </Button>
        {isFiltered(filter) && (
          <Button variant="ghost" onClick={() => { onChange({}); }}>
            <XIcon aria-hidden /> Clear
          </Button>
        )}
      </div>
      {open && <Conditions filter={filter} onChange={onChange} />}
    </search>
  );
}

function Conditions({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) {
  const agents = useInfiniteQuery(agentsQuery).data?.pages.flatMap((page) => page.agents) ?? [];
  const labels = useQuery(labelsQuery).data?.labels ?? [];
  const set = (part: Filter) => { onChange({ ...filter, ...part }); };
  return (
    <div className="grid gap-3 rounded-xl border bg-surface p-4 sm:grid-cols-2 lg:grid-cols-4">
      <Field label="Agent">
        {(field) => (
          <Select {...field} value={filter.agent ?? ""} onChange={({ target }) => { set({ agent: filled(target.value) }); }}>
            <option value="">Any</option>
            {agents.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
          </Select>
        )}
      </Field>
      <Field label="Visitor">
        {(field) => <TextInput {...field} placeholder="Name, email or your id" value={filter.visitor} onChange={(visitor) => { set({ visitor }); }} />}
      </Field>
      <Field label="Feedback">
        {(field) => (
          <Select {...field} value={filter.rating ?? ""} onChange={({ target }) => { set({ rating: filled(target.value as "up" | "down" | "") }); }}>
            <option value="">Any</option>
            <option value="up">Helpful</option>
            <option value="down">Not helpful</option>
          </Select>
        )}
      </Field>
      <Field label="Label">
        {(field) => (
          <Select {...field} value={filter.label ?? ""} onChange={({ target }) => { set({ label: filled(target.value) }); }}>
            <option value="">Any</option>
            {filter.label !== undefined && !labels.includes(filter.label) && <option value={filter.label}>{filter.label}</option>}
            {labels.map((label) => <option key={label} value={label}>{label}</option>)}
          </Select>
        )}
      </Field>
      <DayRange from={filter.from} to={filter.to} onChange={set} />
      <label className="flex items-center gap-2.5 self-end py-2 text-[0.8125rem] sm:col-span-2">
        <input type="checkbox" className="size-4 accent-accent" checked={filter.unanswered === true} onChange={({ target }) => { set({ unanswered: target.checked ? true : undefined }); }} />
        With a question that no document answered
      </label>
    </div>
  );
}

/** An input that tells its text when typing rests, and follows the address when that changes. */
function TextInput({ value, onChange, ...rest }: { value: string | undefined; onChange: (value: string | undefined) => void } & Omit<React.ComponentProps<typeof Input>, "value" | "onChange">) {
  const [typed, setTyped] = useState<string>();
  useEffect(() => {
    if (typed === undefined) return undefined;
    const timer = setTimeout(() => {
      onChange(filled(typed.trim()));
      setTyped(undefined);
    }, REST);
    return () => { clearTimeout(timer); };
  }, [typed, onChange]);
  return <Input type="search" autoComplete="off" maxLength={200} {...rest} value={typed ?? value ?? ""} onChange={({ target }) => { setTyped(target.value); }} />;
}
