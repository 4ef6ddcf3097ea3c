import { count } from "~/lib/format";
import { estimateTokens } from "~/lib/tokens";

/** Roughly how much of the model's attention the text takes with every message. */
export function TokenCount({ text }: { text: string }) {
  return <span title="An estimate; each model counts a little differently">≈ {count(estimateTokens(text))} tokens</span>;
}
