/** A field that both sides changed, differently: its path, and the value of each. */
export interface Clash {
  field: string;
  mine: unknown;
  theirs: unknown;
}

interface Merge<T> {
  merged: T;
  clashes: Clash[];
}

/**
 * Puts together what two people made of the same value. What one side left as it was is taken from the other; where both
 * changed a field, `prefersTheirs` decides. Lists are one field.
 */
export function merge<T>(base: T, mine: T, theirs: T, prefersTheirs: (field: string) => boolean): Merge<T> {
  const clashes: Clash[] = [];
  const visit = (field: string, before: unknown, left: unknown, right: unknown): unknown => {
    if (isRecord(before) && isRecord(left) && isRecord(right)) {
      const names = new Set([...Object.keys(left), ...Object.keys(right)]);
      return Object.fromEntries([...names].map((name) => [name, visit(field === "" ? name : `${field}.${name}`, before[name], left[name], right[name])]));
    }
    if (isSame(left, right) || isSame(before, right)) return left;
    if (isSame(before, left)) return right;
    clashes.push({ field, mine: left, theirs: right });
    return prefersTheirs(field) ? right : left;
  };
  return { merged: visit("", base, mine, theirs) as T, clashes };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
