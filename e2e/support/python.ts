/** Python clients as published: installed once into the cache, pinned, and run as a program of their own. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { type Program, start } from "./processes.ts";

const run = promisify(execFile);
const CACHE = path.resolve(import.meta.dirname, "../../.cache/python");

/** The folder that holds a package such as `openai==1.2.3` with all that it needs. */
async function installed(requirement: string): Promise<string> {
  const folder = path.join(CACHE, requirement);
  if (!existsSync(folder)) {
    const work = `${folder}.${String(process.pid)}`;
    await run("python3", ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target", work, requirement]);
    // Another worker may have been faster; what it made is the same.
    await rename(work, folder).catch(() => rm(work, { recursive: true }));
  }
  return folder;
}

/** Runs a program with the package; answers what it prints. */
export async function runPython(requirement: string, program: string, env: Record<string, string>): Promise<string> {
  const packages = await installed(requirement);
  const environment = { PATH: process.env.PATH, PYTHONPATH: packages, ...env };
  const { stdout } = await run("python3", ["-c", program], { env: environment, timeout: 30_000 });
  return stdout;
}

/** Starts a module of the package as a server of its own. */
export async function startPython(requirement: string, module: string, args: string[]): Promise<Program> {
  const packages = await installed(requirement);
  const { stdout } = await run("python3", ["-c", "import sys; print(sys.executable)"]);
  return start(stdout.trim(), ["-m", module, ...args], { PYTHONPATH: packages });
}
