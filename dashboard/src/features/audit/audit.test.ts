import { expect, it } from "vitest";
import { exportAddress } from "./audit";

it("exports what is shown", () => {
  expect(exportAddress({ action: "agent" })).toBe("/api/admin/audit-log/export?action=agent");
});
