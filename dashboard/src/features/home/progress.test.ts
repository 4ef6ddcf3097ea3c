import { expect, it } from "vitest";
import { agent, key } from "~/testing/samples";
import { progressOf, stepsDone } from "./progress";

const nothing = { agents: [], conversations: [], keys: [], wasTried: () => false };

it("begins with nothing done", () => {
  expect(stepsDone(progressOf(nothing))).toBe(0);
});

it.each([
  ["a secret key", key({ kind: "secret" })],
  ["a revoked key", key({ revokedAt: "2026-01-01T00:00:00Z" })],
])("does not count %s as embedded", (_, one) => {
  expect(progressOf({ ...nothing, keys: [one] }).hasEmbedKey).toBe(false);
});

it("ticks what is really there", () => {
  const progress = progressOf({ ...nothing, agents: [agent({ id: "agt_2" }), agent({ hasKnowledge: true })], keys: [key()] });
  expect(progress).toMatchObject({ agent: { id: "agt_2" }, hasKnowledge: true, wasTried: false, hasEmbedKey: true });
  expect(stepsDone(progress)).toBe(3);
});

it("takes a preview's answer for a try", () => {
  expect(progressOf({ ...nothing, agents: [agent()], wasTried: (id) => id === "agt_1" }).wasTried).toBe(true);
});
