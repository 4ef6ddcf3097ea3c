// Checks what a visitor has to download: fails when the launcher or the panel outgrows its budget.
// Sizes are gzip at the default level, as a server sends them.
import { readdir, readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";

const KIB = 1024;
const dist = new URL("../dist/", import.meta.url);
const budgets = [
  { name: "launcher", limit: 6 * KIB, files: ["widget.js"] },
  { name: "panel", limit: 80 * KIB, files: (await readdir(new URL("assets/", dist))).map((file) => `assets/${file}`) },
];

for (const { name, limit, files } of budgets) {
  const sizes = await Promise.all(files.map(async (file) => gzipSync(await readFile(new URL(file, dist))).length));
  const size = sizes.reduce((sum, each) => sum + each, 0);
  const fits = files.length > 0 && size <= limit;
  console.log(`${fits ? "ok  " : "FAIL"} ${name}: ${(size / KIB).toFixed(2)} KiB gzip of ${limit / KIB} KiB (${files.length} files)`);
  if (!fits) process.exitCode = 1;
}
