/** The reference MCP server, as published, on a free port of this machine. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { freePort, until } from "./processes.ts";

/** It listens on every address by itself; a test must not. */
const LOOPBACK = `
import { Server } from "node:net";
const listen = Server.prototype.listen;
Server.prototype.listen = function (port, ...rest) {
  return listen.call(this, { port: Number(port), host: "127.0.0.1" }, ...rest.filter((one) => typeof one === "function"));
};
`;

export interface McpServer {
  url: string;
  stop: () => Promise<void>;
}

export async function startEverything(): Promise<McpServer> {
  const program = fileURLToPath(import.meta.resolve("@modelcontextprotocol/server-everything/dist/index.js"));
  const port = String(await freePort());
  const preload = `data:text/javascript,${encodeURIComponent(LOOPBACK)}`;
  const child = spawn(process.execPath, ["--import", preload, program, "streamableHttp"], { env: { PATH: process.env.PATH ?? "", PORT: port }, stdio: "ignore" });
  const url = `http://127.0.0.1:${port}/mcp`;
  await until(20, () => "the MCP server did not start", () => fetch(url).then(() => true, () => undefined));
  const stop = async () => {
    const ended = once(child, "exit");
    child.kill();
    await ended;
  };
  return { url, stop };
}
