// Checks what a visitor has to download: fails when the launcher or the panel outgrows its budget.
// Sizes are gzip at the default level, as a server sends them.
import { readdir, readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";

const KIB = 1024;
const dist = new URL("../dist/", import.meta.url);
const languages = new Set(["de", "fr", "es", "pt", "ja", "zh", "ar", "he"]);
/** Loaded by those who ask for it. */
const later = new Set(["transcript"]);

const sizeOf = async (file) => gzipSync(await readFile(new URL(file, dist))).length;
const nameOf = (file) => file.replace(/-[\w-]{8}\.\w+$/, "");

const assets = await readdir(new URL("assets/", dist));
const sizes = new Map(await Promise.all(assets.map(async (file) => [file, await sizeOf(`assets/${file}`)])));
const of = (wanted) => [...sizes].filter(([file]) => wanted(nameOf(file))).map(([, size]) => size);
const sum = (numbers) => numbers.reduce((total, each) => total + each, 0);

// What opening the chat loads: the launcher's other half, the panel, and one language; the largest is counted.
const translations = of((name) => languages.has(name));
if (translations.length !== languages.size) throw new Error(`expected ${languages.size} languages, found ${translations.length}`);
const panel = sum(of((name) => !languages.has(name) && !later.has(name)));

const budgets = [
  { name: "launcher", limit: 5 * KIB, size: await sizeOf("widget.js") },
  { name: "panel", limit: 75 * KIB, size: panel + Math.max(...translations) + (await sizeOf("parlor-chat.js")) },
];
for (const { name, limit, size } of budgets) {
  const fits = size > 0 && size <= limit;
  console.log(`${fits ? "ok  " : "FAIL"} ${name}: ${(size / KIB).toFixed(2)} KiB gzip of ${limit / KIB} KiB`);
  if (!fits) process.exitCode = 1;
}
