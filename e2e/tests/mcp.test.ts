/** The reference MCP server, as published, offers its tools, and a chat's answer uses one. */
import { startEverything } from "../support/mcp.ts";
import { expect, test } from "../support/test.ts";

test("an answer uses a tool of the reference server", async ({ tenant, parlor, upstream }) => {
  const everything = await startEverything();
  try {
    const agent = await tenant.createAgent();
    const server = await tenant.addMcpServer(agent, "Everything", everything.url);
    const trial = await tenant.testMcpServer(server);
    expect([trial.error, trial.protocol]).toEqual([null, "2025-11-25"]);
    expect(trial.tools.length).toBeGreaterThan(8);
    expect(trial.tools.filter(({ problem }) => problem !== null)).toEqual([]);
    const sum = trial.tools.find(({ name }) => name === "get-sum");
    if (sum === undefined) throw new Error("it has no get-sum");
    const chosen = await tenant.chooseTool(server, sum);
    expect(chosen.name).toBe("everything_get-sum");

    await upstream.next({ answer: { calls: [[chosen.name, JSON.stringify({ a: 20, b: 22 })]] } });
    await upstream.next({ answer: { text: "It is 42." } });
    const headers = { authorization: `Bearer ${await tenant.createSecretKey()}`, "x-parlor-visitor": "ann", "content-type": "application/json" };
    const ask = (path: string, body: object) => fetch(`${parlor.url}${path}?agent=${agent}`, { method: "POST", headers, body: JSON.stringify(body) });
    const { id } = (await (await ask("/api/chats", {})).json()) as { id: string };
    const stream = await (await ask(`/api/chats/${id}/messages`, { content: "What is 20 and 22?" })).text();
    expect(stream).toContain('"type":"tool-output-available"');
    expect(stream).toContain("The sum of 20 and 22 is 42.");
    const last = (await upstream.requests()).at(-1);
    expect(last?.tools?.map(({ function: { name } }) => name)).toEqual([chosen.name]);
    expect(last?.messages.find(({ role }) => role === "tool")?.content).toContain("42");
  } finally {
    await everything.stop();
  }
});
