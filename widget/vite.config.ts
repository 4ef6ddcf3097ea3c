import { defineConfig } from "vite";

// The panel: React source on Preact, served under /panel.
export default defineConfig({
  base: "/panel/",
  publicDir: false,
  resolve: {
    alias: {
      "react/jsx-runtime": "preact/jsx-runtime",
      "react-dom/client": "preact/compat/client",
      "react-dom": "preact/compat",
      react: "preact/compat",
    },
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: "es2022",
    // Browsers that know `light-dark()`, so that it is not spelled out.
    cssTarget: ["chrome123", "safari17.5", "firefox120"],
    outDir: "dist",
    // The polyfill would be dead weight: every browser with shadow DOM sheets knows modulepreload.
    modulePreload: false,
    // An inlined asset would be a data: URL, which the page's policy allows only for images.
    assetsInlineLimit: 0,
    rolldownOptions: { input: "panel.html" },
  },
});
