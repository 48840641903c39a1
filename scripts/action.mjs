// Makes what GitHub runs: action/ (both programs as bundles) and action.yml (an input for every flag).
// `node scripts/action.mjs` writes the files; with `--check` it writes nothing, names those that are stale and exits
// with 1. The same sources and packages give the same bytes.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { bundleAction } from "./build.mjs";
import { isMain, root } from "./steps.mjs";

/** Flags that make no sense in a workflow. */
const leftOut = new Set(["local", "exit", "prometheus-bin", "output", "all", "all-projects", "yes"]);

/** Inputs that are no flags, and flags whose default is another one in a workflow. */
const own = {
  command: [
    "auto: up; cleanup when the review is over, and on a schedule. Or up, cleanup, list, validate, doctor",
    "auto",
  ],
  dashboards: ["Files, folders and globs, one a line; needed by up and validate", undefined],
  "working-directory": ["Folder that paths are relative to", undefined],
};
const otherDefaults = { "host-token": "${{ github.token }}", "changed-only": "true" };

const outputs = {
  url: "Link of the first dashboard",
  urls: "Links of all dashboards, a JSON list",
  key: "Key of the preview, such as pr-12",
  "expires-at": "When the preview goes, ISO 8601 in UTC",
  "panels-empty": "How many panels have no data",
  "panels-error": "How many panels have an error",
  "result-file": "Path of the whole result as JSON",
};

async function actionYaml() {
  const flags = await readFlags();
  const inputs = [
    ...Object.entries(own).map(([name, [describe, fallback]]) => input(name, describe, fallback)),
    ...Object.entries(flags)
      .filter(([name]) => !leftOut.has(name))
      .map(([name, { describe }]) => input(name, describe, otherDefaults[name])),
  ];
  const lines = [
    "# Made by scripts/action.mjs from the flags of up and cleanup. Change those, then run `npm run generate`.",
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
    "  main: action/index.js",
  ];
  return `${lines.join("\n")}\n`;
}

function input(name, description, fallback) {
  const lines = [`  ${name}:`, `    description: ${JSON.stringify(description)}`];
  return fallback === undefined ? lines : [...lines, `    default: ${JSON.stringify(fallback)}`];
}

/** The options as the command line itself has them. */
async function readFlags() {
  const folder = mkdtempSync(join(root, "node_modules/.dashpreview-action-"));
  try {
    const outfile = join(folder, "flags.mjs");
    const contents =
      'export { upOptions } from "./src/cli/commands/up/options.ts"; export { cleanupOptions } from "./src/cli/commands/cleanup/options.ts";';
    await build({
      stdin: { contents, resolveDir: root, loader: "ts" },
      bundle: true,
      platform: "node",
      format: "esm",
      packages: "external",
      outfile,
      logLevel: "error",
    });
    const { upOptions, cleanupOptions } = await import(pathToFileURL(outfile).href);
    return { ...upOptions, ...cleanupOptions };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes every file that is not as it should be, or with `check` only names it. Returns the paths of those. */
export async function makeAction({ check = false } = {}) {
  const files = { "action.yml": Buffer.from(await actionYaml()) };
  for (const [name, bytes] of Object.entries(await bundleAction())) files[`action/${name}`] = bytes;
  const stale = Object.keys(files).filter((path) => {
    const file = join(root, path);
    return !existsSync(file) || !readFileSync(file).equals(files[path]);
  });
  if (check) return stale;
  for (const path of stale) {
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
