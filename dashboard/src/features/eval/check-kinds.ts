/** How a parameter of a check is edited. */
export interface CheckField {
  /** Its key in the check; `""`: the check's own value. */
  key: string;
  label: string;
  as: "text" | "lines" | "number" | "yes-no" | "unit" | "json";
  optional?: true;
}

/** A kind of check, as suite files know it. */
export interface CheckKind {
  kind: string;
  label: string;
  fields: readonly CheckField[];
}

const own = (as: CheckField["as"], label: string, optional?: true): readonly CheckField[] => [{ key: "", label, as, ...(optional === true ? { optional } : {}) }];
const JUDGED: readonly CheckField[] = [
  { key: "atLeast", label: "Least score, 0 to 1", as: "number", optional: true },
  { key: "votes", label: "Times the model is asked", as: "number", optional: true },
];

/** Every kind that the server knows, the most used first. */
export const CHECK_KINDS: readonly CheckKind[] = [
  { kind: "contains", label: "Contains", fields: own("text", "Words") },
  { kind: "containsAny", label: "Contains one of", fields: own("lines", "Words, one a line") },
  { kind: "lacks", label: "Does not contain", fields: own("text", "Words") },
  { kind: "exact", label: "Is exactly", fields: own("text", "Text") },
  { kind: "matches", label: "Matches a pattern", fields: own("text", "Regular expression") },
  { kind: "matchesNot", label: "Does not match a pattern", fields: own("text", "Regular expression") },
  { kind: "refuses", label: "Declines to answer", fields: own("yes-no", "Must it decline?") },
  { kind: "cites", label: "Cites a document", fields: own("text", "Title or file name") },
  { kind: "citesAny", label: "Cites one of", fields: own("lines", "Titles, one a line; any document when empty", true) },
  { kind: "citesNot", label: "Does not cite a document", fields: own("text", "Title or file name") },
  {
    kind: "retrieves",
    label: "Finds documents",
    fields: [
      { key: "sources", label: "Titles, one a line", as: "lines" },
      { key: "recall", label: "Share of them, 0 to 1", as: "number", optional: true },
      { key: "within", label: "Among so many best passages", as: "number", optional: true },
    ],
  },
  { kind: "correct", label: "A model judges: agrees with the good answer", fields: JUDGED },
  { kind: "faithful", label: "A model judges: follows from the passages", fields: JUDGED },
  { kind: "helpful", label: "A model judges: helps the visitor", fields: JUDGED },
  { kind: "safe", label: "A model judges: does no harm", fields: JUDGED },
  { kind: "rubric", label: "A model judges by your rubric", fields: [{ key: "rubric", label: "What makes an answer good", as: "text" }, ...JUDGED] },
  {
    kind: "similar",
    label: "Is close in meaning",
    fields: [
      { key: "atLeast", label: "Least similarity, 0 to 1", as: "number" },
      { key: "to", label: "To this text; the good answer when empty", as: "text", optional: true },
    ],
  },
  {
    kind: "length",
    label: "Has a length",
    fields: [
      { key: "min", label: "At least", as: "number", optional: true },
      { key: "max", label: "At most", as: "number", optional: true },
      { key: "unit", label: "Counted in", as: "unit", optional: true },
    ],
  },
  { kind: "language", label: "Is in a language", fields: own("text", "Code, such as en") },
  { kind: "number", label: "Has a number", fields: [{ key: "value", label: "Number", as: "number" }, { key: "tolerance", label: "May be off by", as: "number", optional: true }] },
  {
    kind: "toolCalled",
    label: "Calls a tool",
    fields: [
      { key: "name", label: "Tool", as: "text" },
      { key: "arguments", label: 'Arguments, such as {"id": {"equals": "A7"}}', as: "json", optional: true },
      { key: "times", label: "How often exactly", as: "number", optional: true },
    ],
  },
  { kind: "toolNotCalled", label: "Does not call a tool", fields: own("text", "Tool") },
  { kind: "toolOrder", label: "Calls tools in an order", fields: own("lines", "Tools, one a line") },
  { kind: "latency", label: "Is fast", fields: [{ key: "firstMs", label: "First word within, ms", as: "number", optional: true }, { key: "totalMs", label: "All within, ms", as: "number", optional: true }] },
  { kind: "cost", label: "Is cheap", fields: [{ key: "maxMicros", label: "At most, micro-USD", as: "number" }] },
  {
    kind: "jsonPath",
    label: "Has a value in its JSON",
    fields: [
      { key: "path", label: "JSON path, such as $.total", as: "text" },
      { key: "equals", label: "Equals, as JSON", as: "json", optional: true },
      { key: "matches", label: "Matches a pattern", as: "text", optional: true },
    ],
  },
  { kind: "jsonSchema", label: "Is JSON of a schema", fields: own("json", "JSON Schema") },
];

export const kindOf = (kind: string) => CHECK_KINDS.find((one) => one.kind === kind);
