import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

const load = (name: string) => import(new URL(`../site/${name}`, import.meta.url).href);
const { anchorFaults } = (await load("built.mjs")) as { anchorFaults(folder: string, base: string): string[] };
const { anchorsOf, linksOf, partsOf, slugOf } = (await load("markdown.mjs")) as {
  anchorsOf(text: string): ReadonlySet<string>;
  linksOf(text: string): readonly string[];
  partsOf(text: string): readonly { readonly code: boolean; readonly text: string }[];
  slugOf(words: string): string;
};
const { repositoryUrl, sitePages, siteSections, stageSite } = (await load("stage.mjs")) as {
  repositoryUrl(): string;
  sitePages(): ReadonlyMap<string, string>;
  siteSections(): readonly { readonly text: string; readonly items: readonly { readonly text?: string }[] }[];
  stageSite(): { readonly files: ReadonlyMap<string, string>; readonly problems: readonly string[] };
};

const { made, besidePictures } = (await import(new URL("../scripts/picture.mjs", import.meta.url).href)) as {
  made: readonly string[];
  besidePictures(): readonly (readonly [string, string])[];
};

const { files, problems } = stageSite();

test("the site has every page of docs/ in exactly one section, and every link and anchor of it leads somewhere", () => {
  expect(problems).toEqual([]);
  expect(files.size).toBe(sitePages().size);
  expect(siteSections().flatMap(({ items }) => items).length).toBe(files.size - 1);
});

test("the site's pages have titles, and no two of a section the same", () => {
  for (const { text, items } of siteSections()) {
    expect(items.filter((item) => !item.text)).toEqual([]);
    expect(new Set(items.map((item) => item.text)).size, text).toBe(items.length);
  }
});

test("the first page shows a review's comment, and the second how to get a preview in README's words", () => {
  expect(files.get("index.md")).toMatch(/^!\[A comment: .*\]\(\.\/pictures\/comment\.png\)$/m);
  const start = files.get("start.md")!;
  for (const words of ["npm run demo", "dashpreview report dashboards/api.json", "docker compose up"])
    expect(start).toContain(words);
});

test("every picture of docs/pictures is on a page, and is made by npm run picture or beside a real Grafana", () => {
  const pictures = readdirSync(new URL("../docs/pictures", import.meta.url));
  const shown = new Set(linksOf([...files.values()].join("\n")).map((link) => link.split("/").at(-1)!));
  expect(pictures.filter((name) => !shown.has(name))).toEqual([]);
  expect(made.filter((name) => !pictures.includes(name))).toEqual([]);
  const others = pictures.filter((name) => !made.includes(name));
  expect(others).toEqual(
    besidePictures()
      .map(([, name]) => name)
      .sort(),
  );
  // The test that takes them names them after its dashboards.
  const taker = readFileSync(new URL("e2e/page-beside-grafana.test.ts", import.meta.url), "utf8");
  for (const [from] of besidePictures()) expect(taker).toContain(`/${from.replace(/-(page|grafana)\.png$/, "")}.json"`);
});

test("a link to a page stays in the site, one to a source file leads to the repository", () => {
  const page = files.get("architecture.md")!;
  expect(page).toContain(`](${repositoryUrl()}/blob/HEAD/src/cli/main.ts)`);
  expect(page).toContain(`](${repositoryUrl()}/tree/HEAD/src/cli)`);
  expect(page).toContain("](./decisions/no-database.md)");
  expect(linksOf([...files.values()].join("\n")).filter((link) => /^\.\.\/(src|test|schema)\b/.test(link))).toEqual([]);
});

test("links in code are no links, and headings have GitHub's anchors", () => {
  expect(linksOf('[a](x.md) `[b](y.md)`\n```md\n[c](z.md)\n```\n[`d`](w.md#e) ![p](q.png "t")')).toEqual([
    "x.md",
    "w.md#e",
    "q.png",
  ]);
  expect(partsOf("a ``b ` c`` d").map(({ code }) => code)).toEqual([false, true, false]);
  expect(slugOf("The playground at /")).toBe("the-playground-at-");
  expect([...anchorsOf("# A `b`: c\n## A [link](x)\n```sh\n# no heading\n```\n## A link\n")]).toEqual([
    "a-b-c",
    "a-link",
    "a-link-1",
  ]);
});

test("a built site is searched for addresses and anchors that lead nowhere", () => {
  const folder = mkdtempSync(join(tmpdir(), "dashpreview-site-"));
  try {
    mkdirSync(join(folder, "a"));
    const index = `<a href="/x/a/b.html#there">1</a><a href="/x/a/b.html#gone">2</a><a href="/a/b.html">3</a>
      <a href="a/c.html">4</a><a href="https://example.com/#x">5</a><a href="javascript:x">6</a><img src="data:image/png;base64,x">`;
    writeFileSync(join(folder, "index.html"), index);
    writeFileSync(join(folder, "a/b.html"), '<h2 id="there">b</h2><a href="../index.html">up</a><a href="./">own</a>');
    expect(anchorFaults(folder, "/x/")).toEqual([
      "index.html: /x/a/b.html#gone leads to no heading",
      "index.html: /a/b.html is not below /x/",
      "index.html: a/c.html leads to no file",
      "index.html: javascript:x is no address of the web",
      "a/b.html: ./ leads to no file",
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
