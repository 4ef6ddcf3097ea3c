/** A scripted server for tests: answers each call with the next prepared response, and records it. */
import { ChatApi } from "../src/api";
import type { StreamPart } from "../src/parts";
import { type ChatEvent, ChatStore } from "../src/store";

export interface Call {
  method: string;
  path: string;
  headers: Headers;
  body: unknown;
}

type Answer = Response | Error | ((call: Call, signal: AbortSignal | null | undefined) => Response | Promise<Response>);

export class ScriptedServer {
  readonly calls: Call[] = [];
  readonly #answers = new Map<string, Answer[]>();

  /** Answers of `method path`, in order; the last one is not repeated. */
  on(route: string, ...answers: Answer[]): this {
    this.#answers.set(route, [...(this.#answers.get(route) ?? []), ...answers]);
    return this;
  }

  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const url = new URL(input as string, "http://parlor.test");
    const call: Call = {
      method: init?.method ?? "GET",
      path: url.pathname + url.search,
      headers: new Headers(init?.headers),
      body: typeof init?.body === "string" ? JSON.parse(init.body) : undefined,
    };
    this.calls.push(call);
    const answer = this.#answers.get(`${call.method} ${url.pathname}`)?.shift();
    if (answer === undefined) throw new Error(`No answer prepared for ${call.method} ${call.path}`);
    if (answer instanceof Error) throw answer;
    return answer instanceof Response ? answer : await answer(call, init?.signal);
  };

  /** The calls of one route. */
  to(method: string, path: string): Call[] {
    return this.calls.filter((call) => call.method === method && call.path === path);
  }
}

export function json(body: unknown, status = 200): Response {
  return Response.json(body, { status });
}

export function problem(status: number, code: string, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify({ type: "about:blank", title: code, status, code, detail: `detail of ${code}` }), {
    status,
    headers: { "content-type": "application/problem+json", ...headers },
  });
}

/** One event on the wire. */
export function event(sequence: number, part: StreamPart | Record<string, unknown>): string {
  return `id: ${sequence}\ndata: ${JSON.stringify(part)}\n\n`;
}

export const DONE = "data: [DONE]\n\n";

/** A stream of the given pieces that ends normally, or breaks with `broken`. */
export function stream(pieces: (string | Uint8Array)[], broken?: Error): Response {
  const encoder = new TextEncoder();
  const queue = pieces.map((piece) => (typeof piece === "string" ? encoder.encode(piece) : piece));
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const next = queue.shift();
      if (next) controller.enqueue(next);
      else if (broken) controller.error(broken);
      else controller.close();
    },
  });
  return new Response(body, { headers: { "content-type": "text/event-stream" } });
}

/** A stream that stays open until the test says more. */
export function openStream(): { response: Response; write: (text: string) => void; close: () => void } {
  const encoder = new TextEncoder();
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  return {
    response: new Response(readable, { headers: { "content-type": "text/event-stream" } }),
    write: (text) => void writer.write(encoder.encode(text)).catch(() => undefined),
    close: () => void writer.close().catch(() => undefined),
  };
}

/** Parts of a whole answer `text`, one delta per word, numbered from 1. */
export function answer(messageId: string, text: string): string[] {
  const words = text.match(/\S+\s*/g) ?? [];
  const parts: StreamPart[] = [
    { type: "start", messageId },
    { type: "start-step" },
    { type: "text-start", id: "t" },
    ...words.map((delta): StreamPart => ({ type: "text-delta", id: "t", delta })),
    { type: "text-end", id: "t" },
    { type: "finish-step" },
    { type: "finish", finishReason: "stop" },
  ];
  return [...parts.map((part, index) => event(index + 1, part)), DONE];
}

/** A store talking to `server`, with every source of chance and time fixed. */
export function storeFor(server: ScriptedServer, renew: (refused: string) => Promise<string> = () => Promise.resolve("vt_2")) {
  const events: ChatEvent[] = [];
  const pauses: number[] = [];
  let keys = 0;
  let token = "vt_1";
  const api = new ChatApi({
    baseUrl: "",
    fetch: server.fetch,
    token: () => Promise.resolve(token),
    renew: async (refused) => (token = await renew(refused)),
    now: () => Date.parse("2026-11-23T12:00:00Z"),
  });
  const store = new ChatStore({
    api,
    onEvent: (heard) => events.push(heard),
    pause: (ms) => {
      pauses.push(ms);
      return Promise.resolve();
    },
    now: () => "2026-11-23T12:00:00Z",
    newKey: () => `key-${++keys}`,
    random: () => 0.5,
  });
  return { store, api, events, pauses };
}

/** Resolves when the store's state satisfies `ready`. */
export function until(store: ChatStore, ready: (state: ReturnType<ChatStore["getSnapshot"]>) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (!ready(store.getSnapshot())) return;
      leave();
      resolve();
    };
    const leave = store.subscribe(check);
    check();
  });
}
