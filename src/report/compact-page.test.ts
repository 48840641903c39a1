import { expect, test } from "vitest";
import { wholePage } from "../../page/src/data/whole-page.ts";
import { compactPage } from "./compact-page.ts";
import type { PageDashboard, PageData, PagePanel, PageView } from "./page-data.ts";

const panel = (key: string, title = key) => ({ key, title }) as unknown as PagePanel;
const view = (...panels: PagePanel[]) => ({ chosen: {}, panels }) as unknown as PageView;
const dashboard = (views: PageView[], before?: PageDashboard) =>
  ({
    title: "d",
    views,
    ...(before === undefined ? {} : { comparison: { base: "main", before, panels: [], changes: [] } }),
  }) as unknown as PageDashboard;
const page = (...dashboards: PageDashboard[]): PageData => ({
  ...{ version: 1, generator: "test", title: "t", untrusted: false, dashboards },
});

test("panels that a document has more than once stand in it once, and the page puts them back", () => {
  const before = dashboard([view(panel("a"), panel("b", "old"))]);
  const data = page(dashboard([view(panel("a"), panel("b")), view(panel("b"), panel("c"))], before));
  const compact = compactPage(data);
  expect(compact.shared).toEqual([panel("a"), panel("b")]);
  expect(compact.dashboards[0]!.views.map(({ panels }) => panels)).toEqual([
    [0, 1],
    [1, panel("c")],
  ]);
  expect(wholePage(JSON.parse(JSON.stringify(compact)))).toEqual(data);
});

test("a document without such panels stays as it is", () => {
  const data = page(dashboard([view(panel("a"))]));
  expect(compactPage(data)).toEqual({ ...data, shared: [] });
  expect(wholePage(compactPage(data))).toEqual(data);
});
