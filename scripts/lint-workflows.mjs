// `npm run lint:workflows`: zizmor and actionlint over our own workflows and over those in README.md and docs/recipes.
// Each tool is taken from PATH, else run by pipx or go in the version named here. Ends with 1 on any finding or where
// a tool cannot be had.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { root } from "./steps.mjs";

const tools = [
  { name: "zizmor", args: ["--offline", "--no-progress"], runner: ["pipx", "run", "zizmor==1.32.0"] },
  {
    name: "actionlint",
    // This version does not know `$/`, the workflow's own repository, which GitHub has since July 2026.
    args: ["-ignore", String.raw`specifying action "\$/[\w./-]+" in invalid format because ref is missing`],
    // Of Forgejo’s dialect it knows neither runners nor addresses of actions.
    skips: /forgejo/,
    runner: ["go", "run", "github.com/rhysd/actionlint/cmd/actionlint@v1.7.7"],
  },
];
/** Recipes name our action by placeholders, which stand for a full commit. */
const commit = "0123456789abcdef0123456789abcdef01234567";

const has = (program) => spawnSync(program, ["--version"], { stdio: "ignore" }).error === undefined;

/** The workflows of a Markdown file, each in a file of its own with as many empty lines above as in the page. */
function workflowsOf(page) {
  const text = readFileSync(join(root, page), "utf8");
  return [...text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].flatMap(({ 1: block, index }) => {
    if (!/^on:/m.test(block) || !/^jobs:/m.test(block)) return [];
    const line = text.slice(0, index).split("\n").length;
    return [{ name: `${page.replaceAll("/", "-")}-line-${line}.yml`, text: block.replace(/@COMMIT\b/g, `@${commit}`) }];
  });
}

const own = ".github/workflows";
const pages = ["README.md", ...readdirSync(join(root, "docs/recipes")).map((name) => `docs/recipes/${name}`)];
const workflows = [
  ...readdirSync(join(root, own)).map((name) => ({ name, text: readFileSync(join(root, own, name), "utf8") })),
  ...pages.filter((page) => page.endsWith(".md")).flatMap(workflowsOf),
];
const folder = mkdtempSync(join(tmpdir(), "dashpreview-workflows-"));
let failed = false;
try {
  const place = join(folder, own);
  mkdirSync(place, { recursive: true });
  spawnSync("git", ["init", "-q", folder]);
  for (const { name, text } of workflows) writeFileSync(join(place, name), text);
  const files = workflows.map(({ name }) => join(own, name));
  for (const { name, args, skips, runner } of tools) {
    const [program, ...first] = has(name) ? [name] : runner;
    if (!has(program)) {
      process.stderr.write(`FAILED ${name}: neither ${name} nor ${program} is there\n`);
      failed = true;
      continue;
    }
    const looked = files.filter((file) => skips === undefined || !skips.test(file));
    const { status } = spawnSync(program, [...first, ...args, ...looked], { cwd: folder, stdio: "inherit" });
    process.stdout.write(`${status === 0 ? "ok    " : "FAILED"} ${name}: ${looked.length} workflows\n`);
    failed ||= status !== 0;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failed ? 1 : 0;
