/** Who the visitor is, as the host page keeps it: login, logout, switch, and other tabs. */
import type { HostMessage, PanelMessage } from "@parlor/chat-client/bridge";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { Host, type Screen } from "../src/launcher/host";
import { subjectOf } from "../src/launcher/identity";
import { Memory } from "../src/launcher/memory";
import type { Embed } from "../src/launcher/options";

const PARLOR = "https://parlor.example";
const jwt = (sub: string, exp = 1) => `h.${btoa(JSON.stringify({ sub, exp })).replace(/=+$/, "")}.s`;
const [ANN, BOB] = [jwt("ann"), jwt("bob")];

interface Opened {
  visitorToken?: string;
  identityToken?: string;
}

/** A server with the rules of the real one: an identity decides, else a token brings its visitor back. */
let asked: Opened[] = [];
let told: HostMessage[] = [];
let strangers = 0;
const panelWindow = { postMessage: (message: HostMessage) => void told.push(message) } as unknown as Window;
const hosts: Host[] = [];

function start(identity: string | null = null): Host {
  const embed: Embed = { host: PARLOR, key: "pk", agent: "agt_1", open: false, identity, options: {} };
  const screen: Screen = {
    inline: false, panelWindow, isOpen: true, load: () => undefined, close: () => undefined, dress: () => undefined, emit: () => undefined,
    handOver: () => "",
  };
  const host = new Host(embed, screen);
  hosts.push(host);
  host.load();
  return host;
}

const say = (message: PanelMessage) =>
  window.dispatchEvent(new MessageEvent("message", { data: message, origin: PARLOR, source: panelWindow }));
const sessions = () => told.filter((message) => message.type === "session");
/** Waits for the session call that comes `nth` in this test, and answers what the panel then heard. */
const session = (nth: number) => vi.waitFor(() => {
  expect(sessions().length).toBe(nth);
  return sessions()[nth - 1]!;
});

beforeEach(() => {
  localStorage.clear();
  [asked, told, strangers] = [[], [], 0];
  vi.stubGlobal("fetch", (_: string, init: RequestInit) => {
    const body = JSON.parse(init.body as string) as Opened;
    asked.push(body);
    const sub = body.identityToken && subjectOf(body.identityToken);
    const visitorId = sub ?? body.visitorToken?.replace("vt_", "") ?? `stranger${++strangers}`;
    return Promise.resolve(Response.json({ token: `vt_${visitorId}`, expiresAt: "2030-01-01T00:00:00Z", visitorId, agent: { id: "agt_1", name: "A" } }));
  });
});

afterEach(() => {
  for (const host of hosts.splice(0)) host.destroy();
  vi.unstubAllGlobals();
});

describe("a visitor of one page", () => {
  test("logs in, stays through a renewal, logs out, and another one logs in", async () => {
    const host = start();
    say({ parlor: 1, type: "hello" });
    await session(1);
    say({ parlor: 1, type: "remember", chatId: "cht_anonymous" });

    host.identify(ANN);
    expect((await session(2)).session.visitorId).toBe("ann");
    expect((await session(2)).chatId).toBeNull();
    // What was said before the login stays with the anonymous visitor, and is not shown to the server as Ann's.
    expect(asked[1]).toEqual({ identityToken: ANN });
    say({ parlor: 1, type: "remember", chatId: "cht_ann" });
    say({ parlor: 1, type: "renew", token: "vt_ann" });
    expect((await session(3)).chatId).toBe("cht_ann");
    expect(asked[2]).toEqual({ identityToken: ANN, visitorToken: "vt_ann" });

    host.identify(null);
    expect((await session(4)).session.visitorId).toBe("stranger2");
    expect(asked[3]).toEqual({});

    host.identify(BOB);
    expect(await session(5)).toMatchObject({ chatId: null, session: { visitorId: "bob" } });
    expect(told.filter((message) => message.type === "reset")).toHaveLength(3);
  });

  test("the same word again changes nothing; a newer one for the same visitor keeps the chat", async () => {
    const host = start(ANN);
    say({ parlor: 1, type: "hello" });
    await session(1);
    say({ parlor: 1, type: "remember", chatId: "cht_ann" });
    host.identify(ANN);
    host.identify(jwt("ann", 2));
    expect((await session(2)).chatId).toBe("cht_ann");
    expect(told.some((message) => message.type === "reset")).toBe(false);
  });

  test("a reset forgets everything about them", async () => {
    const host = start(ANN);
    say({ parlor: 1, type: "hello" });
    await session(1);
    host.reset();
    expect((await session(2)).session.visitorId).toBe("stranger1");
    expect(new Memory("agt_1").value).toMatchObject({ visitor: "stranger1", token: "vt_stranger1" });
    expect(new Memory("agt_1").value.sub).toBeUndefined();
  });
});

describe("the next page", () => {
  const visit = async (identity: string | null) => {
    told = [];
    asked = [];
    for (const host of hosts.splice(0)) host.destroy();
    start(identity);
    say({ parlor: 1, type: "hello" });
    return session(1);
  };

  test("brings back who was there, with their chat", async () => {
    await visit(null);
    say({ parlor: 1, type: "remember", chatId: "cht_1" });
    expect(await visit(null)).toMatchObject({ chatId: "cht_1", session: { visitorId: "stranger1" } });
    await visit(ANN);
    say({ parlor: 1, type: "remember", chatId: "cht_ann" });
    expect(await visit(ANN)).toMatchObject({ chatId: "cht_ann", session: { visitorId: "ann" } });
  });

  test("of somebody who is no longer logged in does not show their chats", async () => {
    await visit(ANN);
    say({ parlor: 1, type: "remember", chatId: "cht_ann" });
    expect(await visit(null)).toMatchObject({ chatId: null, session: { visitorId: "stranger1" } });
    expect(asked).toEqual([{}]);
  });

  test("of somebody else never sends the first one's token", async () => {
    await visit(ANN);
    expect(await visit(BOB)).toMatchObject({ chatId: null, session: { visitorId: "bob" } });
    expect(asked).toEqual([{ identityToken: BOB }]);
  });
});

describe("another tab", () => {
  const elsewhere = (value: object) => {
    localStorage.setItem("parlor:agt_1", JSON.stringify(value));
    window.dispatchEvent(new StorageEvent("storage", { key: "parlor:agt_1" }));
  };

  test("where the visitor logs in or out does so here", async () => {
    start();
    say({ parlor: 1, type: "hello" });
    await session(1);
    elsewhere({ token: "vt_ann", visitor: "ann", sub: "ann" });
    expect((await session(2)).session.visitorId).toBe("ann");
    elsewhere({});
    expect((await session(3)).session.visitorId).toBe("stranger2");
  });

  test("that writes about the same visitor disturbs nobody", async () => {
    start();
    say({ parlor: 1, type: "hello" });
    const { session: first } = await session(1);
    elsewhere({ token: `vt_${first.visitorId}`, visitor: first.visitorId, chatId: "cht_2" });
    say({ parlor: 1, type: "renew", token: first.token });
    expect((await session(2)).chatId).toBe("cht_2");
  });
});

test("a token without a readable subject is nobody's", () => {
  expect(subjectOf(ANN)).toBe("ann");
  expect(subjectOf(`h.${btoa('{"sub":"b"}').replace(/\+/g, "-")}.s`)).toBe("b");
  for (const token of [null, "", "x", "a.b.c", `h.${btoa('{"sub":7}')}.s`, `h.${btoa("null")}.s`]) expect(subjectOf(token)).toBeUndefined();
});
