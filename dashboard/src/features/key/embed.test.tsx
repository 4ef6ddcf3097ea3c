import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, it } from "vitest";
import { renderPage } from "~/testing/render";
import { agent, key } from "~/testing/samples";
import { problem, server } from "~/testing/server";
import { Embed } from "./embed";

const noKeys = http.get("*/api/admin/keys", () => HttpResponse.json({ keys: [] }));

it("makes a key for this agent and these websites, and shows the snippet with it", async () => {
  server.use(
    noKeys,
    http.post("*/api/admin/keys", async ({ request }) => {
      expect(await request.json()).toEqual({
        name: "Ada on the web",
        kind: "publishable",
        agentIds: ["agt_1"],
        allowedOrigins: ["https://shop.example", "http://localhost:3000"],
      });
      return HttpResponse.json({ ...key({ allowedOrigins: ["https://shop.example"] }), key: "pk_live_whole" }, { status: 201 });
    }),
  );
  const { user } = await renderPage(<Embed agent={agent()} />);
  await user.type(screen.getByLabelText("Websites"), "shop.example/cart{Enter}http://localhost:3000");
  await user.click(screen.getByRole("button", { name: "Create snippet" }));
  const snippet = await screen.findByRole("region", { name: "HTML" });
  expect(screen.queryByRole("tab", { name: "Link" })).toBeNull();
  expect(snippet).toHaveTextContent('<script async src="http://parlor.test/widget.js" data-key="pk_live_whole" data-agent="agt_1"></script>');
});

it("makes a link only for a key that allows this server's own page", async () => {
  server.use(
    noKeys,
    http.post("*/api/admin/keys", async ({ request }) => {
      const { allowedOrigins } = (await request.json()) as { allowedOrigins: string[] };
      expect(allowedOrigins).toEqual(["http://parlor.test"]);
      return HttpResponse.json({ ...key({ allowedOrigins }), key: "pk_live_whole" }, { status: 201 });
    }),
  );
  const { user } = await renderPage(<Embed agent={agent()} />);
  await user.click(screen.getByRole("button", { name: "Create snippet" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("Name at least one website");
  await user.click(screen.getByRole("checkbox", { name: /a page of its own/ }));
  await user.click(screen.getByRole("button", { name: "Create snippet" }));
  await user.click(await screen.findByRole("tab", { name: "Link" }));
  expect(screen.getByRole("region", { name: "Link" })).toHaveTextContent("http://parlor.test/chat/agt_1?key=pk_live_whole");
});

it("asks the server nothing for a website that is none", async () => {
  server.use(noKeys);
  const { user } = await renderPage(<Embed agent={agent()} />);
  await user.type(screen.getByLabelText("Websites"), "ftp://shop.example");
  await user.click(screen.getByRole("button", { name: "Create snippet" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("ftp://shop.example is not a web address");
});

it("puts the server's objection to one website at the field", async () => {
  const errors = [{ path: "allowedOrigins[0]", message: "must be an origin such as https://shop.example" }];
  server.use(
    noKeys,
    http.post("*/api/admin/keys", () => problem(422, "invalid_request", "The request is not valid.", errors)),
  );
  const { user } = await renderPage(<Embed agent={agent()} />);
  await user.type(screen.getByLabelText("Websites"), "shop.example");
  await user.click(screen.getByRole("button", { name: "Create snippet" }));
  expect(await screen.findByText("must be an origin such as https://shop.example")).toBeVisible();
  expect(screen.getByLabelText("Websites")).toBeInvalid();
});
