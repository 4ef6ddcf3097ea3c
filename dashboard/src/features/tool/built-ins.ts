import type { BuiltInBody } from "@parlor/api-client";

/** The tools that Parlor brings along, as people see them. */
export const BUILT_INS: readonly { value: BuiltInBody; label: string; hint: string }[] = [
  { value: "current_time", label: "Current time", hint: "Tells the date, time and weekday in any time zone." },
  { value: "calculate", label: "Calculator", hint: "Exact arithmetic, percentages and units, instead of a guess." },
  { value: "search_documents", label: "Search again", hint: "Lets the agent look further in its documents while it answers." },
];
