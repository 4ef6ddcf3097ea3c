/** The first moment of a day such as `2026-11-24` in the reader's calendar, or of one some days later. */
export function startOfDay(date: string, later = 0): Date {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  return new Date(year, month - 1, day + later);
}

/** The day of a moment in the reader's calendar, such as `2026-11-24`. */
export function dayOf(moment: Date): string {
  const part = (number: number) => String(number).padStart(2, "0");
  return `${String(moment.getFullYear())}-${part(moment.getMonth() + 1)}-${part(moment.getDate())}`;
}

/** A day as addresses name it, such as `2026-11-24`; anything else is none. */
export function readDay(value: unknown): string | undefined {
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined;
}

/** Days of the reader's calendar, both included, as the API wants them: from a moment until before another. */
export function interval(from?: string, to?: string): { from?: string; until?: string } {
  return {
    ...(from === undefined ? {} : { from: startOfDay(from).toISOString() }),
    ...(to === undefined ? {} : { until: startOfDay(to, 1).toISOString() }),
  };
}
