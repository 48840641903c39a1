import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

interface Build {
  readonly buildPage: () => Promise<{ readonly files: { readonly "page.html": Buffer } }>;
}

const root = resolve(import.meta.dirname, "../..");
const kept = join(root, "node_modules/.cache/dashpreview");

/**
 * The page as its sources are. To build it takes seconds of both processors, so one is kept, by the digest of all that
 * it may be made of.
 */
export async function builtPage(): Promise<string> {
  const name = `page-${digestOfSources()}.html`;
  const file = join(kept, name);
  if (existsSync(file)) return readFileSync(file, "utf8");
  const build = (await import(pathToFileURL(join(root, "page/build.mjs")).href)) as Build;
  const html = (await build.buildPage()).files["page.html"];
  mkdirSync(kept, { recursive: true });
  for (const old of readdirSync(kept))
    if (/^page-.*\.html$/.test(old) && old !== name) rmSync(join(kept, old), { force: true });
  writeFileSync(`${file}.${process.pid}`, html);
  renameSync(`${file}.${process.pid}`, file);
  return html.toString("utf8");
}

function digestOfSources(): string {
  const hash = createHash("sha256");
  for (const path of ["page/build.mjs", "page/notices.mjs", "page/package-lock.json", ...sourcesIn("page/src", "src")])
    hash
      .update(path)
      .update("\0")
      .update(readFileSync(join(root, path)))
      .update("\0");
  return hash.digest("hex").slice(0, 32);
}

const sourcesIn = (...folders: string[]) =>
  folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
      .sort(),
  );
