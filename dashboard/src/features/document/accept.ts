/** Media types and endings that the server can read. */
export const ACCEPT = { "text/plain": [".txt"], "text/markdown": [".md", ".markdown"] };

/** Largest upload in bytes; the server refuses more with 413. */
export const MAX_BYTES = 10 * 1024 * 1024;
