import { type CheckField, kindOf } from "./check-kinds";
import { lines } from "./lines";

/** What has no form: the check as JSON. */
export const AS_JSON = "json";

/** A check as it is edited: a text for each field, or one JSON text. */
export interface CheckRow {
  kind: string;
  values: Record<string, string>;
}

type Check = Record<string, unknown>;

export const emptyRow = (kind: string): CheckRow => ({ kind, values: {} });

/** A check in its form; as JSON when its form would lose something. */
export function toRow(check: Check): CheckRow {
  const [kind, value] = Object.entries(check)[0] ?? [AS_JSON, undefined];
  const known = kindOf(kind);
  const row = known === undefined ? undefined : { kind, values: valuesOf(known.fields, value) };
  if (row !== undefined && JSON.stringify(sorted(fromRow(row))) === JSON.stringify(sorted(check))) return row;
  return { kind: AS_JSON, values: { "": JSON.stringify(check, null, 2) } };
}

/** The check that a row says. Throws a `SyntaxError` that says which field is wrong. */
export function fromRow({ kind, values }: CheckRow): Check {
  const known = kindOf(kind);
  if (known === undefined) {
    const check: unknown = parse("The check", values[""] ?? "");
    if (typeof check !== "object" || check === null || Array.isArray(check)) throw new SyntaxError("A check is a JSON object with one key.");
    return check as Check;
  }
  const [first] = known.fields;
  if (first?.key === "") return { [kind]: valueOf(first, values[""] ?? "") };
  const given = known.fields.flatMap((field) => {
    const value = valueOf(field, values[field.key] ?? "");
    return value === undefined ? [] : [[field.key, value] as const];
  });
  return { [kind]: Object.fromEntries(given) };
}

function valuesOf(fields: readonly CheckField[], value: unknown): Record<string, string> {
  const part = (key: string) => (key === "" ? value : typeof value === "object" && value !== null ? (value as Check)[key] : undefined);
  return Object.fromEntries(fields.map((field) => [field.key, textOf(field, part(field.key))]));
}

function textOf({ as }: CheckField, value: unknown): string {
  if (value === undefined) return "";
  if (as === "lines" && Array.isArray(value)) return value.join("\n");
  return typeof value === "string" && as !== "json" ? value : JSON.stringify(value);
}

function valueOf({ label, as, optional }: CheckField, text: string): unknown {
  if (as === "lines") {
    const all = lines(text);
    if (all.length === 0 && optional !== true) throw new SyntaxError(`“${label}” is missing.`);
    return all;
  }
  if (text.trim() === "") {
    if (optional === true) return undefined;
    throw new SyntaxError(`“${label}” is missing.`);
  }
  if (as === "number") {
    const number = Number(text);
    if (!Number.isFinite(number)) throw new SyntaxError(`“${label}” is no number.`);
    return number;
  }
  if (as === "yes-no") return text === "true";
  return as === "json" ? parse(label, text) : text;
}

function parse(label: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SyntaxError(`“${label}” is no JSON.`);
  }
}

/** The same whatever the order of keys. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, sorted(one)]));
}
