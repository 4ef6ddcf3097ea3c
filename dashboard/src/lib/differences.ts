/** A field that differs between two values: its path, and how it was and is. */
interface Difference {
  field: string;
  before: string;
  after: string;
}

/** The fields in which two JSON values differ. */
export function differences(before: unknown, after: unknown): Difference[] {
  const [old, fresh] = [flat(before), flat(after)];
  const fields = [...new Set([...old.keys(), ...fresh.keys()])];
  return fields.map((field) => ({ field, before: old.get(field) ?? "", after: fresh.get(field) ?? "" })).filter((one) => one.before !== one.after);
}

/** Every leaf of a value by its path; lists are one leaf. */
function flat(value: unknown, path = ""): Map<string, string> {
  if (value === null || value === undefined) return new Map();
  if (typeof value !== "object" || Array.isArray(value)) {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return new Map([[path === "" ? "value" : path, text]]);
  }
  return new Map(Object.entries(value).flatMap(([name, inner]) => [...flat(inner, path === "" ? name : `${path}.${name}`)]));
}
