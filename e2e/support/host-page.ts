/** A customer's web page on an origin of its own, with Parlor's snippet in it. */
import { once } from "node:events";
import { createServer, type Server } from "node:http";

export class HostPage {
  /** Markup that stands in the body. */
  body = "";
  /** The page's own policy, when it has one. */
  policy: string | undefined;

  private readonly server: Server;
  readonly origin: string;

  private constructor(server: Server, origin: string) {
    this.server = server;
    this.origin = origin;
  }

  static async start(): Promise<HostPage> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    // Another name than the server's, so that the two are different sites and not only different ports.
    const page = new HostPage(server, `http://localhost:${String(address.port)}`);
    server.on("request", (request, response) => {
      if (request.url?.split("?")[0] !== "/") {
        response.writeHead(404).end();
        return;
      }
      if (page.policy !== undefined) response.setHeader("content-security-policy", page.policy);
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.end(
        `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
          `<title>A shop</title></head><body><main><h1>A shop</h1><p>With a chat in the corner.</p></main>${page.body}</body></html>`,
      );
    });
    return page;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }
}

/** The snippet that the dashboard shows, with attributes added. */
export function snippet(host: string, key: string, agent: string, more = ""): string {
  return `<script async src="${host}/widget.js" data-key="${key}" data-agent="${agent}" ${more}></script>`;
}
