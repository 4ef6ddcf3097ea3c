import { mergeConfig } from "vite";
import { defineConfig } from "vitest/config";

import panel from "./vite.config.ts";

// The tests run what is shipped: the same source on the same Preact.
export default mergeConfig(
  panel,
  defineConfig({ test: { environment: "happy-dom", include: ["test/**/*.test.{ts,tsx}"], restoreMocks: true } }),
);
