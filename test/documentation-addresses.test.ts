import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { runCli } from "./e2e/cli.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
interface Release {
  readonly owner: string;
  readonly version: string | null;
}
const { pagesOf } = (await import(new URL("../scripts/built-release.mjs", import.meta.url).href)) as {
  pagesOf(release: Release, version: string): string;
};
const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts") && !path.includes("generated/"))
  .map((path) => ({ path, text: readFileSync(join(root, "src", path), "utf8") }));
const withoutComments = (text: string) => text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
const calls = sources.flatMap(({ path, text }) =>
  [...text.matchAll(/documentation(?:ForOthers)?\("([^"]+)"(?:, (?:"([^"]+)"|\w+))?\)/g)].map(([, page, part]) => ({
    path,
    page: page!,
    part,
  })),
);

test("no message names a page of docs/ that a user's repository does not have", () => {
  const bare = sources.filter(({ text }) => /\bdocs\/[\w/-]*\.md/.test(withoutComments(text)));
  expect(bare.map(({ path }) => path)).toEqual([]);
});

test("every page and heading that a message names is there", () => {
  expect(calls.length).toBeGreaterThan(5);
  for (const { path, page, part } of calls) {
    const file = join(root, "docs", `${page}.md`);
    expect(existsSync(file), `${path}: ${page}`).toBe(true);
    const headings = [...readFileSync(file, "utf8").matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
      heading!
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} -]/gu, "")
        .replaceAll(" ", "-"),
    );
    if (part !== undefined) expect(headings, `${path}: ${page}`).toContain(part);
  }
});

test("a program that nobody publishes names the file of its own installation", async () => {
  const folder = mkdtempSync(join(tmpdir(), "pages-"));
  writeFileSync(join(folder, "dashpreview.yaml"), "zzzz: 1\n");
  const { stderr } = await runCli(["validate"], { cwd: folder });
  const [, file] = /(\/\S+\.md) \(keys\) lists the keys/.exec(stderr) ?? [];
  expect(stderr).toContain("unknown key `zzzz`");
  expect(readFileSync(file!, "utf8")).toContain("# Configuration");
});

test("a published program names the page of its release", async () => {
  const name = async (release: Release) => {
    const outfile = join(mkdtempSync(join(tmpdir(), "pages-")), "documentation.mjs");
    const entry = join(root, "src/system/documentation.ts");
    const define = { __PAGES__: JSON.stringify(pagesOf(release, "1.2.3")) };
    await build({ entryPoints: [entry], outfile, bundle: true, platform: "node", format: "esm", define });
    const { documentation, documentationForOthers } = await import(pathToFileURL(outfile).href);
    return [documentation("recipes/github", "forks"), documentationForOthers("findings")];
  };
  expect(await name({ owner: "acme", version: "1.2.3" })).toEqual([
    "https://github.com/acme/dashpreview/blob/v1.2.3/docs/recipes/github.md#forks",
    "https://github.com/acme/dashpreview/blob/v1.2.3/docs/findings.md",
  ]);
  expect(await name({ owner: "acme", version: null })).toContain(
    "https://github.com/acme/dashpreview/blob/HEAD/docs/findings.md",
  );
  expect(await name({ owner: "OWNER", version: null })).toEqual([
    'the page "recipes/github" (forks) of dashpreview\'s documentation',
    'the page "findings" of dashpreview\'s documentation',
  ]);
});
