/** Which words tell a failure, and how long a wait is, said for people. */
import type { PanelWords } from "../i18n/panel-words";

const TEXTS: Readonly<Record<string, keyof PanelWords>> = {
  unauthenticated: "errorExpired",
  forbidden: "errorNotFound",
  origin_not_allowed: "errorOrigin",
  not_found: "errorNotFound",
  conflict: "errorConflict",
  payload_too_large: "errorTooLarge",
  invalid_request: "errorInvalid",
  rate_limited: "errorRate",
  quota_exceeded: "errorQuota",
  upstream_error: "errorUpstream",
  unavailable: "errorUnavailable",
  storage_full: "errorUnavailable",
  network: "errorNetwork",
};

export function errorText(code: string, words: PanelWords): string {
  return words[(Object.hasOwn(TEXTS, code) ? TEXTS[code] : undefined) ?? "errorOther"];
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
