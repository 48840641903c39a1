import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect, test } from "vitest";
import { planSpec } from "../src/data-spec/plan/plan.ts";
import { parseSpec } from "../src/data-spec/read/parse.ts";
import { runCli } from "./e2e/cli.ts";

const root = resolve(import.meta.dirname, "..");
const readme = readFileSync(join(root, "README.md"), "utf8");
const blocks = (language: string, text: string) =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g"))].map(([, block]) => block!);

test("README's data spec is one, and makes what its words say", () => {
  const [spec] = blocks("yaml", readme);
  const plan = planSpec(parseSpec(spec!, { file: "README.md" }), { nowMs: Date.UTC(2026, 10, 1) });
  // Three instances, each with code 200 and 500.
  expect(plan.seriesCount).toBe(6);
});

test("every command and flag that README names is one of the program's", async () => {
  const lines = blocks("sh", readme).flatMap((block) => block.split("\n"));
  const used = lines.flatMap((line) => {
    const match = /^\s*(?:dashpreview|node dist\/cli\.js) ([a-z-]+)([^#]*)/.exec(line);
    return match === null ? [] : [{ command: match[1]!, flags: match[2]!.match(/--[a-z-]+/g) ?? [] }];
  });
  expect(used.length).toBeGreaterThan(10);
  for (const command of new Set(used.map((one) => one.command))) {
    const { stdout, code } = await runCli([command, "--help"]);
    expect(code, command).toBe(0);
    for (const flag of used.filter((one) => one.command === command).flatMap(({ flags }) => flags))
      expect(stdout).toContain(flag);
  }
});

test("README's scripts are those of package.json, and its links lead to files", () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  for (const [, name] of readme.matchAll(/npm run ([a-z:]+)/g)) expect(Object.keys(scripts)).toContain(name);
  for (const [, path] of readme.matchAll(/\]\(((?!http)[^)#]+)/g))
    expect(existsSync(join(root, path!)), path).toBe(true);
});

test("every file that README and the docs link to exists, and those that README links to ship in the package", () => {
  const pages = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", ...markdownBelow("docs")];
  const broken = pages.flatMap((page) =>
    linksOf(page)
      .filter((path) => !existsSync(path))
      .map((path) => `${page}: ${path}`),
  );
  expect(broken).toEqual([]);
  const { files } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { files: string[] };
  const missing = linksOf("README.md").filter(
    (path) => !files.some((one) => join(root, one) === path || path.startsWith(`${join(root, one)}/`)),
  );
  expect(missing).toEqual([]);
});

test("every link of README and the docs to a heading leads to one", () => {
  const pages = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", ...markdownBelow("docs")];
  const links = pages.flatMap((page) =>
    [...readFileSync(join(root, page), "utf8").matchAll(/\]\((?!\w+:)([^)#]*)#([^)]+)\)/g)].map(([, path, anchor]) => ({
      page,
      target: path === "" ? join(root, page) : resolve(root, dirname(page), path!),
      anchor: anchor!,
    })),
  );
  expect(links.length).toBeGreaterThan(5);
  expect(links.filter(({ target, anchor }) => !anchorsOf(target).includes(anchor))).toEqual([]);
});

/** The anchors that GitHub gives the headings of a page. */
function anchorsOf(path: string): string[] {
  const headings = readFileSync(path, "utf8").matchAll(/^#+ (.+)$/gm);
  return [...headings].map(([, text]) =>
    text!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}_ -]/gu, "")
      .replaceAll(" ", "-"),
  );
}

/** The pages of a folder, as paths from the root. */
function markdownBelow(folder: string): string[] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith(".md")).map((name) => join(folder, name));
}

/** The files that a page links to. */
function linksOf(page: string): string[] {
  const links = readFileSync(join(root, page), "utf8").matchAll(/\]\((?!\w+:|#)([^)#]+)/g);
  return [...links].map(([, path]) => resolve(root, dirname(page), path!));
}

test("README's quick start with Docker is the one that docker/README.md explains and the tests check", () => {
  const dryRun = readFileSync(join(root, "docker/README.md"), "utf8");
  const section = readme.slice(readme.indexOf("## Quick start with Docker"), readme.indexOf("## More"));
  expect(blocks("sh", section.replaceAll(/^ {3}/gm, ""))).toEqual(
    blocks("sh", dryRun.replaceAll(/^ {3}/gm, "")).slice(0, 5),
  );
});
