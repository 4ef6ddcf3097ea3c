import type { HostMessage, VisitorSession } from "@parlor/chat-client/bridge";
import { expect, it, vi } from "vitest";
import { Problem } from "~/lib/problem";
import { PanelHost } from "./panel-host";

const ORIGIN = "https://parlor.example";
const session: VisitorSession = { token: "vt_1", expiresAt: "2026-11-23T12:00:00Z", visitorId: "vis_1", agent: { id: "agt_1", name: "Ada" } };

function setUp(openSession: (earlier: string | undefined) => Promise<VisitorSession> = () => Promise.resolve(session)) {
  const sent: [HostMessage, string][] = [];
  const panel = { postMessage: (message: HostMessage, origin: string) => sent.push([message, origin]) } as unknown as Window;
  const onState = vi.fn();
  const onAnswer = vi.fn();
  const host = new PanelHost({ panel, origin: ORIGIN, openSession, onState, onAnswer });
  const say = (message: object, from: { origin?: string; source?: unknown } = {}) => {
    host.receive({ data: { parlor: 1, ...message }, origin: from.origin ?? ORIGIN, source: (from.source ?? panel) as Window });
  };
  return { host, sent, say, onState, onAnswer };
}

it("answers hello with a session, to its own origin only", async () => {
  const { sent, say } = setUp();
  say({ type: "hello" });
  await vi.waitFor(() => {
    expect(sent).toEqual([[{ parlor: 1, type: "session", session, options: {}, chatId: null }, ORIGIN]]);
  });
});

it("ignores other windows and other origins", async () => {
  const openSession = vi.fn(() => Promise.resolve(session));
  const { say } = setUp(openSession);
  say({ type: "hello" }, { origin: "https://evil.example" });
  say({ type: "hello" }, { source: {} });
  await Promise.resolve();
  expect(openSession).not.toHaveBeenCalled();
});

it("gives a renewed panel its open chat back, until it is started over", async () => {
  const { host, sent, say } = setUp();
  say({ type: "remember", chatId: "cht_1" });
  say({ type: "renew", token: "vt_1" });
  await vi.waitFor(() => {
    expect(sent.at(-1)?.[0]).toMatchObject({ type: "session", chatId: "cht_1" });
  });
  await host.reload();
  expect(sent.slice(-2).map(([message]) => message)).toMatchObject([{ type: "reset" }, { type: "session", chatId: null }]);
});

it("brings the same visitor back with the last token", async () => {
  const openSession = vi.fn(() => Promise.resolve(session));
  const { host } = setUp(openSession);
  await host.reload();
  await host.reload();
  expect(openSession.mock.calls).toEqual([[undefined], ["vt_1"]]);
});

it("hears when the agent answered", () => {
  const { say, onAnswer } = setUp();
  say({ type: "event", event: { name: "message:user", detail: { chatId: "cht_1", text: "Hi" } } });
  expect(onAnswer).not.toHaveBeenCalled();
  say({ type: "event", event: { name: "message:assistant", detail: { chatId: "cht_1", messageId: "msg_1", text: "Hello" } } });
  expect(onAnswer).toHaveBeenCalledOnce();
});

it("says when the panel is closed, and opens it again", () => {
  const { host, sent, say, onState } = setUp();
  say({ type: "close" });
  expect(onState).toHaveBeenLastCalledWith("closed");
  host.open(true);
  expect(onState).toHaveBeenLastCalledWith("ready");
  expect(sent.map(([message]) => message)).toEqual([
    { parlor: 1, type: "hidden" },
    { parlor: 1, type: "shown", focus: true },
  ]);
});

it("sends the look with the session, and changes of it at once", async () => {
  const { host, sent } = setUp();
  host.setLook({ theme: "dark" });
  expect(sent).toEqual([]);
  await host.reload();
  host.setLook({ theme: "light" });
  expect(sent.slice(1).map(([message]) => message)).toMatchObject([
    { type: "session", options: { theme: "dark" } },
    { type: "options", options: { theme: "light" } },
  ]);
});

it("tells panel and page why there is no session", async () => {
  const refusal = new Problem({ status: 429, code: "rate_limited", detail: "Slow down." });
  const { sent, say, onState } = setUp(() => Promise.reject(refusal));
  say({ type: "hello" });
  await vi.waitFor(() => {
    expect(onState).toHaveBeenCalledWith("failed", refusal);
  });
  expect(sent[0]?.[0]).toEqual({ parlor: 1, type: "session-failed", code: "rate_limited" });
});

it("lets only the newest session through", async () => {
  const waiting: ((value: VisitorSession) => void)[] = [];
  const { sent, say } = setUp(() => new Promise((resolve) => waiting.push(resolve)));
  say({ type: "hello" });
  say({ type: "renew", token: null });
  waiting[1]?.({ ...session, token: "vt_new" });
  waiting[0]?.(session);
  await vi.waitFor(() => {
    expect(sent).toHaveLength(1);
  });
  expect(sent[0]?.[0]).toMatchObject({ session: { token: "vt_new" } });
});
