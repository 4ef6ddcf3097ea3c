/** A bucket on this machine: moto's server, as published on PyPI. */
import { freePort, type Program, until } from "./processes.ts";
import { startPython } from "./python.ts";

const MOTO = "moto[s3,server]==5.2.1";
const BUCKET = "uploads";

export class Bucket {
  private readonly program: Program;
  private readonly origin: string;
  /** How Parlor is told of it. */
  readonly environment: Record<string, string>;

  private constructor(program: Program, origin: string) {
    this.program = program;
    this.origin = origin;
    this.environment = {
      PARLOR_BLOBS_URL: `s3://${BUCKET}/parlor`,
      AWS_ENDPOINT: origin,
      AWS_ALLOW_HTTP: "true",
      AWS_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
    };
  }

  static async start(): Promise<Bucket> {
    const port = String(await freePort());
    const origin = `http://127.0.0.1:${port}`;
    const program = await startPython(MOTO, "moto.server", ["-H", "127.0.0.1", "-p", port]);
    await until(30, () => `moto did not answer: ${program.output()}`, async () => {
      const made = await fetch(`${origin}/${BUCKET}`, { method: "PUT" }).catch(() => undefined);
      return made?.ok === true ? true : undefined;
    });
    return new Bucket(program, origin);
  }

  /** The names of everything in it. */
  async names(): Promise<string[]> {
    const listed = await fetch(`${this.origin}/${BUCKET}?list-type=2`);
    if (!listed.ok) throw new Error(`${String(listed.status)} ${await listed.text()}`);
    return [...(await listed.text()).matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, name]) => name ?? "");
  }

  async stop(): Promise<void> {
    await this.program.stop();
  }
}
