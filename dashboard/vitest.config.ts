import { defineConfig } from "vitest/config";

const resolve = { tsconfigPaths: true };

// Rules run in plain Node; only components pay for a document.
export default defineConfig({
  test: {
    projects: [
      { resolve, test: { name: "rules", include: ["src/**/*.test.ts"], restoreMocks: true } },
      {
        resolve,
        test: {
          name: "components",
          include: ["src/**/*.test.tsx"],
          environment: "jsdom",
          environmentOptions: { jsdom: { url: "http://parlor.test/" } },
          setupFiles: ["src/testing/setup.ts"],
          restoreMocks: true,
        },
      },
    ],
  },
});
