// Makes the page that `dashpreview report` fills: assets/page.html and the notices of what it is made of.
// `node scripts/page.mjs` writes the files; with `--check` it writes nothing, names those that are stale and exits with
// 1; with `--sizes` it says what takes how much room. The packages of page/ are installed when they are missing or are
// not the locked ones.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { gzipSync } from "node:zlib";
import { ensurePackages, isMain, root } from "./steps.mjs";

/** The page and all that it holds; checked when it is built. */
const maxBytes = 2.6 * 1024 * 1024;

/**
 * Writes every file that is not as it should be, or with `check` only names it. Returns the paths of those, and sizes
 * in bytes. Throws an Error if the page is larger than it may be.
 */
export async function makePage({ check = false, say = () => {} } = {}) {
  await ensurePackages({ folder: "page", say });
  const { buildPage } = await import("../page/build.mjs");
  const { files, sizes } = await buildPage();
  const bytes = files["page.html"].length;
  if (bytes > maxBytes) throw new Error(`assets/page.html has ${bytes} bytes, more than ${maxBytes}`);
  const stale = Object.keys(files).filter((name) => {
    const file = join(root, "assets", name);
    return !existsSync(file) || !readFileSync(file).equals(files[name]);
  });
  for (const name of check ? [] : stale) {
    const file = join(root, "assets", name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, files[name]);
  }
  return { stale: stale.map((name) => `assets/${name}`), bytes, gzipped: gzipSync(files["page.html"]).length, sizes };
}

if (isMain(import.meta.url)) {
  const check = process.argv.includes("--check");
  const { stale, bytes, gzipped, sizes } = await makePage({ check, say: (text) => console.log(text) });
  for (const path of stale) console.log(check ? `${path} is stale: run npm run page` : `wrote ${path}`);
  const kib = (count) => `${Math.round(count / 1024)} KiB`;
  console.log(`assets/page.html: ${kib(bytes)}, ${kib(gzipped)} gzipped, ${sizes.size} packages`);
  if (process.argv.includes("--sizes"))
    for (const [name, size] of [...sizes].sort((a, b) => b[1] - a[1])) console.log(`${kib(size).padStart(10)} ${name}`);
  if (check && stale.length > 0) process.exitCode = 1;
}
