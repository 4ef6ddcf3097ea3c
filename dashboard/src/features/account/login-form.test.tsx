import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, it } from "vitest";
import { csrfToken } from "~/lib/csrf";
import { renderPage } from "~/testing/render";
import { problem, server } from "~/testing/server";
import { LoginForm } from "./login-form";

async function fill(next?: string) {
  const page = await renderPage(<LoginForm next={next} />);
  await page.user.type(screen.getByLabelText("Email"), "anna@example.com");
  await page.user.type(screen.getByLabelText("Password"), "correct horse");
  await page.user.click(screen.getByRole("button", { name: "Log in" }));
  return page;
}

it("signs in, keeps the CSRF token in memory and goes back to where the member was", async () => {
  server.use(
    http.post("*/api/auth/login", async ({ request }) => {
      expect(await request.json()).toEqual({ email: "anna@example.com", password: "correct horse" });
      return HttpResponse.json({ member: { id: "mem_1", email: "anna@example.com", role: "owner" }, organization: { id: "org_1", name: "O", slug: "o" }, csrfToken: "c1" });
    }),
  );
  const { router } = await fill("/dashboard/keys");
  expect(await screen.findByText("elsewhere")).toBeVisible();
  expect(router.state.location.pathname).toBe("/dashboard/keys");
  expect(csrfToken()).toBe("c1");
});

it("shows the server's sentence and stays", async () => {
  server.use(http.post("*/api/auth/login", () => problem(401, "unauthenticated", "Email or password is wrong.")));
  const { router } = await fill();
  expect(await screen.findByRole("alert")).toHaveTextContent("Email or password is wrong.");
  expect(router.state.location.pathname).toBe("/");
});

it("puts a field's error at the field", async () => {
  server.use(http.post("*/api/auth/login", () => problem(422, "invalid_request", "Some fields are not right.", [{ path: "email", message: "is not an address" }])));
  await fill();
  expect(await screen.findByText("is not an address")).toBeVisible();
  expect(screen.getByLabelText("Email")).toBeInvalid();
  expect(screen.getByLabelText("Email")).toHaveFocus();
});
