import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PageData, PageTarget } from "../../src/report/page-data.ts";
import { runCli } from "../e2e/cli.ts";
import { dashboard } from "../e2e/stack.ts";
import { type OpenPage, type Pages, startPages } from "../page/open-page.ts";
import { temporaryFolder } from "../servers/process.ts";

const prometheus = { type: "prometheus", uid: "prod" };
const perBucket = "sum by (le) (increase(took_seconds_bucket[$__rate_interval]))";
const panel = (id: number, type: string, target: object) => ({
  ...{ id, type, title: `Panel ${id}`, datasource: prometheus, gridPos: { x: 0, y: 9 * id, w: 24, h: 9 } },
  options: { calculate: false },
  targets: [{ refId: "A", legendFormat: "{{le}}", ...target }],
});
const board = dashboard("Traced", [], {
  panels: [
    panel(1, "timeseries", { expr: "rate(took_seconds_sum[2m]) / rate(took_seconds_count[2m])", exemplar: true }),
    panel(2, "timeseries", { expr: "histogram_quantile(0.9, rate(took_seconds_bucket[2m]))", exemplar: true }),
    panel(3, "heatmap", { expr: perBucket, format: "heatmap", exemplar: true }),
    panel(4, "heatmap", { expr: perBucket, format: "heatmap" }),
    panel(5, "timeseries", { expr: "rate(done_total[2m])", exemplar: true }),
  ],
  time: { from: "now-30m", to: "now" },
});
const spec = `version: 1
history: 30m
metrics:
  - name: took_seconds
    type: histogram
    buckets: [0.1, 0.5, 2]
    series: [{ labels: { pod: a }, rate: 5, observe: { lognormal: { p50: 0.2, p99: 3 } } }]
  - name: done_total
    type: counter
    series: [{ labels: { pod: a }, rate: 5 }]
`;

let data: PageData;
let pages: Pages;
let open: OpenPage;
beforeAll(async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "board.json"), JSON.stringify(board));
  writeFileSync(join(folder, "board.data.yaml"), spec);
  const { code, stdout, stderr } = await runCli(["report", "board.json", "--output", "json"], { cwd: folder });
  expect(code, stderr).toBe(0);
  data = JSON.parse(stdout) as PageData;
  pages = await startPages();
  open = await pages.open(data, "?theme=dark&all=1");
  await open.settled();
});
afterAll(() => pages?.close());

const panels = () => data.dashboards[0]!.views[0]!.panels;
const target = (id: number): PageTarget => panels().find((one) => one.id === id)!.targets[0]!;
const marks = (id: number) =>
  open.page.locator(`[data-panel="${panels().find((one) => one.id === id)!.key}"] .dp-exemplar`);

test("exemplars are observations of the bucket that they belong to, in the window, each of another trace", () => {
  const bounds = [0, 0.1, 0.5, 2, Number.POSITIVE_INFINITY];
  const { exemplars = [], instants } = target(3);
  expect(exemplars.length).toBeGreaterThan(20);
  for (const { value, timeMs, labels } of exemplars) {
    const upper = Number(labels["le"] === "+Inf" ? Number.POSITIVE_INFINITY : labels["le"]);
    expect(value).toBeLessThanOrEqual(upper);
    expect(value).toBeGreaterThan(bounds[bounds.indexOf(upper) - 1]!);
    expect(labels).toMatchObject({ __name__: "took_seconds_bucket", pod: "a" });
    expect(labels["trace_id"]).toMatch(/^[0-9a-f]{32}$/);
    expect(timeMs).toBeGreaterThanOrEqual(instants!.startMs);
    expect(timeMs).toBeLessThanOrEqual(instants!.startMs + instants!.stepMs * instants!.count);
  }
  expect(new Set(exemplars.map(({ labels }) => labels["trace_id"])).size).toBe(exemplars.length);
});

test("they are asked for where the query wants them alone, and only buckets and counters have some", () => {
  expect(target(4)).not.toHaveProperty("exemplars");
  // Client libraries put them on buckets, not on the sum and the count.
  expect(target(1)).not.toHaveProperty("exemplars");
  expect(target(5).exemplars!.every(({ value, labels }) => value === 1 && labels["__name__"] === "done_total")).toBe(
    true,
  );
});

test("a page draws each as a mark; one that is pointed at tells its value and its trace", async () => {
  expect(await marks(2).count()).toBe(target(2).exemplars!.length);
  expect(await marks(3).count()).toBe(target(3).exemplars!.length);
  expect(await marks(4).count()).toBe(0);
  await marks(3).first().focus();
  const text = open.page.locator(".dp-exemplar-text");
  await text.waitFor();
  const said = await text.innerText();
  expect(said).toContain(target(3).exemplars![0]!.labels["trace_id"]);
  expect(said).toContain("took_seconds_bucket");
  expect(open.problems).toEqual([]);
});

test("on a heatmap of buckets a mark stands in the row of its bucket", async () => {
  const plot = (await marks(3).first().locator("xpath=ancestor::*[contains(@class, 'u-over')]").boundingBox())!;
  // Rows from below: up to 0.1, to 0.5, to 2, and beyond.
  const rows = ["0.1", "0.5", "2", "+Inf"];
  for (const [index, { labels }] of target(3).exemplars!.slice(0, 15).entries()) {
    const { y, height } = (await marks(3).nth(index).boundingBox())!;
    const fromBelow = ((plot.y + plot.height - (y + height / 2)) / plot.height) * rows.length;
    const row = rows.indexOf(labels["le"]!);
    expect(fromBelow).toBeGreaterThan(row - 0.05);
    expect(fromBelow).toBeLessThan(row + 1.05);
  }
});
