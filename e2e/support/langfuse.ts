/** The recording Langfuse server, and Parlor's commands against it. */
import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { BINARIES, type Program, start, until } from "./processes.ts";

const run = promisify(execFile);
const WEIGHTS = path.resolve(import.meta.dirname, "../../.cache/models/all-MiniLM-L6-v2");

interface RecordedSpan {
  trace: string;
  id: string;
  parent: string;
  name: string;
  attributes: Record<string, unknown>;
}

export class LangfuseServer {
  private readonly program: Program;
  readonly url: string;
  /** What opens its project, as the official clients and Parlor read it. */
  readonly env: Record<string, string>;

  private constructor(program: Program, url: string) {
    this.program = program;
    this.url = url;
    this.env = { LANGFUSE_BASE_URL: url, LANGFUSE_PUBLIC_KEY: "pk-lf-test", LANGFUSE_SECRET_KEY: "sk-lf-test-0123456789" };
  }

  static async start(): Promise<LangfuseServer> {
    const program = start("langfuse", [], {});
    const url = await until(10, () => `langfuse did not start: ${program.output()}`, () =>
      Promise.resolve(/^http:\S+/m.exec(program.output())?.[0]),
    );
    return new LangfuseServer(program, url);
  }

  /** Every span that arrived. */
  async spans(): Promise<RecordedSpan[]> {
    const answer = await fetch(`${this.url}/recorded/spans`);
    return ((await answer.json()) as { spans: RecordedSpan[] }).spans;
  }

  /** `parlor` with these arguments; answers what it prints, and says to the terminal. */
  async parlor(args: string[], cwd: string): Promise<{ stdout: string; stderr: string }> {
    const env = { PATH: process.env.PATH ?? "", PARLOR_EMBED_WEIGHTS_DIR: WEIGHTS, PARLOR_LOG: "error", ...this.env };
    return run(path.join(BINARIES, "parlor"), args, { cwd, env, timeout: 60_000 });
  }

  stop(): Promise<number | null> {
    return this.program.stop();
  }
}
