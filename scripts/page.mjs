// Makes the pages that `dashpreview report` fills, assets/page.html and assets/playground.html, and the notices of what
// they are made of.
// `node scripts/page.mjs` writes the files; with `--check` it writes nothing, names those that are stale and exits with
// 1; with `--sizes` it says what takes how much room. The packages of page/ are installed when they are missing or are
// not the locked ones.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { gzipSync } from "node:zlib";
import { ensurePackages, isMain, root } from "./steps.mjs";

/** Each page and all that it holds; checked when it is built. */
const maxBytes = { page: 2.6 * 1024 * 1024, playground: 3.6 * 1024 * 1024 };

/**
 * Writes every file that is not as it should be, or with `check` only names it. Returns the paths of those, and of each
 * page its sizes in bytes. Throws an Error if a page is larger than it may be.
 */
export async function makePage({ check = false, say = () => {} } = {}) {
  await ensurePackages({ folder: "page", say });
  const { buildPage, pages } = await import("../page/build.mjs");
  const made = [];
  for (const page of pages) made.push(await makeOne(page));
  return { stale: made.flatMap(({ stale }) => stale), pages: made };

  async function makeOne(page) {
    const { files, sizes } = await buildPage(page);
    const path = `assets/${page.name}.html`;
    const html = files[`${page.name}.html`];
    if (html.length > maxBytes[page.name])
      throw new Error(`${path} has ${html.length} bytes, more than ${maxBytes[page.name]}`);
    const stale = Object.keys(files).filter((name) => {
      const file = join(root, "assets", name);
      return !existsSync(file) || !readFileSync(file).equals(files[name]);
    });
    for (const name of check ? [] : stale) {
      const file = join(root, "assets", name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, files[name]);
    }
    const gzipped = gzipSync(html).length;
    return { path, stale: stale.map((name) => `assets/${name}`), bytes: html.length, gzipped, sizes };
  }
}

if (isMain(import.meta.url)) {
  const check = process.argv.includes("--check");
  const { stale, pages } = await makePage({ check, say: (text) => console.log(text) });
  for (const path of stale) console.log(check ? `${path} is stale: run npm run page` : `wrote ${path}`);
  const kib = (count) => `${Math.round(count / 1024)} KiB`;
  for (const { path, bytes, gzipped, sizes } of pages) {
    console.log(`${path}: ${kib(bytes)}, ${kib(gzipped)} gzipped, ${sizes.size} packages`);
    if (process.argv.includes("--sizes"))
      for (const [name, size] of [...sizes].sort((a, b) => b[1] - a[1]))
        console.log(`${kib(size).padStart(10)} ${name}`);
  }
  if (check && stale.length > 0) process.exitCode = 1;
}
