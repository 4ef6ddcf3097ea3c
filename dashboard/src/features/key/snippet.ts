interface Values {
  host: string;
  key: string;
  agentId: string;
}

/** The tag that puts the chat on a page. All three values come from a fixed alphabet: no escaping is needed. */
export function snippet({ host, key, agentId }: Values): string {
  return `<script async src="${host}/widget.js"\n  data-key="${key}"\n  data-agent="${agentId}"></script>`;
}

/** The ways to put the chat on a site, each with what to do. */
export const WAYS = [
  { id: "html", label: "HTML", hint: "Paste it before the closing body tag.", code: snippet },
  {
    id: "wordpress",
    label: "WordPress",
    hint: "Add it to your theme's functions.php, or with a snippets plugin.",
    code: (values: Values) => `add_action( 'wp_footer', function () { ?>\n${snippet(values)}\n<?php } );`,
  },
] as const;
