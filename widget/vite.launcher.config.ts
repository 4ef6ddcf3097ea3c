import { defineConfig } from "vite";

// The launcher: one classic script without imports, next to the panel in the same folder.
export default defineConfig({
  publicDir: false,
  build: {
    target: "es2022",
    outDir: "dist",
    emptyOutDir: false,
    lib: { entry: "src/launcher/main.ts", formats: ["iife"], name: "ParlorLauncher", fileName: () => "widget.js" },
  },
});
