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
  { id: "html", label: "HTML", hint: "A button in the corner. Paste it before the closing body tag.", code: snippet },
  {
    id: "inline",
    label: "Inline",
    hint: "The chat as a part of the page. Paste it where it should stand; it takes the size that your style sheet gives it.",
    code: ({ host, key, agentId }: Values) =>
      `<script async src="${host}/widget.js"></script>\n<parlor-chat\n  data-key="${key}"\n  data-agent="${agentId}"></parlor-chat>`,
  },
  {
    id: "react",
    label: "React",
    hint: "A button in the corner, as a component of the package @parlor/react. ParlorChat is the chat as a part of the page.",
    code: ({ host, key, agentId }: Values) =>
      `import { ParlorLauncher } from "@parlor/react";\n\nexport function Chat() {\n  return (\n    <ParlorLauncher\n      server="${host}"\n      publishableKey="${key}"\n      agent="${agentId}"\n    />\n  );\n}`,
  },
  {
    id: "wordpress",
    label: "WordPress",
    hint: "Add it to your theme's functions.php, or with a snippets plugin.",
    code: (values: Values) => `add_action( 'wp_footer', function () { ?>\n${snippet(values)}\n<?php } );`,
  },
  {
    id: "link",
    label: "Link",
    hint: "A page with nothing but the chat, to link to from a mail or a QR code.",
    code: ({ host, key, agentId }: Values) => `${host}/chat/${agentId}?key=${key}`,
  },
] as const;
