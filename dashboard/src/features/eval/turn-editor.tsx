import { Button } from "~/components/ui/button";
import { Select, Textarea } from "~/components/ui/field";
import type { Turn } from "./case-form";

/** What was said before the question. */
export function TurnEditor({ turns, onChange }: { turns: readonly Turn[]; onChange: (turns: readonly Turn[]) => void }) {
  const change = (index: number, part: Partial<Turn>) => { onChange(turns.map((one, at) => (at === index ? { ...one, ...part } : one))); };
  const next = turns.at(-1)?.by === "user" ? "assistant" : "user";
  return (
    <fieldset>
      <legend className="mb-1.5 text-[0.8125rem] font-medium">Said before</legend>
      <ol className="space-y-2">
        {turns.map(({ by, text }, index) => (
          <li key={index} className="grid grid-cols-[6.5rem_minmax(0,1fr)_auto] items-start gap-2">
            <Select aria-label={`Who says message ${String(index + 1)}`} value={by} onChange={({ target }) => { change(index, { by: target.value as Turn["by"] }); }}>
              <option value="user">Visitor</option>
              <option value="assistant">Agent</option>
            </Select>
            <Textarea aria-label={`Message ${String(index + 1)}`} rows={1} value={text} onChange={({ target }) => { change(index, { text: target.value }); }} />
            <Button variant="ghost" aria-label={`Remove message ${String(index + 1)}`} onClick={() => { onChange(turns.filter((_, at) => at !== index)); }}>
              Remove
            </Button>
          </li>
        ))}
      </ol>
      <Button variant="secondary" size="sm" className={turns.length === 0 ? "" : "mt-2"} onClick={() => { onChange([...turns, { by: next, text: "" }]); }}>
        Add a message
      </Button>
    </fieldset>
  );
}
