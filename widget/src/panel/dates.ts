/** Moments as people name them. Owns nothing but the wording, which `Intl` knows for every language. */

const DAY_MS = 86_400_000;

/** The time for today, the weekday within a week, the date before that. `at` is RFC 3339. */
export function whenSaid(at: string, now: Date, locale: string): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return "";
  const age = now.getTime() - date.getTime();
  if (date.toDateString() === now.toDateString()) return new Intl.DateTimeFormat(locale, { timeStyle: "short" }).format(date);
  if (age >= 0 && age < 6 * DAY_MS) return new Intl.DateTimeFormat(locale, { weekday: "long" }).format(date);
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(date);
}
