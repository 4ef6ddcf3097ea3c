/** The entries that have a value: an absent one and `undefined` are two things to the compiler and one to people. */
export function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** What was entered; nothing when the field is empty. */
export function filled<T extends string>(text: T): Exclude<T, ""> | undefined {
  return text === "" ? undefined : (text as Exclude<T, "">);
}
