/*
 * The last step of `npm run build`. Start leaves `dist/client` and `dist/server`; the binary
 * embeds one flat folder and serves it with `script-src 'self'`. So: drop the server half,
 * lift the client half up, and move every inline script of the shell into a file of its own.
 */
import { createHash } from "node:crypto";
import { cp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

const dist = join(import.meta.dirname, "..", "dist");
const shell = join(dist, "_shell.html");

const fresh = join(dist, "client");
for (const name of await readdir(dist)) {
  // What an earlier build left behind would be embedded too.
  if (name !== "client") await rm(join(dist, name), { recursive: true });
}
await cp(fresh, dist, { recursive: true });
await rm(fresh, { recursive: true });

const { html, files } = outlineScripts(await readFile(shell, "utf8"));
for (const [path, code] of files) await writeFile(join(dist, path), code);
await writeFile(shell, html);
process.stdout.write(`dist is ready: ${String(files.size)} inline scripts moved to files\n`);

function outlineScripts(page: string): { html: string; files: Map<string, string> } {
  const files = new Map<string, string>();
  const html = page.replace(/<script([^>]*)>([\s\S]*?)<\/script>/g, (whole, attributes: string, code: string) => {
    if (code === "") return whole;
    const path = `assets/boot-${createHash("sha256").update(code).digest("hex").slice(0, 10)}.js`;
    files.set(path, code);
    return `<script${attributes} src="/${path}"></script>`;
  });
  if (/<script[^>]*>[^<]/.test(html)) throw new Error("the shell still carries an inline script");
  if (/<style|\sstyle=|\son[a-z]+=/i.test(html)) throw new Error("the shell carries inline style or handlers");
  return { html, files };
}
