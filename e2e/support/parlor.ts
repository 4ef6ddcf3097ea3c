/** The product under test: the real binary on an empty folder, on a free port. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort, type Program, start, until } from "./processes.ts";

const WEIGHTS = path.resolve(import.meta.dirname, "../../.cache/models/all-MiniLM-L6-v2");

export class Parlor {
  private readonly program: Program;
  private readonly folder: string;
  /** The origin, without a slash at the end. */
  readonly url: string;

  private constructor(program: Program, folder: string, url: string) {
    this.program = program;
    this.folder = folder;
    this.url = url;
  }

  static async start(env: Record<string, string> = {}, flags: string[] = []): Promise<Parlor> {
    const folder = await mkdtemp(path.join(tmpdir(), "parlor-e2e-"));
    const listen = `127.0.0.1:${String(await freePort())}`;
    const program = start("parlor", ["serve", "--listen", listen, "--data-dir", folder, ...flags], {
      PARLOR_EMBED_WEIGHTS_DIR: WEIGHTS,
      // Everything here comes from one address, many times faster than people type.
      PARLOR_REQUESTS_PER_MINUTE_PER_ADDRESS: "100000",
      PARLOR_REQUESTS_PER_MINUTE_PER_KEY: "100000",
      ...env,
    });
    const url = `http://${listen}`;
    await until(20, () => `parlor did not become ready: ${program.output()}`, async () => {
      const answer = await fetch(`${url}/readyz`).catch(() => undefined);
      return answer?.ok === true ? true : undefined;
    });
    return new Parlor(program, folder, url);
  }

  log(): string {
    return this.program.output();
  }

  async stop(): Promise<void> {
    await this.program.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
