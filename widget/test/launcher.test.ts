import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { queuedCalls } from "../src/launcher/api";
import { Emitter } from "../src/launcher/emitter";
import { Memory } from "../src/launcher/memory";
import { type Embed, panelOptions, readEmbed } from "../src/launcher/options";
import { openSession } from "../src/launcher/session";

const embed: Embed = { host: "https://parlor.example", key: "pk_live_x", agent: "agt_1", open: false, identity: null, options: {} };
const session = { token: "vt_2", expiresAt: "2026-11-23T12:00:00Z", visitorId: "vis_1", agent: { id: "agt_1", name: "Ada" } };

function script(attributes: Record<string, string>): HTMLScriptElement {
  const element = document.createElement("script");
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

describe("attributes", () => {
  const src = "https://parlor.example:8443/widget.js?v=1";

  test("say which server, key and agent", () => {
    expect(readEmbed(script({ src, "data-key": "pk_live_x", "data-agent": "agt_1", "data-open": "", "data-color": "#fff", "data-identity": "jwt" }), src)).toEqual({
      host: "https://parlor.example:8443", key: "pk_live_x", agent: "agt_1", open: true, identity: "jwt",
      options: { position: undefined, theme: undefined, color: "#fff", locale: undefined, texts: undefined },
    });
    expect(readEmbed(script({ src: `${src}&agent=agt_2`, "data-key": "pk", "data-open": "false" }), `${src}&agent=agt_2`)).toMatchObject({ agent: "agt_2", open: false });
  });

  test("a missing one is named", () => {
    expect(readEmbed(script({ src, "data-agent": "agt_1" }), src)).toBe("data-key");
    expect(readEmbed(script({ src, "data-key": "pk" }), src)).toBe("data-agent");
  });

  test("options that make no sense are left out", () => {
    expect(panelOptions({ theme: "dark", color: "#0F0", locale: "de" })).toEqual({ theme: "dark", color: "#00ff00", locale: "de" });
    expect(panelOptions({ theme: "pink", color: "red;}", locale: "" })).toEqual({});
  });
});

describe("the session call", () => {
  const respond = (...answers: (Response | Error)[]) => {
    const fetch = vi.fn<typeof globalThis.fetch>(() => {
      const next = answers.shift();
      return next instanceof Response ? Promise.resolve(next) : Promise.reject(next ?? new Error("no answer prepared"));
    });
    vi.stubGlobal("fetch", fetch);
    return fetch;
  };
  afterEach(() => vi.unstubAllGlobals());

  test("carries the key, no cookie, and only the fields that are known", async () => {
    const fetch = respond(Response.json(session), Response.json(session));
    expect(await openSession(embed, undefined, null)).toEqual({ ok: true, session });
    await openSession(embed, "vt_1", "jwt");
    const [url, init] = fetch.mock.calls[0]!;
    expect(url).toBe("https://parlor.example/api/session?agent=agt_1");
    expect(init).toMatchObject({ method: "POST", credentials: "omit", body: "{}", headers: { authorization: "Bearer pk_live_x" } });
    expect(fetch.mock.calls[1]![1]!.body).toBe('{"visitorToken":"vt_1","identityToken":"jwt"}');
  });

  test("a remembered token that is refused does not lock the visitor out", async () => {
    const fetch = respond(Response.json({ code: "unauthenticated" }, { status: 401 }), Response.json(session));
    expect(await openSession(embed, "vt_broken", null)).toEqual({ ok: true, session });
    expect(fetch.mock.calls[1]![1]!.body).toBe("{}");
  });

  test("a refusal says why and how long to wait", async () => {
    respond(Response.json({ code: "rate_limited" }, { status: 429, headers: { "retry-after": "7" } }), new TypeError("offline"), new Response("<html>", { status: 502 }));
    expect(await openSession(embed, undefined, null)).toEqual({ ok: false, code: "rate_limited", retryAfter: 7 });
    expect(await openSession(embed, undefined, null)).toEqual({ ok: false, code: "network", retryAfter: null });
    expect(await openSession(embed, undefined, null)).toEqual({ ok: false, code: "network", retryAfter: null });
  });
});

describe("memory", () => {
  beforeEach(() => localStorage.clear());

  test("is kept per agent, and forgets the visitor but not the look", () => {
    new Memory("agt_1").save({ token: "vt_1", chatId: "cht_1", open: true, color: "#123456" });
    expect(new Memory("agt_1").value).toEqual({ token: "vt_1", chatId: "cht_1", open: true, color: "#123456" });
    expect(new Memory("agt_2").value).toEqual({});
    new Memory("agt_1").forgetVisitor();
    expect(new Memory("agt_1").value).toEqual({ open: true, color: "#123456" });
  });

  test("broken or forbidden storage is no obstacle", () => {
    localStorage.setItem("parlor:agt_1", "{broken");
    expect(new Memory("agt_1").value).toEqual({});
    vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError");
    });
    const memory = new Memory("agt_1");
    memory.save({ token: "vt_1" });
    expect(memory.value.token).toBe("vt_1");
  });
});

test("queued listeners are set before the other calls run", () => {
  const open = ["open"];
  const on = ["on", "open", () => undefined];
  expect(queuedCalls([open, on])).toEqual([[on], [open]]);
  expect(queuedCalls(undefined)).toEqual([[], []]);
  expect(queuedCalls({ q: [open] })).toEqual([[], []]);
});

test("one listener's mistake does not keep the next from hearing", () => {
  const report = vi.fn();
  vi.stubGlobal("reportError", report);
  const emitter = new Emitter();
  const heard = vi.fn();
  emitter.on("open", () => {
    throw new Error("mine");
  });
  const off = emitter.on("open", heard);
  emitter.emit("open", { a: 1 });
  off();
  emitter.emit("open", {});
  expect(heard.mock.calls).toEqual([[{ a: 1 }]]);
  expect(report).toHaveBeenCalledTimes(2);
  vi.unstubAllGlobals();
});
