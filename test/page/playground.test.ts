import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Playground } from "../../src/preview/playground/playground.ts";
import { filledPlayground } from "../../src/preview/playground/playground-page.ts";
import type { PlaygroundData } from "../../src/report/playground/playground-data.ts";
import { playgroundHtml } from "../../src/report/playground/playground-html.ts";
import { temporaryFolder, toolPath } from "../servers/process.ts";
import { playgroundTemplate } from "./playground-template.ts";

/** The page of `report --playground`, in a real browser and with a real Prometheus. */
const evil = "<img src=x onerror=window.ran=1>";
const spec = `version: 1
start: 2026-02-01T12:00:00Z
step: 15s
history: 20m
metrics:
  - name: hits_total
    type: counter
    help: ${JSON.stringify(evil)}
    series:
      - { labels: { path: ${JSON.stringify(evil)}, "q": "{{constructor.constructor('window.ran=1')()}}" }, rate: 3 }
      - { labels: { path: "</script><script>window.ran=1</script>" }, rate: 1 }
`;
let template: string;
let browser: Browser;
let playground: Playground;
let data: PlaygroundData;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = temporaryFolder();
/** One page for the tests that leave it as they like: opening one takes seconds. */
let page: Page;
let problems: string[];

beforeAll(async () => {
  playground = new Playground(
    {
      ...{ binary: toolPath("prometheus"), temporaryFolder: folder, userAgent: "dashpreview-test" },
      ...{ maxSeries: 1000, maxSamples: 1_000_000 },
    },
    {
      ...{ now: Date.now, random: Math.random, signal: new AbortController().signal },
      sleep: (ms, signal) => wait(ms, undefined, { signal }),
    },
  );
  const options = {
    spec: { file: "evil.data.yaml", text: spec },
    generator: "dashpreview",
    theme: undefined,
    advice: "",
  };
  template = await playgroundTemplate();
  ({ data } = await filledPlayground(playground, options));
  browser = await chromium.launch({
    executablePath: toolPath("chromium"),
    args: ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"],
  });
  ({ page, problems } = await open(data));
});
afterAll(async () => {
  await browser?.close();
  await playground?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function open(document: PlaygroundData) {
  const file = join(folder, `playground-${Math.random()}.html`);
  writeFileSync(file, playgroundHtml(template, document));
  const page = await browser.newPage({ viewport: { width: 1500, height: 1400 }, reducedMotion: "reduce" });
  page.setDefaultTimeout(10_000);
  const problems: string[] = [];
  page.on("console", (message) => problems.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    const allowed = document.source.kind === "prometheus" ? document.source.url : "";
    if (protocol !== "data:" && protocol !== "file:" && origin !== allowed) problems.push(`request: ${request.url()}`);
  });
  await page.goto(pathToFileURL(file).href);
  return { page, problems };
}

/** On the page's own spec. */
async function type(query: string): Promise<void> {
  await page.getByLabel("Lessons").selectOption({ label: "evil.data.yaml" });

  const editor = page.getByRole("textbox", { name: "PromQL expression" });
  await editor.click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(query);
  await page.keyboard.press("Control+Enter");
}

const lesson = (title: string) => page.getByLabel("Lessons").selectOption({ label: title });

test("a query that is typed gives a graph, a table, and its steps", async () => {
  await type("sum by (q) (rate(hits_total[5m]))");
  const steps = page.getByRole("region", { name: "Steps" });
  await expect.poll(() => steps.locator(".pg-tree button").count()).toBe(3);
  await steps.getByText("measured").waitFor();
  expect(await steps.locator(".pg-facts").innerText()).toMatch(/rate\s+1$/);
  expect(await page.locator("[data-panel='result graph'] .u-over").count()).toBe(1);
  expect(await page.locator("[data-panel='result table']").innerText()).toContain("Value");
  expect(problems).toEqual([]);
});

test("nothing of hostile names runs or loads", async () => {
  await type("hits_total");
  await page.getByRole("region", { name: "Steps" }).getByText("latest samples").first().waitFor();
  await page.waitForTimeout(500);
  expect(await page.evaluate("window.ran")).toBeUndefined();
  expect(await page.locator("main").innerText()).toContain(evil);
  expect(await page.locator("main img").count()).toBe(0);
  expect(problems).toEqual([]);
});

test("a lesson opens with its spec and text, and its expressions run by a click", async () => {
  await lesson("3. increase and extrapolation");
  await page.getByRole("heading", { name: "How far it stretches" }).waitFor();
  expect(await page.getByRole("textbox", { name: "Data spec" }).innerText()).toContain("orders_total");
  await page.locator(".pg-lesson button", { hasText: 'increase(orders_total{shop="south"}[5m])' }).click();
  const facts = page.locator(".pg-facts");
  await facts.getByText("half a distance between two samples").waitFor();
  expect(await facts.innerText()).toContain("2 in 3m");
  expect(await facts.innerText()).toContain("30s of 1m30s");
  expect(await facts.innerText()).toMatch(/increase\s+2\.66667/);
  expect(await page.locator(".pg-window rect[data-part=added]").count()).toBe(2);
  expect(problems).toEqual([]);
});

test("joins say which series match, and quantiles in which bucket they lie", async () => {
  await lesson("5. Joins");
  await page
    .locator(".pg-lesson button", { hasText: "rate(http_errors_total[5m]) / rate(http_requests_total[5m])" })
    .first()
    .click();
  const steps = page.getByRole("region", { name: "Steps" });
  await steps.getByText("Without a partner, on the left").waitFor();
  expect(await steps.innerText()).toContain("no series on the right has a label reason");
  await lesson("6. Quantiles");
  await page
    .locator(".pg-lesson button", { hasText: "histogram_quantile(0.8, rate(request_duration_seconds_bucket[5m]))" })
    .first()
    .click();
  await steps.getByText("in the bucket from 0.1 to 0.25").waitFor();
  expect(await steps.locator("tr[data-mark=found]").innerText()).toMatch(/0\.1\s+0\.25\s+3\s+9/);
});

test("what does not parse is named, and a query that fails keeps its steps", async () => {
  await type("sum(hits_total");
  await page.getByRole("alert").waitFor();
  expect(await page.getByRole("alert").innerText()).toMatch(/at character \d+/);
  await type("hits_total + on () hits_total");
  await page.getByRole("region", { name: "Steps" }).getByText("Too many series with the same key").waitFor();
});

test("everything can be reached by keys: the editor by the tabulator, steps by the arrows", async () => {
  await type("sum(rate(hits_total[5m]))");
  await page.locator(".pg-tree button").nth(2).waitFor();
  await page.locator(".pg-tree button").first().focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  expect(await page.locator(".pg-tree button[aria-pressed=true]").innerText()).toContain("samples of 5m");
  await page.getByRole("textbox", { name: "PromQL expression" }).focus();
  await page.keyboard.press("Tab");
  expect(await page.evaluate("document.activeElement.type")).toBe("range");
});

test.for(["dark", "light"])("it has no serious fault for those who cannot see or point (%s)", async (theme) => {
  const { page: own } = await open({ ...data, theme: theme as "dark" });
  const faults: string[] = [];
  for (const title of ["3. increase and extrapolation", "5. Joins"]) {
    await own.getByLabel("Lessons").selectOption({ label: title });
    await own.getByRole("region", { name: "Steps" }).waitFor();
    await own.waitForTimeout(500);
    await own.evaluate(axe);
    // Within a panel the page draws as a report does, which test/page/accessible.test.ts looks at.
    const found = (await own.evaluate(
      `axe.run({ exclude: [["[data-testid='data-testid panel content']"]] }, { resultTypes: ["violations"] })`,
    )) as { violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[] };
    for (const { id, impact, nodes } of found.violations)
      if (impact === "serious" || impact === "critical")
        faults.push(...nodes.map((node) => `${title}: ${id}: ${node.html.slice(0, 200)} ${node.failureSummary}`));
  }
  expect(faults).toEqual([]);
  await own.close();
});

test("without a Prometheus the page shows curves, and says how to get one", async () => {
  const alone: PlaygroundData = { ...data, source: { kind: "none", advice: "Install Prometheus." } };
  const opened = await open(alone);
  await opened.page.getByText("Install Prometheus.").waitFor();
  await opened.page.locator("[data-panel='metric hits_total'] .u-over").waitFor();
  expect(opened.problems).toEqual([]);
});

test("a page whose Prometheus is gone says so", async () => {
  const gone: PlaygroundData = { ...data, source: { kind: "prometheus", url: "http://127.0.0.1:9" } };
  const opened = await open(gone);
  await opened.page.getByText("does not answer any more").waitFor();
});
