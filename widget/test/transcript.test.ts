import type { Message } from "@parlor/chat-client";
import { expect, test } from "vitest";

import { en } from "../src/i18n/panel-words";
import { transcript } from "../src/panel/transcript";

test("a transcript says who said what, when and on what grounds", () => {
  const createdAt = "2026-11-23T12:00:00Z";
  const messages: Message[] = [
    { role: "user", id: "q", text: "How long?", createdAt, delivery: "sent" },
    {
      role: "assistant", id: "a", blocks: [{ kind: "reasoning", id: "r", text: "hm", open: false }, { kind: "text", id: "t", text: "Two days [1]." }],
      citations: [{ marker: 1, documentId: "d", chunkId: "c", title: "Repairs", heading: "Prices", page: 3, url: null, before: "", quote: "takes two\ndays", after: "" }],
      sources: [], status: "done", error: null, feedback: null, createdAt,
    },
  ];
  const when = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" }).format(new Date(createdAt));
  expect(transcript(messages, "Ada", en, "en")).toBe(
    `# Ada\n\n## You · ${when}\n\nHow long?\n\n## Ada · ${when}\n\nTwo days [1].\n\n[1] Repairs · Prices · Page 3\n> takes two\n> days\n`,
  );
});
