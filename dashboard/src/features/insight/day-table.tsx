import type { DayBody } from "@parlor/api-client";
import { count } from "~/lib/format";

export interface Series {
  key: Exclude<keyof DayBody, "date">;
  label: string;
  tone: "accent" | "warn" | "danger";
}

/** What a chart shows, in numbers. */
export function DayTable({ title, days, series }: { title?: string; days: readonly DayBody[]; series: readonly Series[] }) {
  return (
    // A region that scrolls must be reachable by keyboard.
    // eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex
    <div tabIndex={0} role="region" aria-label={`${title ?? "Days"} as a table`} className="mt-2 max-h-72 overflow-auto rounded-lg border">
      <table className="w-full text-[0.8125rem] tabular-nums">
        <thead className="sticky top-0 bg-sunken text-start">
          <tr>
            <th scope="col" className="px-3 py-2 text-start font-medium">Day</th>
            {series.map(({ key, label }) => <th key={key} scope="col" className="px-3 py-2 text-end font-medium">{label}</th>)}
          </tr>
        </thead>
        <tbody className="divide-y">
          {days.map((day) => (
            <tr key={day.date}>
              <th scope="row" className="px-3 py-1.5 text-start font-normal">{day.date}</th>
              {series.map(({ key }) => <td key={key} className="px-3 py-1.5 text-end">{count(day[key])}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
