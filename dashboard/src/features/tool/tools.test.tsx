import type { ToolBody } from "@parlor/api-client";
import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, it } from "vitest";
import { renderPage } from "~/testing/render";
import { tool } from "~/testing/samples";
import { problem, server } from "~/testing/server";
import { Tools } from "./tools";

const LIST = "*/api/admin/agents/agt_1/tools";

/** The API with these tools; what was written to it. */
function api(tools: ToolBody[]) {
  const written: unknown[] = [];
  server.use(
    http.get(LIST, () => HttpResponse.json({ tools })),
    http.get("*/api/admin/agents/agt_1/mcp-servers", () => HttpResponse.json({ mcpServers: [] })),
    http.post(LIST, async ({ request }) => {
      written.push(await request.json());
      return HttpResponse.json({ ...tool(), secret: "whsec_shown_once" }, { status: 201 });
    }),
    http.patch("*/api/admin/tools/:id", async ({ request }) => {
      written.push(await request.json());
      return HttpResponse.json(tool());
    }),
  );
  return written;
}

it("makes a webhook and shows its secret once", async () => {
  const written = api([]);
  const { user } = await renderPage(<Tools agentId="agt_1" />);
  await user.click(await screen.findByRole("button", { name: "Add a webhook" }));
  await user.click(screen.getByRole("button", { name: "Create webhook" }));
  expect(await screen.findByText("Use 1 to 64 letters, digits, _ and -")).toBeVisible();
  for (const [label, text] of [["Name", "get_order"], ["Description", "Looks up an order."], ["Address", "https://shop.example/order"]] as const) {
    await user.click(screen.getByLabelText(label));
    await user.paste(text);
  }
  await user.selectOptions(screen.getByLabelText("Consent"), "ask_visitor");
  await user.click(screen.getByRole("button", { name: "Create webhook" }));
  expect(await screen.findByText("whsec_shown_once")).toBeVisible();
  expect(written).toEqual([
    { name: "get_order", description: "Looks up an order.", url: "https://shop.example/order", method: "POST", policy: "ask_visitor", parameters: { type: "object", properties: {} } },
  ]);
});

it("puts a blocked address at its field", async () => {
  api([tool()]);
  server.use(http.patch("*/api/admin/tools/:id", () => problem(422, "blocked_destination", "`url` is blocked.", [{ path: "url", message: "is not an address on the public internet" }])));
  const { user } = await renderPage(<Tools agentId="agt_1" />);
  await user.click(await screen.findByRole("button", { name: "Actions for get_order" }));
  await user.click(await screen.findByRole("menuitem", { name: "Edit" }));
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("is not an address on the public internet")).toBeVisible();
  expect(screen.getByLabelText("Address")).toBeInvalid();
});

it("switches a built-in tool on, and off again without losing it", async () => {
  const written = api([tool({ id: "tol_2", kind: "built_in", name: "calculate", builtIn: "calculate" })]);
  const { user } = await renderPage(<Tools agentId="agt_1" />);
  expect(await screen.findByRole("switch", { name: "Calculator" })).toBeChecked();
  await user.click(screen.getByRole("switch", { name: "Current time" }));
  await user.click(screen.getByRole("switch", { name: "Calculator" }));
  await expect.poll(() => written).toEqual([{ builtIn: "current_time", enabled: true }, { enabled: false }]);
});

it("shows what was sent and what came back when a tool is tried", async () => {
  api([tool()]);
  const trial = {
    ok: false,
    error: "The tool answered with an error: status 404",
    request: { method: "POST", url: "https://shop.example/order", headers: { "webhook-id": "msg_1" }, body: "{}" },
    response: { status: 404, headers: {}, body: "no such order" },
    tookMs: 12,
  };
  server.use(http.post("*/api/admin/tools/tol_1/test", () => HttpResponse.json(trial)));
  const { user } = await renderPage(<Tools agentId="agt_1" />);
  await user.click(await screen.findByRole("button", { name: "Try get_order" }));
  await user.click(screen.getByRole("button", { name: "Call it" }));
  const outcome = await screen.findByRole("status");
  expect(within(outcome).getByText("It failed")).toBeVisible();
  expect(within(outcome).getByRole("region", { name: "Request" })).toHaveTextContent("webhook-id: msg_1");
  expect(within(outcome).getByRole("region", { name: "Response" })).toHaveTextContent("no such order");
});
