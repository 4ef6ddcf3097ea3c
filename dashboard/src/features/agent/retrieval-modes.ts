import type { ConfigBody } from "@parlor/api-client";

/** The searches to choose from, in the order they are offered. */
export const MODES: readonly { value: ConfigBody["retrieval"]["mode"]; label: string }[] = [
  { value: "hybrid", label: "Hybrid" },
  { value: "vector", label: "Meaning" },
  { value: "text", label: "Words" },
];
