/** Which words tell a failure, and how long a wait is, said for people. */
import type { ErrorWord } from "../i18n/words";

const WORDS: Readonly<Record<string, ErrorWord>> = {
  unauthenticated: "unauthenticated",
  forbidden: "not_found",
  origin_not_allowed: "origin_not_allowed",
  not_found: "not_found",
  conflict: "conflict",
  payload_too_large: "payload_too_large",
  invalid_request: "invalid_request",
  rate_limited: "rate_limited",
  quota_exceeded: "quota_exceeded",
  upstream_error: "upstream_error",
  unavailable: "unavailable",
  storage_full: "unavailable",
  network: "network",
};

export function errorWord(code: string): ErrorWord {
  return (Object.hasOwn(WORDS, code) ? WORDS[code] : undefined) ?? "other";
}

/** Whether doing the same again may help. */
export function isWorthRetrying(code: string): boolean {
  return !["origin_not_allowed", "forbidden", "payload_too_large", "invalid_request", "quota_exceeded"].includes(code);
}

/** `seconds` in the largest unit that says it well, rounded up: "7 seconds", "2 minutes". */
export function duration(seconds: number, locale: string): string {
  const [value, unit] =
    seconds < 100 ? [seconds, "second"] : seconds < 5400 ? [Math.ceil(seconds / 60), "minute"] : [Math.ceil(seconds / 3600), "hour"];
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(value);
}
