/** Starts the project's programs and stops them again. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import path from "node:path";

/** Where the programs under test lie. */
export const BINARIES = process.env.PARLOR_BINARIES ?? path.resolve(import.meta.dirname, "../../target/debug");

export interface Program {
  /** Everything it has written so far. */
  readonly output: () => string;
  readonly pid: number;
  /** Asks it to end and waits until it has; returns the exit code. */
  stop: (signal?: NodeJS.Signals) => Promise<number | null>;
}

/** A program of ours by its name, or any other by its absolute path. */
export function start(name: string, args: string[], env: Record<string, string>): Program {
  const child = spawn(path.resolve(BINARIES, name), args, {
    env: { PATH: process.env.PATH ?? "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const keep = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  child.on("error", (error) => {
    output += String(error);
  });
  return { output: () => output, pid: child.pid ?? 0, stop: (signal) => stop(child, signal) };
}

async function stop(child: ChildProcess, signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = once(child, "exit");
  child.kill(signal);
  const reminder = setTimeout(() => child.kill("SIGKILL"), 10_000);
  await ended;
  clearTimeout(reminder);
  return child.exitCode;
}

/** A port on loopback that nobody uses at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** Asks again until the answer is not undefined. Fails, with `why`, when the time is over. */
export async function until<T>(seconds: number, why: () => string, ask: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(why());
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
