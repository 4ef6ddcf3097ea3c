import type { DayBody } from "@parlor/api-client";
import { count } from "~/lib/format";
import type { Series } from "./day-table";

const HEIGHT = 100;
/** Width of a day, and the share of it that stays empty. */
const DAY = 10;
const GAP = 2;

const FILL = { accent: "fill-accent", warn: "fill-warn", danger: "fill-danger" };
const DOT = { accent: "bg-accent", warn: "bg-warn", danger: "bg-danger" };

/** One bar per day and series. Eyes only: the table below it says the same to everybody. */
export function DayChart({ days, series }: { days: readonly DayBody[]; series: readonly Series[] }) {
  const most = Math.max(1, ...days.flatMap((day) => series.map(({ key }) => day[key])));
  const bar = (DAY - GAP) / series.length;
  return (
    <div aria-hidden>
      <div className="mb-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-muted">
        {series.map(({ key, label, tone }) => (
          <span key={key} className="flex items-center gap-1.5">
            <span className={`size-2 rounded-full ${DOT[tone]}`} /> {label}
          </span>
        ))}
        <span className="ms-auto">At most {count(most)} a day</span>
      </div>
      <svg viewBox={`0 0 ${String(days.length * DAY)} ${String(HEIGHT)}`} preserveAspectRatio="none" className="h-44 w-full border-b">
        {days.map((day, index) =>
          series.map(({ key, tone }, place) => {
            const height = (day[key] / most) * HEIGHT;
            return <rect key={`${day.date} ${key}`} className={FILL[tone]} x={index * DAY + GAP / 2 + place * bar} y={HEIGHT - height} width={bar} height={height} />;
          }),
        )}
      </svg>
      <div className="mt-1 flex justify-between text-xs text-muted">
        <span>{days[0]?.date}</span>
        <span>{days.at(-1)?.date}</span>
      </div>
    </div>
  );
}
