const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const absolute = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });
const plain = new Intl.NumberFormat("en");

/** `3 hours ago`, measured from `now` (both as RFC 3339 or milliseconds). */
export function timeAgo(time: string, now: number = Date.now()): string {
  const seconds = (new Date(time).getTime() - now) / 1_000;
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit);
  }
  return "just now";
}

/** Date and time in full, for tooltips. */
export function dateTime(time: string): string {
  return absolute.format(new Date(time));
}

/** `12,345` */
export function count(value: number): string {
  return plain.format(value);
}

/** `$0.0042`, `$12.30`: micro-USD as people read money. */
export function money(micros: number): string {
  const dollars = micros / 1_000_000;
  return `$${dollars.toFixed(dollars > 0 && dollars < 1 ? 4 : 2)}`;
}

/** `1 document`, `3 documents` */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** `820 B`, `12.3 KiB`, `4.0 MiB` */
export function bytes(size: number): string {
  if (size < 1_024) return `${String(size)} B`;
  const kib = size / 1_024;
  return kib < 1_024 ? `${kib.toFixed(1)} KiB` : `${(kib / 1_024).toFixed(1)} MiB`;
}
