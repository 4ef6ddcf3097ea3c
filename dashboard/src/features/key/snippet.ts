/** The tag that puts the chat on a page. All three values come from a fixed alphabet: no escaping is needed. */
export function snippet({ host, key, agentId }: { host: string; key: string; agentId: string }): string {
  return `<script async src="${host}/widget.js"\n  data-key="${key}"\n  data-agent="${agentId}"></script>`;
}
