/** A tenant made over the management API, for tests whose subject is not the dashboard. */
import { randomUUID } from "node:crypto";
import { until } from "./processes.ts";

export interface Account {
  email: string;
  password: string;
}

interface OfferedTool {
  name: string;
  pin: string;
  problem: string | null;
}

interface McpTrial {
  error: string | null;
  protocol: string | null;
  tools: OfferedTool[];
}

export class Tenant {
  private readonly url: string;
  private readonly cookie: string;
  private readonly csrf: string;
  readonly account: Account;

  private constructor(url: string, cookie: string, csrf: string, account: Account) {
    this.url = url;
    this.cookie = cookie;
    this.csrf = csrf;
    this.account = account;
  }

  static async signUp(url: string): Promise<Tenant> {
    const account = { email: `${randomUUID()}@example.com`, password: `pass-${randomUUID()}` };
    const answer = await fetch(`${url}/api/auth/signup`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...account, organization: "Juniper Bikes" }),
    });
    if (answer.status !== 201) throw new Error(`signup: ${String(answer.status)} ${await answer.text()}`);
    const cookie = answer.headers.getSetCookie().map((line) => line.split(";")[0]).join("; ");
    const { csrfToken } = (await answer.json()) as { csrfToken: string };
    return new Tenant(url, cookie, csrfToken, account);
  }

  async createAgent(name = "Juniper"): Promise<string> {
    const agent = await this.post<{ id: string }>("agents", { name, systemPrompt: "Answer from the documents." });
    return agent.id;
  }

  async createKey(agentId: string, allowedOrigins: string[]): Promise<string> {
    const body = { name: "Web page", kind: "publishable", agentIds: [agentId], allowedOrigins };
    return (await this.post<{ key: string }>("keys", body)).key;
  }

  /** For a server that chats on behalf of its visitors. */
  async createSecretKey(): Promise<string> {
    return (await this.post<{ key: string }>("keys", { name: "Server", kind: "secret", scopes: ["chat"] })).key;
  }

  /** What the tenant's backend signs its visitors' names with. */
  async identitySecret(agentId: string): Promise<string> {
    return (await this.send<{ secret: string }>("GET", `agents/${agentId}/identity`)).secret;
  }

  /** Uploads a document and waits until it can be found. */
  async upload(agentId: string, name: string, text: string): Promise<string> {
    const form = new FormData();
    form.append("file", new File([text], name, { type: "text/markdown" }));
    const { id } = await this.send<{ id: string }>("POST", `agents/${agentId}/documents`, form);
    await until(20, () => `${name} did not become ready`, async () => {
      const { status } = await this.send<{ status: string }>("GET", `documents/${id}`);
      if (status === "failed") throw new Error(`${name} failed`);
      return status === "ready" ? true : undefined;
    });
    return id;
  }

  /** Adds an MCP server to an agent. */
  async addMcpServer(agentId: string, name: string, url: string): Promise<string> {
    return (await this.post<{ id: string }>(`agents/${agentId}/mcp-servers`, { name, url })).id;
  }

  /** Asks an MCP server for its tools. */
  testMcpServer(id: string): Promise<McpTrial> {
    return this.post(`mcp-servers/${id}/test`, {});
  }

  /** Lets the agent use a tool without asking, as it is described now. */
  async chooseTool(serverId: string, { name, pin }: OfferedTool): Promise<{ id: string; name: string }> {
    return this.post(`mcp-servers/${serverId}/tools`, { name, pin, policy: "allowed" });
  }

  post<T>(route: string, body: object): Promise<T> {
    return this.send("POST", route, JSON.stringify(body), { "content-type": "application/json" });
  }

  /** A request of the member; what it answers, when it answers anything. */
  async send<T>(method: string, route: string, body?: BodyInit, headers: Record<string, string> = {}): Promise<T> {
    const answer = await fetch(`${this.url}/api/admin/${route}`, {
      method,
      headers: { cookie: this.cookie, "x-csrf-token": this.csrf, ...headers },
      body: body ?? null,
    });
    if (!answer.ok) throw new Error(`${method} ${route}: ${String(answer.status)} ${await answer.text()}`);
    return (answer.status === 204 ? undefined : await answer.json()) as T;
  }
}
