import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

/**
 * Two libraries write `<style>` elements at run time, which a page served with
 * `style-src 'self'` refuses. The scroll lock of the dialogs gets a version on
 * constructable style sheets; the toaster's sheet is imported as a file instead.
 */
export function strictCsp(): Plugin {
  const singleton = fileURLToPath(new URL("../src/lib/style-singleton.ts", import.meta.url));
  return {
    name: "parlor:strict-csp",
    enforce: "pre",
    resolveId(id) {
      return id === "react-style-singleton" ? singleton : undefined;
    },
    transform(code, id) {
      if (!id.includes("/sonner/dist/index.mjs")) return undefined;
      const quiet = code.replace(/^__insertCSS\(.*\);?$/m, "");
      if (quiet === code) throw new Error("sonner no longer inserts its sheet the way this build expects");
      return { code: quiet, map: null };
    },
  };
}
