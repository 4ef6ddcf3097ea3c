import type { HostMessage, PanelMessage, VisitorSession } from "@parlor/chat-client/bridge";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { Host, type HostHandlers } from "../src/panel/host/host";

const ORIGIN = "https://shop.example";
const session = (token: string, minutes = 10): VisitorSession => ({
  token,
  expiresAt: new Date(Date.now() + minutes * 60_000).toISOString(),
  visitorId: "vis_1",
  agent: { id: "agt_1", name: "Ada" },
});

let sent: { message: PanelMessage; origin: string }[] = [];
const handlers = {
  onSession: vi.fn<HostHandlers["onSession"]>(), onFailure: vi.fn<HostHandlers["onFailure"]>(), onOptions: vi.fn<HostHandlers["onOptions"]>(),
  onShown: vi.fn<HostHandlers["onShown"]>(), onHidden: vi.fn<HostHandlers["onHidden"]>(), onSend: vi.fn<HostHandlers["onSend"]>(),
  onTyped: vi.fn<HostHandlers["onTyped"]>(), onReset: vi.fn<HostHandlers["onReset"]>(),
};
const say = (message: HostMessage, origin = ORIGIN, source: Window | null = window.parent) =>
  window.dispatchEvent(new MessageEvent("message", { data: message, origin, source }));

beforeEach(() => {
  sent = [];
  vi.spyOn(window.parent, "postMessage").mockImplementation(((message: PanelMessage, origin: string) => void sent.push({ message, origin })) as typeof window.postMessage);
});
afterEach(() => {
  vi.useRealTimers();
  for (const handler of Object.values(handlers)) handler.mockReset();
});

test("only the page it was opened for is heard, and only that page is told", () => {
  const host = new Host(ORIGIN, handlers);
  host.hello();
  say({ parlor: 1, type: "send", text: "evil" }, "https://evil.example");
  say({ parlor: 1, type: "send", text: "evil" }, ORIGIN, null);
  expect(handlers.onSend).not.toHaveBeenCalled();
  say({ parlor: 1, type: "send", text: "good" });
  expect(handlers.onSend.mock.calls).toEqual([["good"]]);
  expect(sent.map(({ origin }) => origin)).toEqual([ORIGIN]);
});

test("several calls with a refused token ask for one renewal", async () => {
  const host = new Host(ORIGIN, handlers);
  say({ parlor: 1, type: "session", session: session("vt_1"), options: {} });
  expect(await host.token()).toBe("vt_1");
  const renewed = Promise.all([host.renew("vt_1"), host.renew("vt_1")]);
  expect(sent.filter(({ message }) => message.type === "renew")).toHaveLength(1);
  say({ parlor: 1, type: "session", session: session("vt_2"), options: {} });
  expect(await renewed).toEqual(["vt_2", "vt_2"]);
  // One that comes late with the old token gets the new one at once.
  expect(await host.renew("vt_1")).toBe("vt_2");
});

test("a token about to expire is renewed before it is used", async () => {
  const host = new Host(ORIGIN, handlers);
  say({ parlor: 1, type: "session", session: session("vt_1", 0.1), options: {} });
  const token = host.token();
  expect(sent.at(-1)?.message).toEqual({ parlor: 1, type: "renew", token: "vt_1" });
  say({ parlor: 1, type: "session", session: session("vt_2"), options: {} });
  expect(await token).toBe("vt_2");
});

test("a refused or unanswered renewal is an error, not silence", async () => {
  const host = new Host(ORIGIN, handlers);
  const refused = host.renew(null);
  say({ parlor: 1, type: "session-failed", code: "rate_limited", retryAfter: 7 });
  await expect(refused).rejects.toMatchObject({ code: "rate_limited", retryAfter: 7 });
  vi.useFakeTimers();
  const unanswered = expect(host.renew(null)).rejects.toMatchObject({ code: "unauthenticated" });
  await vi.advanceTimersByTimeAsync(60_000);
  await unanswered;
});
