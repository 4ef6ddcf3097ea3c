import type { ConfigBody } from "@parlor/api-client";
import { Field, Input, Select } from "~/components/ui/field";
import { LIMITS } from "~/features/agent/limits";
import { MODES } from "~/features/agent/retrieval-modes";

type Settings = ConfigBody["retrieval"];

/** The settings of one search, as the agent's own to begin with. */
export function RetrieveSettings({ value, onChange }: { value: Settings; onChange: (settings: Settings) => void }) {
  return (
    <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
      <Field label="Search">
        {(field) => (
          <Select
            {...field}
            value={value.mode}
            onChange={(event) => {
              const chosen = MODES.find((mode) => mode.value === event.target.value);
              if (chosen !== undefined) onChange({ ...value, mode: chosen.value });
            }}
          >
            {MODES.map(({ value: mode, label }) => (
              <option key={mode} value={mode}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <NumberField label="Weight of meaning" step={0.05} value={value.vectorWeight} onChange={(vectorWeight) => { onChange({ ...value, vectorWeight }); }} />
      <NumberField label="Passages" min={1} max={LIMITS.topK} value={value.topK} onChange={(topK) => { onChange({ ...value, topK }); }} />
      <NumberField label="Least evidence" step={0.05} value={value.threshold} onChange={(threshold) => { onChange({ ...value, threshold }); }} />
      <label className="col-span-2 flex items-center gap-2.5 text-[0.8125rem] sm:col-span-4">
        <input type="checkbox" className="size-4 shrink-0 accent-accent" checked={value.rerank} onChange={({ target }) => { onChange({ ...value, rerank: target.checked }); }} />
        Let a reranker decide the order
      </label>
    </div>
  );
}

interface NumberProps {
  label: string;
  value: number;
  onChange: (value: number) => void;
  min?: number;
  max?: number;
  step?: number;
}

/** Takes only numbers; the server says which of them it does not like. */
function NumberField({ label, value, onChange, min = 0, max = 1, step = 1 }: NumberProps) {
  return (
    <Field label={label}>
      {(field) => (
        <Input
          {...field}
          type="number"
          inputMode="decimal"
          defaultValue={value}
          min={min}
          max={max}
          step={step}
          onChange={(event) => {
            if (!Number.isNaN(event.target.valueAsNumber)) onChange(event.target.valueAsNumber);
          }}
        />
      )}
    </Field>
  );
}
