import { expect, it } from "vitest";
import { safeReturnPath } from "./return-path";

it.each([
  ["/dashboard/agents?x=1#y", "/dashboard/agents?x=1#y"],
  ["/dashboard", "/dashboard"],
])("goes back to %s", (next, expected) => {
  expect(safeReturnPath(next)).toBe(expected);
});

it.each([undefined, "", "https://evil.example/dashboard", "//evil.example/dashboard", "/\\evil.example", "javascript:alert(1)", "/dashboard/../../evil", "/dashboardx", "/login?next=/dashboard"])(
  "does not follow %s",
  (next) => {
    expect(safeReturnPath(next)).toBe("/dashboard");
  },
);
