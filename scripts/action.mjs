// Makes what GitHub runs: action/ (both programs, one in parts that are loaded when needed), action.yml (an input for
// every option), and the same as action/action.yml, which .github/workflows/preview.yml names: `$/action` cannot be the
// top of a repository.
// `node scripts/action.mjs` writes the files; with `--check` it writes nothing, names those that are stale and exits
// with 1. The same sources and packages give the same bytes.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { bundleAction } from "./build.mjs";
import { loadSources } from "./load-sources.mjs";
import { isMain, root } from "./steps.mjs";

const outputs = {
  url: "Link of the first dashboard",
  urls: "Links of all dashboards, a JSON list",
  key: "Key of the preview, such as pr-12",
  "expires-at": "When the preview goes, ISO 8601 in UTC",
  "panels-empty": "How many panels have no data",
  "panels-error": "How many panels have an error",
  "result-file": "Path of the whole result as JSON",
  "preview-dir": "Path of the folder of publish-dir, with the page and the pictures; empty where nothing was drawn",
};

async function actionYaml(main) {
  const { actionInputs } = await loadSources(['export { actionInputs } from "./src/action/inputs.ts";']);
  const inputs = Object.entries(actionInputs).map(([name, { describe, default: fallback }]) =>
    input(name, describe, fallback),
  );
  const lines = [
    "# Made by scripts/action.mjs from src/action/inputs.ts and the options of up and cleanup. Change those, " +
      "then run `npm run generate`.",
    "name: Grafana dashboard preview",
    "description: See a Grafana dashboard with data before you merge it",
    "author: dashpreview",
    "branding: { icon: bar-chart-2, color: orange }",
    "inputs:",
    ...inputs.flat(),
    "outputs:",
    ...Object.entries(outputs).flatMap(([name, description]) => [
      `  ${name}:`,
      `    description: ${JSON.stringify(description)}`,
    ]),
    "runs:",
    "  using: node24",
    `  main: ${main}`,
  ];
  return `${lines.join("\n")}\n`;
}

function input(name, description, fallback) {
  const lines = [`  ${name}:`, `    description: ${JSON.stringify(description)}`];
  return fallback === undefined ? lines : [...lines, `    default: ${JSON.stringify(fallback)}`];
}

/** Writes every file that is not as it should be, or with `check` only names it. Returns the paths of those. */
export async function makeAction({ check = false } = {}) {
  const files = {
    "action.yml": Buffer.from(await actionYaml("action/index.js")),
    "action/action.yml": Buffer.from(await actionYaml("index.js")),
  };
  for (const [name, bytes] of Object.entries(await bundleAction())) files[`action/${name}`] = bytes;
  const chunks = join(root, "action/chunks");
  const past = (existsSync(chunks) ? readdirSync(chunks) : [])
    .map((name) => `action/chunks/${name}`)
    .filter((path) => files[path] === undefined);
  const wrong = Object.keys(files).filter((path) => {
    const file = join(root, path);
    return !existsSync(file) || !readFileSync(file).equals(files[path]);
  });
  const stale = [...wrong, ...past];
  if (check) return stale;
  for (const path of past) rmSync(join(root, path));
  for (const path of wrong) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), files[path]);
  }
  return stale;
}

if (isMain(import.meta.url)) {
  const check = process.argv.includes("--check");
  const stale = await makeAction({ check });
  for (const path of stale) console.log(check ? `${path} is stale: run npm run generate` : `wrote ${path}`);
  if (check && stale.length > 0) process.exitCode = 1;
}
