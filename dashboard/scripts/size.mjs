// Checks what a member downloads before the dashboard's first page stands: the shell with all that it names, the page
// and its frame, and whatever those import. Sizes are gzip at the default level, as a server sends them.
import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";

const KIB = 1024;
const LIMIT = 180 * KIB;
const dist = new URL("../dist/", import.meta.url);
const read = (file) => readFile(new URL(file, dist));

const shell = (await read("_shell.html")).toString();
const named = [...shell.matchAll(/(?:src|href)="\/((?:assets\/)?[\w.-]+\.(?:js|css))"/g)].map(([, file]) => file);
const entry = named.find((file) => /^assets\/index-/.test(file));
if (!entry) throw new Error("the shell names no entry");
// `routes/dashboard.tsx`, the frame, and `routes/dashboard/index.tsx`, the page.
const first = [...(await read(entry)).toString().matchAll(/import\([`"']\.\/(dashboard-[\w-]+\.js)[`"']\)/g)].map(([, file]) => `assets/${file}`);
if (first.length !== 2) throw new Error(`expected the page and its frame, found ${first.join(", ") || "nothing"}`);

const needed = new Set([...named, ...first]);
for (const file of needed) {
  if (!file.endsWith(".js")) continue;
  const code = (await read(file)).toString();
  for (const [, other] of code.matchAll(/(?:\bfrom|\bimport)\s*[`"']\.\/([\w.-]+\.js)[`"']/g)) needed.add(`assets/${other}`);
}

const sizes = await Promise.all(["_shell.html", ...needed].map(async (file) => [file, gzipSync(await read(file)).length]));
const total = sizes.reduce((sum, [, size]) => sum + size, 0);
const fits = total <= LIMIT;
console.log(`${fits ? "ok  " : "FAIL"} first page of the dashboard: ${(total / KIB).toFixed(2)} KiB gzip of ${LIMIT / KIB} KiB in ${sizes.length} files`);
if (!fits || process.argv.includes("--all")) for (const [file, size] of sizes.sort(([, a], [, b]) => b - a)) console.log(`       ${(size / KIB).toFixed(2)} ${file}`);
if (!fits) process.exitCode = 1;
