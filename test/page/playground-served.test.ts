import { rmSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lessons } from "../../src/preview/playground/generated/lessons.ts";
import { Playground } from "../../src/preview/playground/playground.ts";
import { playgroundHtml } from "../../src/report/playground/playground-html.ts";
import { type RunningServer, startServer } from "../../src/serve/start-server.ts";
import { temporaryFolder, toolPath } from "../servers/process.ts";
import { playgroundTemplate } from "./playground-template.ts";

/** The playground of `serve`, in a real browser and with a real Prometheus. */
const text = `version: 1
step: 15s
history: 30m
metrics:
  - name: hits_total
    type: counter
    series:
      - { labels: { path: /a }, rate: 3 }
`;
const folder = temporaryFolder();
let server: RunningServer;
let browser: Browser;
let page: Page;
const problems: string[] = [];

beforeAll(async () => {
  const context = {
    ...{ now: Date.now, random: Math.random, signal: new AbortController().signal },
    sleep: (ms: number, signal?: AbortSignal) => wait(ms, undefined, { signal }),
  };
  const playground = new Playground(
    {
      ...{ binary: toolPath("prometheus"), temporaryFolder: folder, userAgent: "dashpreview-test" },
      ...{ maxSeries: 1000, maxSamples: 1_000_000 },
    },
    context,
  );
  const document = { version: 1, generator: "dashpreview", source: { kind: "serve" }, lessons } as const;
  const html = playgroundHtml(await playgroundTemplate(), document);
  server = await startServer(
    { text, file: "hits.data.yaml", port: 0, host: "127.0.0.1", html, playground, version: "1" },
    { now: Date.now, elapsed: () => performance.now() },
  );
  browser = await chromium.launch({
    executablePath: toolPath("chromium"),
    args: ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"],
  });
  page = await browser.newPage({ viewport: { width: 1500, height: 1400 }, reducedMotion: "reduce" });
  page.setDefaultTimeout(10_000);
  page.on("console", (message) => problems.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(server.url) && !request.url().startsWith("data:")) problems.push(request.url());
  });
  await page.goto(`${server.url}#token=${server.token}`);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function write(editor: string, content: string): Promise<void> {
  await page.getByRole("textbox", { name: editor }).click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(content);
}
const faults = () => page.getByRole("list", { name: "Faults" });

test("it opens with the spec that is served, and its first metric", async () => {
  await page.locator(".pg-facts").getByText("measured").waitFor();
  expect(await page.getByRole("textbox", { name: "Data spec" }).innerText()).toContain("hits_total");
  expect(await page.locator(".pg-facts").innerText()).toMatch(/rate\s+3$/);
  expect(problems).toEqual([]);
});

test("a wrong spec shows line and column while it is typed, and at its place", async () => {
  await write("Data spec", text.replace("type: counter", "typ: counter"));
  await faults().waitFor();
  expect(await faults().innerText()).toMatch(/Line 6, column 5: .*typ/);
  await page.locator(".cm-lintRange-error").waitFor();
  expect(await page.locator(".cm-lintRange-error").innerText()).toBe("typ");
});

test("the spec's keys are completed from its schema", async () => {
  await write("Data spec", "version: 1\nmetrics:\n  - name: a\n    ty");
  await page.keyboard.press("Control+Space");
  await page.locator(".cm-tooltip-autocomplete").getByText("type", { exact: true }).waitFor();
  await page.keyboard.press("Escape");
});

test("a changed spec becomes other series, and none of those before", async () => {
  await write("Data spec", text.replaceAll("/a", "/b").replace("rate: 3", "rate: 5"));
  await page.getByRole("button", { name: "Generate" }).click();
  await page.getByText("The series are of this spec.").waitFor();
  await write("PromQL expression", "rate(hits_total[5m])");
  await page.keyboard.press("Shift+Enter");
  await page.locator(".pg-facts", { hasText: /rate\s*5$/ }).waitFor();
  expect(await page.locator("[data-panel='result table']").innerText()).not.toContain("/a");
  expect(problems).toEqual([]);
});

test("a lesson with native histograms works after newer samples were written", async () => {
  await page.getByLabel("Lessons").selectOption({ label: "8. Native histograms" });
  await page.getByRole("region", { name: "Steps" }).getByText("Buckets of a native histogram").waitFor();
  await page.locator("[data-panel='result table']").getByText("0.203").waitFor();
});

test("without the token nothing is shown, and it can be given", async () => {
  const other = await browser.newPage();
  other.setDefaultTimeout(10_000);
  await other.goto(server.url);
  await other.getByLabel("The token that dashpreview serve printed").fill(server.token);
  await other.getByRole("button", { name: "Use it" }).click();
  await other.getByRole("region", { name: "Steps" }).waitFor();
  await other.close();
});

test("its routes want the token, and take expressions and times only", async () => {
  const ask = (body: object, headers: Record<string, string> = { Authorization: `Bearer ${server.token}` }) =>
    fetch(`${server.url}api/v1/playground/query`, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify(body),
    }).then(({ status }) => status);
  expect(await ask({ query: "1", time: "1" }, {})).toBe(401);
  expect(await ask({ query: "1", time: "now" })).toBe(400);
  expect(await ask({ query: "1", time: "1", dedup: "x" })).toBe(400);
  expect(await ask({ query: "1", time: "1" })).toBe(200);
  expect(await ask({ query: "sum(", time: "1" })).toBe(400);
});
