import { defineConfig } from "vite";

// The launcher's other half and `<parlor-chat>`: one module without imports, next to the launcher.
export default defineConfig({
  publicDir: false,
  build: {
    target: "es2022",
    outDir: "dist",
    emptyOutDir: false,
    modulePreload: false,
    // Not as a library: that would keep the whitespace for those who bundle it further.
    rolldownOptions: {
      input: "src/launcher/chat.ts",
      preserveEntrySignatures: "strict",
      output: { entryFileNames: "parlor-chat.js" },
    },
  },
});
