import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { documentOf, webDashboard } from "../../page/test/fixture.ts";
import { vizFixture } from "../../page/test/viz-fixture.ts";
import { differencePercent } from "../../src/report/pictures/difference.ts";
import { type OpenPage, type Pages, startPages } from "./open-page.ts";

const folder = join(import.meta.dirname, "expected");
/** Writes the pictures anew: look at them before you commit them. */
const write = process.env["DASHPREVIEW_WRITE_PICTURES"] === "1";
const size = { width: 440, height: 240 };
/**
 * Pixels of 100 that may differ, by panel: twice what Chromium's `--disable-font-subpixel-positioning` changes, which
 * moves every letter and smooths it anew, as another version may, and at least 0.5.
 */
const tolerances: readonly Readonly<Record<string, number>>[] = [
  { Requests: 0.5, CPU: 0.5, "Latency p95": 1, Memory: 0.5, "Requests by handler": 0.6, Nodes: 6.6 },
  {
    "Classic buckets": 0.5,
    "States by mapping": 0.5,
    "Donut with a table": 1.5,
    Histogram: 2.5,
    "Two series against each other": 2.5,
  },
];
const dashboards = [webDashboard(), vizFixture().dashboards[0]!];
let pages: Pages;
let open: OpenPage;

beforeAll(async () => {
  pages = await startPages();
  open = await pages.open(documentOf(dashboards), "?theme=dark&all=1", { viewport: size });
  await open.settled();
});
afterAll(() => pages?.close());

async function pictureOf({ page, settled }: OpenPage, index: number, title: string): Promise<Buffer> {
  const { key } = dashboards[index]!.views[0]!.panels.find((panel) => panel.title === title)!;
  const search = `?theme=dark&dashboard=${index}&panel=${key}&width=${size.width}&height=${size.height}`;
  await page.evaluate(`window.__dashpreview.show(${JSON.stringify(search)})`);
  await settled();
  return page.screenshot();
}

for (const index of dashboards.keys())
  for (const [title, tolerance] of Object.entries(tolerances[index]!))
    test(`${title} looks as it did`, async () => {
      const png = await pictureOf(open, index, title);
      const file = join(folder, `${title.toLowerCase().replaceAll(/\W+/g, "-")}.png`);
      if (write || !existsSync(file)) writeFileSync(file, png);
      const differing = await differencePercent(readFileSync(file), png);
      expect(differing).toBeLessThanOrEqual(tolerance);
    });

test("a line that has lost its own colour is more than may differ", async () => {
  const [web] = dashboards;
  const [view] = web!.views;
  const panels = view!.panels.map((panel) => ({ ...panel, fieldConfig: { ...panel.fieldConfig, overrides: [] } }));
  const changed = await pages.open(documentOf([{ ...web!, views: [{ ...view!, panels }] }]), "?theme=dark", {
    viewport: size,
  });
  await changed.settled();
  const differing = await differencePercent(
    await pictureOf(open, 0, "Requests"),
    await pictureOf(changed, 0, "Requests"),
  );
  expect(differing).toBeGreaterThan(tolerances[0]!["Requests"]!);
});
