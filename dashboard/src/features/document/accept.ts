/** Media types and endings that the server can read. How large a file may be is the operator's choice, so the server says. */
export const ACCEPT = { "text/plain": [".txt"], "text/markdown": [".md", ".markdown"] };
