/** A model that does as its instructions say: what stands between «» in them is its answer. So a changed prompt changes what is answered. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export class ObedientModel {
  private readonly server: Server;

  private constructor(server: Server) {
    this.server = server;
  }

  static async start(): Promise<ObedientModel> {
    const server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        const said = /«(.*?)»/.exec(body)?.[1] ?? "I was told nothing.";
        const chunk = (delta: object, finish: string | null) =>
          `data: ${JSON.stringify({ id: "1", object: "chat.completion.chunk", created: 1, model: "obedient", choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.end(`${chunk({ role: "assistant", content: said }, null)}${chunk({}, "stop")}data: [DONE]\n\n`);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new ObedientModel(server);
  }

  /** What `PARLOR_LLM_BASE_URL` is set to. */
  get baseUrl(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}/v1`;
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => { resolve(); }));
  }
}
