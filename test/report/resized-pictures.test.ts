import { chmodSync, rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { PNG } from "pngjs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { documentOf, webDashboard } from "../../page/test/fixture.ts";
import { vizFixture } from "../../page/test/viz-fixture.ts";
import type { PageDashboard, PageData, PagePanel } from "../../src/report/page-data.ts";
import { pageHtml } from "../../src/report/page-html.ts";
import { drawPictures } from "../../src/report/pictures/draw-pictures.ts";
import { builtPage } from "../page/built-page.ts";
import { temporaryFolder, toolPath } from "../servers/process.ts";

let folder: string;
let template: string;
beforeAll(async () => {
  folder = temporaryFolder();
  // Root starts the browser as nobody.
  chmodSync(folder, 0o1777);
  template = await builtPage();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const panels = [webDashboard(), vizFixture().dashboards[0]!].flatMap(({ views }) => views[0]!.panels);
const titled = (title: string) => panels.find((panel) => panel.title === title)!;

/** A dashboard of these panels under each other, half as wide as it is. */
function column(title: string, ...placed: readonly (readonly [panel: PagePanel, rows: number])[]): PageDashboard {
  let y = 0;
  const items = placed.map(([, h], panel) => {
    y += h;
    return { panel, x: 0, y: y - h, w: 12, h };
  });
  const view = { chosen: {}, layout: { kind: "grid" as const, items }, annotations: [] };
  return { ...webDashboard(), title, views: [{ ...view, panels: placed.map(([panel]) => panel) }] };
}

async function pictures(data: PageData) {
  const { sets } = await drawPictures(
    { html: pageHtml(template, data), data },
    {
      ...{ program: toolPath("chromium"), temporaryFolder: folder, env: process.env, themes: ["dark"], scale: 1 },
      ...{ width: 1000, which: "all", maxPanels: 50, sleep: (ms) => sleep(ms), signal: new AbortController().signal },
    },
  );
  return sets.get("dark")!;
}

/** Pixels that are neither grey nor almost so: lines, bars and cells, not titles and axes. */
function coloured(png: Uint8Array): number {
  const { data } = PNG.sync.read(Buffer.from(png));
  let count = 0;
  for (let at = 0; at < data.length; at += 4) {
    const [red, green, blue] = [data[at]!, data[at + 1]!, data[at + 2]!];
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > 60) count++;
  }
  return count;
}

test("panels of every height have their lines and cells, and look the same whatever size the window had before", async () => {
  const high = column(
    "High",
    [titled("Requests"), 8],
    [titled("Classic buckets"), 30],
    [titled("States by mapping"), 6],
    [titled("Histogram"), 20],
    [titled("Two series against each other"), 12],
  );
  // The window is as high as an overview, as this low panel, as an overview again, and as the highest of the others.
  const low = column("Low", [titled("Availability"), 3]);
  const resized = await pictures(documentOf([low, high]));
  for (const { title, after } of resized.panels) {
    expect(coloured(after!.png), title).toBeGreaterThan(300);
  }
  const alone = await pictures(documentOf([high]));
  expect(resized.panels.slice(1).map(({ title, after }) => [title, after!.name])).toEqual(
    alone.panels.map(({ title, after }) => [title, after!.name]),
  );
  for (const { png } of [...resized.overview, ...alone.overview]) expect(coloured(png)).toBeGreaterThan(300);
});
