/**
 * Follows one turn to its end, over as many connections as it takes.
 *
 * Owns reconnecting and the promise that every event is delivered exactly once. Does not know what
 * an answer looks like (`reducer`) nor where it is shown (`store`).
 */
import { decodeStream } from "./decode";
import type { StreamPart } from "./parts";
import { ChatError } from "./problem";
import { isTerminal } from "./reducer";

/** Where the events of a turn come from. Both throw `ChatError`. */
export interface TurnSource {
  /** Begins the turn. Safe to call again when it failed: the same turn, not a second one. */
  begin: (signal: AbortSignal) => Promise<Response | null>;
  /** What follows the event `after`, or everything; null when nothing runs. */
  resume: (after: number | undefined, signal: AbortSignal) => Promise<Response | null>;
}

export interface TurnOptions {
  signal: AbortSignal;
  onPart: (part: StreamPart) => void;
  /** `lost`: trying to reach the server again. `live`: events arrive. */
  onConnection: (state: "live" | "lost") => void;
  /** Resolves after `ms`, or earlier when it looks worth trying (the network came back). */
  pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** 0 ≤ x < 1; spreads the attempts of many visitors over time. */
  random: () => number;
}

/** `ended`: the last part was delivered. `gone`: the server knows no running turn; read the chat. */
export type TurnEnd = "ended" | "gone";

/** Attempts in a row without one new event before the turn is given up. */
const MAX_ATTEMPTS = 8;
const FIRST_PAUSE_MS = 400;
const LONGEST_PAUSE_MS = 10_000;
/** The server sends a comment every 15 s; three missing ones mean that the connection is dead. */
const IDLE_MS = 45_000;

/**
 * Delivers the turn's parts in order, each once. Throws `ChatError` when the server refuses, or
 * when it stays out of reach; throws the abort reason when `signal` aborts.
 */
export async function followTurn(source: TurnSource, options: TurnOptions): Promise<TurnEnd> {
  const { signal, onConnection } = options;
  const progress: Progress = { last: undefined, attempts: 0, ended: false };
  for (let failures = 0; ; ) {
    const before = progress.last;
    try {
      const response = await connect(source, progress, signal);
      if (!response?.body) return "gone";
      onConnection("live");
      await deliver(response.body, progress, options);
      if (progress.ended) return "ended";
    } catch (error) {
      signal.throwIfAborted();
      if (progress.ended) return "ended";
      if (!isLost(error)) throw error;
      if (failures + 1 >= MAX_ATTEMPTS) throw asNetworkError(error);
    }
    signal.throwIfAborted();
    failures = progress.last === before ? failures + 1 : 1;
    if (failures >= MAX_ATTEMPTS) throw asNetworkError(undefined);
    onConnection("lost");
    await options.pause(backoff(failures, options.random()), signal);
    signal.throwIfAborted();
  }
}

interface Progress {
  /** Sequence number of the newest event delivered. */
  last: number | undefined;
  /** How often the turn was begun. */
  attempts: number;
  ended: boolean;
}

async function connect(source: TurnSource, progress: Progress, signal: AbortSignal): Promise<Response | null> {
  if (progress.last !== undefined) return source.resume(progress.last, signal);
  progress.attempts += 1;
  try {
    return await source.begin(signal);
  } catch (error) {
    // The turn in the way is our own: an earlier attempt arrived though its answer did not.
    if (progress.attempts > 1 && error instanceof ChatError && error.code === "conflict") {
      return source.resume(undefined, signal);
    }
    throw error;
  }
}

async function deliver(body: ReadableStream<Uint8Array>, progress: Progress, options: TurnOptions): Promise<void> {
  for await (const event of decodeStream(body, IDLE_MS)) {
    if (event.kind === "done") {
      progress.ended = true;
      return;
    }
    options.signal.throwIfAborted();
    const { part, sequence } = event;
    if (sequence !== undefined) {
      if (progress.last !== undefined && sequence <= progress.last) continue;
      progress.last = sequence;
    }
    options.onPart(part);
    if (isTerminal(part)) progress.ended = true;
  }
}

/** Exponential, with full jitter in its upper half. */
export function backoff(failures: number, random: number): number {
  const ceiling = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
  return ceiling / 2 + (ceiling / 2) * random;
}

function isLost(error: unknown): boolean {
  // A body that breaks off rejects the read with a TypeError, or whatever the runtime uses.
  return !(error instanceof ChatError) || error.code === "network" || error.code === "unavailable";
}

function asNetworkError(cause: unknown): ChatError {
  return cause instanceof ChatError ? cause : new ChatError("network", "The connection was lost", { cause });
}
