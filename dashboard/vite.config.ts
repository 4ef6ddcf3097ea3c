import tailwindcss from "@tailwindcss/vite";
import { tanstackStart } from "@tanstack/react-start/plugin/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { strictCsp } from "./build/strict-csp.ts";

const server = process.env.PARLOR_DEV_SERVER ?? "http://127.0.0.1:8080";

export default defineConfig({
  resolve: { tsconfigPaths: true },
  // `dist/client` and `dist/server` are Start's own split; build/finish.ts flattens them.
  build: { outDir: "dist", emptyOutDir: true },
  server: {
    port: 3000,
    proxy: { "/api": server, "/panel": server, "/widget.js": server, "/demo": server },
  },
  plugins: [strictCsp(), tailwindcss(), tanstackStart({ spa: { enabled: true } }), react()],
});
