import { QueryClient } from "@tanstack/react-query";
import { expect, it } from "vitest";
import { conversationKeys } from "~/features/conversation/conversation";
import { documentKeys } from "~/features/document/document";
import { refresh } from "./use-live-updates";

const KEYS = {
  list: [...conversationKeys.lists, { text: "late" }],
  one: conversationKeys.one("cht_1"),
  other: conversationKeys.one("cht_2"),
  documents: documentKeys.list("agt_1"),
  agent: ["agents", "one", "agt_1"],
};

it.each([
  ["a conversation", [{ type: "conversation", id: "cht_1" }], ["list", "one"]],
  ["a document", [{ type: "document", id: "doc_1" }], ["documents"]],
  ["anything, when changes were missed", [{ type: "missed" }], ["list", "one", "other", "documents"]],
] as const)("reads again what shows %s", async (_, changes, stale) => {
  const queryClient = new QueryClient();
  for (const key of Object.values(KEYS)) queryClient.setQueryData(key, {});
  await refresh(queryClient, changes);
  const invalidated = Object.entries(KEYS).filter(([, key]) => queryClient.getQueryState(key)?.isInvalidated === true);
  expect(invalidated.map(([name]) => name)).toEqual(stale);
});
