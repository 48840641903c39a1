// Shows the page to whoever works on it: builds it, fills it and takes a picture of it.
// `node page/test/shot.mjs OUT.png [--data FILE.json] [--query "?theme=light&all=1"] [--size 1416x1060] [--hover X,Y]
// [--click SELECTOR] [--full]`; says what the console said and what was requested.
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { loadSources } from "../../scripts/load-sources.mjs";
import { findTool } from "../../scripts/tools.mjs";
import { buildPage } from "../build.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: "string" },
    query: { type: "string", default: "?theme=dark" },
    size: { type: "string", default: "1416x1060" },
    hover: { type: "string" },
    click: { type: "string", multiple: true },
    wait: { type: "string", default: "200" },
    full: { type: "boolean", default: false },
  },
});

async function document() {
  if (values.data !== undefined) return JSON.parse(readFileSync(values.data, "utf8"));
  const { fixture } = await loadSources(['export { fixture } from "./page/test/fixture.ts";']);
  return fixture();
}

const { files } = await buildPage();
const json = JSON.stringify(await document()).replaceAll("<", "\\u003c");
const file = join(mkdtempSync(join(tmpdir(), "dashpreview-page-")), "page.html");
writeFileSync(
  file,
  files["page.html"].toString("utf8").replace(">null</script>", () => `>${json}</script>`),
);
const browser = await chromium.launch({
  executablePath: findTool("chromium"),
  args: ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"],
});
const [width, height] = values.size.split("x").map(Number);
const page = await browser.newPage({ viewport: { width, height }, reducedMotion: "reduce" });
const said = new Map();
const say = (line) => said.set(line, (said.get(line) ?? 0) + 1);
page.on("console", (message) => say(`console ${message.type()}: ${message.text().slice(0, 400)}`));
page.on("pageerror", (error) => say(`error: ${(error.stack ?? error.message).slice(0, 600)}`));
page.on("request", (request) => {
  if (!request.url().startsWith("data:") && !request.url().startsWith("file://")) say(`request: ${request.url()}`);
});
const started = performance.now();
await page.goto(`file://${file}${values.query}`);
for (let i = 0; i < 800 && !(await page.evaluate("window.__dashpreview?.ready")); i++) await page.waitForTimeout(25);
console.log(
  `${Math.round(performance.now() - started)} ms`,
  JSON.stringify(await page.evaluate("window.__dashpreview")),
);
for (const selector of values.click ?? []) {
  await page.click(selector);
  await page.waitForTimeout(300);
}
if (values.hover !== undefined) {
  const [x, y] = values.hover.split(",").map(Number);
  await page.mouse.move(x - 3, y);
  await page.mouse.move(x, y);
}
await page.waitForTimeout(Number(values.wait));
// Not Playwright's own picture of a full page: it resizes the page for it, and canvases may be blank in it.
if (values.full) {
  await page.setViewportSize({ width, height: await page.evaluate("document.documentElement.scrollHeight") });
  await page.waitForTimeout(200);
}
await page.screenshot({ path: positionals[0] ?? "shot.png" });
for (const [line, times] of said) console.log(`${times}× ${line}`);
await browser.close();
process.exitCode = said.size > 0 ? 1 : 0;
