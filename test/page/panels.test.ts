import { afterAll, beforeAll, expect, test } from "vitest";
import { documentOf, webDashboard } from "../../page/test/fixture.ts";
import type { PagePanel } from "../../src/report/page-data.ts";
import { type OpenPage, type Pages, startPages } from "./open-page.ts";

const dashboard = webDashboard();
const panels = dashboard.views[0]!.panels;
let pages: Pages;
let open: OpenPage;

beforeAll(async () => {
  pages = await startPages();
  open = await pages.open(documentOf([dashboard]), "?theme=dark&all=1");
});
afterAll(() => pages?.close());

const panelOf = (title: string): PagePanel => panels.find((panel) => panel.title === title)!;
const frame = (title: string) => open.page.locator(`[data-panel="${panelOf(title).key}"]`);
const text = async (title: string) => (await frame(title).innerText()).replace(/\s+/g, " ");

/** The numbers of each series, by its name. */
function numbersOf(title: string): Map<string, number[]> {
  const { series } = panelOf(title).targets[0]!;
  return new Map(series.map(({ name, values }) => [name, values!.filter((value) => typeof value === "number")]));
}

const last = (values: readonly number[]) => values.at(-1)!;
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
/** Three digits, as Grafana writes a number between 1 and 1000 that has no decimals set. */
const short = (value: number) => value.toPrecision(3);

test("every panel of the page is drawn, without a console message, an error or a request", async () => {
  const state = await open.settled();
  expect(state.failures).toEqual([]);
  expect(state.panels).toEqual({ wanted: panels.length, drawn: panels.length, failed: 0 });
  expect(open.problems).toEqual([]);
});

test("a stat shows its last value, or the mean where that is asked for, in its unit", async () => {
  const [availability] = numbersOf("Availability").values();
  expect(await text("Availability")).toContain(`${(last(availability!) * 100).toFixed(2)}%`);
  const [latency] = numbersOf("Latency p95").values();
  expect(await text("Latency p95")).toContain(`${short(mean(latency!) * 1000)} ms`);
});

test("a gauge and bars show their last values", async () => {
  const [memory] = numbersOf("Memory").values();
  expect(await frame("Memory").locator("[data-part=text]").textContent()).toBe(`${short(last(memory!))}%`);
  const bars = await text("Requests by handler");
  for (const [name, values] of numbersOf("Requests by handler")) {
    expect(bars).toContain(name);
    expect(bars).toContain(`${short(last(values))} req/s`);
  }
});

test("a table shows a row for each series, with its labels and its value", async () => {
  const cells = await frame("Nodes").getByRole("gridcell").allInnerTexts();
  for (const { labels, values } of panelOf("Nodes").targets[0]!.series) {
    expect(cells).toContain(labels["instance"]);
    expect(cells).toContain(`${(values![0] as number).toFixed(1)}%`);
  }
});

test("a legend shows the calculations of its series", async () => {
  const rows = await frame("Requests").locator("tbody tr").allInnerTexts();
  for (const [name, values] of numbersOf("Requests")) {
    const row = rows.find((one) => one.includes(name))!;
    expect(row.split(/\t|\n/).map((cell) => cell.trim())).toEqual(
      expect.arrayContaining([mean(values), Math.max(...values), last(values)].map((value) => `${short(value)} req/s`)),
    );
  }
});

test("a panel without data says so, and why", async () => {
  const errors = await text("Errors");
  expect(errors).toContain("No data");
  expect(errors).toContain("errors_total has no label code");
});

test("a panel of a type that is not drawn is a box with its name", async () => {
  expect(await text("News")).toContain("News panels are not drawn here");
});

test("the menu shows a panel's data as a table and as CSV, and its queries with their counts", async () => {
  const { page } = open;
  await frame("Requests").locator("section").first().focus();
  await frame("Requests").getByRole("button", { name: "Menu for panel Requests" }).click();
  await page.getByText("Data and CSV").click();
  const dialog = page.getByRole("dialog");
  expect(await dialog.locator("thead th").allInnerTexts()).toEqual(["Time", "api-1", "api-2", "api-3"]);
  const downloading = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "CSV" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("Requests.csv");
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  const lines = Buffer.concat(chunks).toString("utf8").trimEnd().split("\r\n");
  const numbers = [...numbersOf("Requests").values()];
  expect(lines).toHaveLength(1 + numbers[0]!.length);
  expect(lines.at(-1)!.split(",").slice(1).map(Number)).toEqual(numbers.map(last));
  await dialog.getByRole("tab", { name: "Queries" }).click();
  const queries = await dialog.innerText();
  expect(queries).toContain("3 series, 1,083 samples");
  for (const expr of [panelOf("Requests").targets[0]!.expr, panelOf("Requests").targets[0]!.sentExpr!])
    expect(queries).toContain(expr);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  expect(open.problems).toEqual([]);
});

test("a click on a series in the legend shows it alone, another click shows all again", async () => {
  const shown = () =>
    open.page.evaluate(`document.querySelector('[data-panel="${panelOf("CPU").key}"] canvas').toDataURL()`);
  const all = await shown();
  const series = frame("CPU").getByText("user", { exact: true });
  await series.click();
  await expect.poll(shown).not.toBe(all);
  await series.click();
  await expect.poll(shown).toBe(all);
  expect(open.problems).toEqual([]);
});
