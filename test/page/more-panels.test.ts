import { afterAll, beforeAll, expect, test } from "vitest";
import { endMs, startMs } from "../../page/test/fixture.ts";
import { vizFixture } from "../../page/test/viz-fixture.ts";
import type { PagePanel } from "../../src/report/page-data.ts";
import { type OpenPage, type Pages, startPages } from "./open-page.ts";

const data = vizFixture();
const panels = data.dashboards[0]!.views[0]!.panels;
let pages: Pages;
let open: OpenPage;

beforeAll(async () => {
  pages = await startPages();
  open = await pages.open(data, "?theme=dark&all=1");
  await open.settled();
});
afterAll(() => pages?.close());

const panelOf = (title: string): PagePanel => panels.find((panel) => panel.title === title)!;
const frame = (title: string) => open.page.locator(`[data-panel="${panelOf(title).key}"]`);
const seriesOf = (title: string) => panelOf(title).targets[0]!.series;
const numbers = (title: string) => seriesOf(title).map(({ values }) => values as (number | null)[]);
const short = (value: number) => value.toPrecision(3);

/** What the tooltip says where the pointer is, shares of the plot's width and height from the top left. */
async function tooltip(title: string, across: number, down: number): Promise<string> {
  await open.page.mouse.move(2, 2);
  const over = frame(title).locator(".u-over");
  await over.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await over.boundingBox())!;
  await open.page.mouse.move(x + across * width - 2, y + down * height);
  await open.page.mouse.move(x + across * width, y + down * height);
  const shown = open.page.locator("#grafana-portal-container, body > div").filter({ hasText: /\d/ }).last();
  await open.page.waitForTimeout(250);
  return (await shown.innerText()).replace(/\s+/g, " ");
}

/** The share of the time axis at which an instant lies. */
const at = (timeMs: number) => (timeMs - startMs) / (endMs - startMs);

test("every panel is drawn, without a console message, an error or a request", async () => {
  const state = await open.settled();
  expect(state.failures).toEqual([]);
  expect(state.panels).toEqual({ wanted: panels.length, drawn: panels.length, failed: 0 });
  expect(open.problems).toEqual([]);
});

test("a heatmap of classic buckets tells what is in each bucket alone", async () => {
  const cumulative = numbers("Classic buckets") as number[][];
  const column = 30;
  const row = cumulative.findIndex((bucket) => bucket[column]! > cumulative.at(-1)![column]! / 2);
  const alone = cumulative[row]![column]! - (cumulative[row - 1]?.[column] ?? 0);
  const instant = startMs + column * 6 * 60_000;
  const said = await tooltip("Classic buckets", at(instant - 3 * 60_000), 1 - (row + 0.5) / cumulative.length);
  expect(said).toContain("2026-11-26 08:54:00 - 2026-11-26 09:00:00");
  expect(said).toMatch(new RegExp(`(?<!\\d)${alone}(?!\\d)`));
});

test("a heatmap of native histograms tells the bounds of a bucket and what is in it", async () => {
  const { histograms } = seriesOf("Native histograms, Turbo")[0]!;
  const column = histograms![20]!;
  const [lower, upper, count] = column.toSorted((one, other) => other[2] - one[2])[0]!;
  const exponents = histograms!.flatMap((buckets) => buckets ?? []).flatMap(([from, to]) => [from, to].map(Math.log2));
  const [from, to] = [Math.floor(Math.min(...exponents) + 1e-9), Math.ceil(Math.max(...exponents) - 1e-9)];
  const middle = (Math.log2(lower) + Math.log2(upper)) / 2;
  const instant = startMs + 20 * 6 * 60_000 - 3 * 60_000;
  const said = await tooltip("Native histograms, Turbo", at(instant), 1 - (middle - from) / (to - from));
  expect(said).toContain("2026-11-26 07:54:00 - 2026-11-26 08:00:00");
  expect(said).toMatch(new RegExp(`Count ${count}(?!\\d)`));
});

test("states say their text, since when and for how long", async () => {
  const [db] = numbers("States by mapping");
  const [first, then] = [db![0], db!.findIndex((value) => value !== db![0])];
  const said = await tooltip("States by mapping", at(startMs + 60_000), 1 / 6);
  expect(said).toContain("db");
  expect(said).toContain(first === 1 ? "Up" : "Down");
  expect(said).toContain(`Duration ${Math.floor(then / 60)}h ${then % 60}m`);
});

test("a pie's legend has each share of the whole, the largest first", async () => {
  const lasts = seriesOf("Pie").map(({ name, values }) => ({ name, value: values!.at(-1) as number }));
  const total = lasts.reduce((sum, { value }) => sum + value, 0);
  const expected = lasts
    .sort((one, other) => other.value - one.value)
    .map(({ name, value }) => `${name} ${Math.round((100 * value) / total)}%`);
  expect((await frame("Pie").innerText()).replace(/\s+/g, " ")).toContain(expected.join(" "));
  const rows = await frame("Donut with a table").locator("tbody tr").allInnerTexts();
  expect(rows[0]!.split(/\s+/).filter((word) => word !== "")).toEqual([
    lasts[0]!.name,
    ...`${short(lasts[0]!.value)} B`.split(" "),
    `${Math.round((100 * lasts[0]!.value) / total)}%`,
  ]);
});

test("a histogram tells how many values lie in a bucket", async () => {
  const values = numbers("Histogram").flat() as number[];
  const [first] = numbers("Histogram") as number[][];
  const size = 2;
  const least = Math.floor(Math.min(...values) / size) * size;
  const most = (Math.floor(Math.max(...values) / size) + 1) * size;
  const bucket = Math.floor(Math.min(...first!) / size) * size + size;
  const count = first!.filter((value) => value >= bucket && value < bucket + size).length;
  const said = await tooltip("Histogram", (bucket + size / 2 - least) / (most - least), 0.97);
  expect(said).toContain(`Bucket ${bucket} ms - ${bucket + size} ms`);
  expect(said).toMatch(new RegExp(`(?<!\\d)${count}(?!\\d)`));
});

test("bars stand for the values of their names", async () => {
  expect(await tooltip("Bars in groups", 0.5 / 4 - 0.05, 0.9)).toContain("GET / requests 120 req/s");
  expect(await tooltip("Bars lying, stacked", 0.02, 0.5 / 4)).toContain("GET / requests 120 req/s");
});

test("a legend shows and hides bars", async () => {
  const key = panelOf("Bars in groups").key;
  const drawn = () => open.page.evaluate(`document.querySelector('[data-panel="${key}"] canvas').toDataURL()`);
  const before = await drawn();
  await frame("Bars in groups").getByText("errors", { exact: true }).click();
  await expect.poll(drawn).not.toBe(before);
  await frame("Bars in groups").getByText("errors", { exact: true }).click();
  await expect.poll(drawn).toBe(before);
});

test("a panel of a type that is not drawn is a table that says so", async () => {
  expect(await frame("Candles").innerText()).toContain("panels are not drawn here");
  expect(open.problems).toEqual([]);
});

test("a transformation that the page does not know is left out, and the panel says so", async () => {
  expect(await frame("Smoothed").getByRole("note").innerText()).toContain("Transformation smoothing was left out");
});
