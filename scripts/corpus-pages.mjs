// `npm run corpus:pages`: makes a page of each dashboard of a folder with inferred data, opens it in a browser, and
// tells what is wrong: messages of the console, errors, requests, panels that are not drawn, panels that have data and
// show nothing, and what is wider than its place. `--dir DIR` (default: ../shared/corpus/dashboards), `--only TEXT`
// (files whose path holds it), `--sample 12` (that many dashboards, which have panels of as many types as there are),
// `--batch 12` (dashboards of one page), `--theme light`, `--pictures DIR`, `--pages DIR`
// to keep the pages, and with `--again` to look at those that are there already, `--json FILE` with all results. Ends
// with 1 where anything is wrong.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { lookOver } from "./corpus-pages/look-over.mjs";
import { ensurePackages, root, run } from "./steps.mjs";
import { ensureTool } from "./tools.mjs";

const say = (text) => process.stderr.write(`${text}\n`);
const { values } = parseArgs({
  options: {
    dir: { type: "string", default: join(root, "../shared/corpus/dashboards") },
    only: { type: "string", default: "" },
    sample: { type: "string" },
    batch: { type: "string", default: "12" },
    theme: { type: "string", default: "dark" },
    pictures: { type: "string" },
    pages: { type: "string" },
    again: { type: "boolean", default: false },
    json: { type: "string" },
  },
});
const width = 1416;
const height = 2400;

await ensurePackages({ say });
ensureTool("prometheus", { say });
const program = join(root, "dist/cli.js");
if (!existsSync(program)) {
  const { buildAll } = await import("./build.mjs");
  await buildAll();
}
if (!existsSync(join(root, "assets/page.html"))) {
  const { code, output } = await run(process.execPath, ["scripts/page.mjs"]);
  if (code !== 0) throw new Error(output);
}
const folder = mkdtempSync(join(tmpdir(), "dashpreview-pages-"));
const pages = resolve(values.pages ?? folder);
for (const made of [pages, values.pictures].filter(Boolean)) mkdirSync(made, { recursive: true });
const browser = await chromium.launch({
  executablePath: ensureTool("chromium", { say }),
  args: ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"],
});
try {
  const results = [];
  const files = dashboardFiles();
  if (files.length === 0) throw new Error(`no dashboards in ${values.dir}`);
  const size = Math.max(1, Number(values.batch) || 1);
  for (let first = 0; first < files.length; first += size) {
    results.push(...(await lookAt(files.slice(first, first + size), `page-${first}.html`)));
    say(`${results.length} of ${files.length}`);
  }
  tell(results);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}

function dashboardFiles() {
  if (statSync(values.dir).isFile()) return [values.dir];
  const files = readdirSync(values.dir, { recursive: true })
    .filter((file) => file.endsWith(".json") && file.includes(values.only))
    .sort()
    .map((file) => join(values.dir, file));
  return values.sample === undefined ? files : sampleOf(files, Number(values.sample));
}

/** Files that together have as many types of panels as there are, small ones first. */
function sampleOf(files, count) {
  const left = files
    .map((file) => ({ file, text: readFileSync(file, "utf8") }))
    .sort((one, other) => one.text.length - other.text.length)
    .map(({ file, text }) => ({ file, types: new Set(text.match(/"type": ?"[\w-]+"/g)) }));
  const seen = new Set();
  const chosen = [];
  while (chosen.length < count && left.length > 0) {
    const news = left.map(({ types }) => [...types].filter((one) => !seen.has(one)).length);
    const [{ file, types }] = left.splice(news.indexOf(Math.max(...news)), 1);
    chosen.push(file);
    for (const type of types) seen.add(type);
  }
  return chosen;
}

/** Dashboards of one page; where there is no page of all of them, one by one. */
async function lookAt(files, name) {
  const page = join(pages, name);
  const started = performance.now();
  if (!(values.again && existsSync(page))) {
    const args = [program, "report", ...files, "-o", page, "--fail-on", "none"];
    const { code, output } = await run(process.execPath, args, { timeoutMs: 900_000 });
    if (code !== 0 || !existsSync(page)) {
      if (files.length === 1) return [{ file: fileOf(files[0]), types: {}, faults: [`no page: ${lastOf(output)}`] }];
      const alone = [];
      for (const [index, file] of files.entries()) alone.push(...(await lookAt([file], `${index}-${name}`)));
      return alone;
    }
  }
  say(`${relative(process.cwd(), page)}: ${Math.round((performance.now() - started) / 1000)} s`);
  return openPage(page);
}

function fileOf(file) {
  return relative(values.dir, file) || file;
}

function lastOf(output) {
  return output.trim().split("\n").slice(-3).join(" ").slice(0, 500);
}

/** Every dashboard of a page, one after the other in one tab. */
async function openPage(file) {
  const tab = await browser.newPage({ viewport: { width, height }, reducedMotion: "reduce" });
  const url = pathToFileURL(file).href;
  let faults = [];
  tab.on("console", (message) => faults.push(`console ${message.type()}: ${message.text().slice(0, 500)}`));
  tab.on("pageerror", (error) => faults.push(`error: ${error.message.slice(0, 500)}`));
  tab.on("request", (request) => {
    const asked = request.url();
    if (!asked.startsWith(url) && !/^(data|blob):/.test(asked)) faults.push(`request: ${asked.slice(0, 200)}`);
  });
  const searchOf = (index) => `?theme=${values.theme}&all=1&unfold=1&dashboard=${index}`;
  const results = [];
  try {
    const sources = sourcesOf(file);
    for (const [index, source] of sources.entries()) {
      const started = performance.now();
      faults = [];
      try {
        if (index === 0) await tab.goto(`${url}${searchOf(0)}`);
        else await tab.evaluate((search) => window.__dashpreview.show(search), searchOf(index));
        const seen = await lookOver(tab, { dashboard: index });
        const seconds = Math.round((performance.now() - started) / 100) / 10;
        results.push({
          file: fileOf(resolve(source)),
          types: seen.types,
          faults: [...faults, ...seen.faults],
          seconds,
        });
        if (values.pictures !== undefined) await takePicture(tab, source);
      } catch (error) {
        results.push({ file: fileOf(resolve(source)), types: {}, faults: [...faults, `not drawn: ${error.message}`] });
      }
    }
  } finally {
    await tab.close();
  }
  return results;
}

function sourcesOf(file) {
  const html = readFileSync(file, "utf8");
  const [, json] = /<script type="application\/json" id="dashpreview-data">(.*?)<\/script>/s.exec(html);
  return JSON.parse(json).dashboards.map(({ source }) => source);
}

/** Its upper part: a window that is made higher for a picture may have empty canvases in it. */
async function takePicture(tab, source) {
  const name = `${fileOf(resolve(source)).replaceAll(/[^\w-]+/g, "-")}.png`;
  const clip = { x: 0, y: 0, width, height: Math.min(height, await tab.evaluate("document.body.scrollHeight")) };
  await tab.screenshot({ path: join(values.pictures, name), clip });
}

function tell(results) {
  const wrong = results.filter(({ faults }) => faults.length > 0);
  const types = {};
  for (const result of results)
    for (const [type, count] of Object.entries(result.types)) types[type] = (types[type] ?? 0) + count;
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ types, results }, null, 2)}\n`);
  const lines = [
    ...wrong.flatMap(({ file, faults }) => [file, ...faults.map((fault) => `  ${fault}`)]),
    `panels: ${Object.entries(types)
      .sort((a, b) => b[1] - a[1])
      .map(([type, count]) => `${count} ${type}`)
      .join(", ")}`,
    `${results.length} dashboards, ${wrong.length} with faults`,
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  process.exitCode = wrong.length > 0 ? 1 : 0;
}
