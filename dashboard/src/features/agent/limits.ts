/** Bounds of an agent's fields; the server checks the same ones and has the last word. */
export const LIMITS = {
  name: 80,
  systemPrompt: 32_000,
  greeting: 1_000,
  suggestions: 6,
  suggestion: 120,
  maxTokens: 32_768,
  fallbacks: 3,
  topK: 20,
  leastChunkTokens: 40,
  chunkTokens: 1_000,
  overlapPercent: 50,
  noEvidence: 1_000,
} as const;
