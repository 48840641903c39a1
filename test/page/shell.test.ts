import { afterAll, beforeAll, expect, test } from "vitest";
import { changedDashboard, documentOf, layoutDashboard, panel, webDashboard } from "../../page/test/fixture.ts";
import type { PageDashboard, PagePanel } from "../../src/report/page-data.ts";
import { type OpenPage, type Pages, startPages } from "./open-page.ts";

let pages: Pages;
/** A dashboard that is whole again after each test that uses it. */
let web: OpenPage;

beforeAll(async () => {
  pages = await startPages();
  web = await pages.open(documentOf([webDashboard()]));
  await web.settled();
});
afterAll(() => pages?.close());

/** A dashboard of these panels, under each other. */
function column(panels: readonly PagePanel[]): PageDashboard {
  const items = panels.map((_, index) => ({ panel: index, x: 0, y: 8 * index, w: 12, h: 8 }));
  return { ...webDashboard(), views: [{ chosen: {}, layout: { kind: "grid", items }, panels, annotations: [] }] };
}

test("rows fold and unfold, tabs switch by arrows, and a variable redraws the panels", async () => {
  const { page, problems, settled } = await pages.open(documentOf([layoutDashboard()]));
  await settled();
  const titles = async () => (await page.locator("[data-panel] h2").allTextContents()).map((text) => text.trim());
  const numbers = (pod: string, ...which: number[]) => which.map((k) => `${pod} number ${k}`);
  expect(await titles()).toEqual(numbers("api-1", 1, 2, 3, 4, 5, 6, 9, 10, 11, 12));
  await page.getByRole("button", { name: "Folded (2 panels)" }).click();
  expect(await titles()).toEqual(numbers("api-1", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
  await page.getByRole("tab", { name: "Fitting" }).focus();
  await page.keyboard.press("ArrowRight");
  expect(await titles()).toEqual(numbers("api-1", 1, 2, 3, 4, 5, 6, 7, 8, 5, 6));
  await page.getByLabel("Pod", { exact: true }).selectOption("api-2");
  await expect.poll(titles).toEqual(numbers("api-2", 1, 2, 3, 4, 5, 6, 7, 8, 5, 6));
  await settled();
  expect(await page.locator('[data-panel="panel-101"]').textContent()).toContain("41");
  expect(await page.locator(".dp-time output").textContent()).toContain(
    "2026-11-26 07:00:00 to 2026-11-26 13:00:00 Europe/Berlin",
  );
  expect(problems).toEqual([]);
});

test("buttons switch between the scenarios of one dashboard, and leave other dashboards alone", async () => {
  const inScenario = (scenario: string) => ({ ...webDashboard(), title: `Web · ${scenario}`, scenario });
  const document = documentOf([inScenario("healthy"), inScenario("incident"), { ...webDashboard(), source: "b.json" }]);
  const { page, problems, settled } = await pages.open(document);
  await settled();
  const chips = page.getByRole("group", { name: "Scenario" }).getByRole("button");
  expect(await chips.allTextContents()).toEqual(["healthy", "incident"]);
  await chips.nth(1).click();
  await expect.poll(() => page.getByRole("heading", { level: 1 }).textContent()).toBe("Web · incident");
  expect(await chips.nth(1).getAttribute("aria-pressed")).toBe("true");
  await page.getByLabel("Dashboard", { exact: true }).selectOption({ index: 2 });
  await expect.poll(() => chips.count()).toBe(0);
  expect(problems).toEqual([]);
});

test("dragging over a graph zooms all panels and a button shows the whole window again", async () => {
  const { page, problems } = web;
  const range = () => page.locator(".dp-time output").textContent();
  const mean = () => page.locator("tbody tr").first().textContent();
  const [whole, wholeMean] = [await range(), await mean()];
  const graph = (await page.locator('[data-panel="panel-5"] .u-over').boundingBox())!;
  await page.mouse.move(graph.x + graph.width / 4, graph.y + 20);
  await page.mouse.down();
  await page.mouse.move(graph.x + graph.width / 2, graph.y + 30, { steps: 5 });
  await page.mouse.up();
  await expect.poll(range).not.toBe(whole);
  // A quarter and a half of six hours from six o'clock, to the minute of a pixel.
  expect(await range()).toMatch(/ 07:(29|30|31):\d\d to \S+ (08:59|09:00|09:01):\d\d UTC/);
  await expect.poll(mean).not.toBe(wholeMean);
  await page.getByRole("button", { name: "Reset zoom" }).click();
  await expect.poll(range).toBe(whole);
  await expect.poll(mean).toBe(wholeMean);
  expect(problems).toEqual([]);
});

test("v fills the page with the panel that has the focus, Escape leaves it, arrows move between panels", async () => {
  const { page, problems, settled } = web;
  const focused = () => page.evaluate("document.activeElement.closest('[data-panel]')?.dataset.panel");
  await page.locator('[data-panel="panel-1"] section').first().focus();
  await page.keyboard.press("ArrowRight");
  expect(await focused()).toBe("panel-2");
  await page.keyboard.press("ArrowDown");
  expect(await focused()).toBe("panel-5");
  await page.keyboard.press("v");
  await expect.poll(() => page.locator("[data-panel]").count()).toBe(1);
  await settled();
  await page.keyboard.press("Escape");
  await expect.poll(() => page.locator("[data-panel]").count()).toBe(11);
  await page.goBack();
  await expect.poll(() => page.locator("[data-panel]").count()).toBe(1);
  await page.goForward();
  await expect.poll(() => page.locator("[data-panel]").count()).toBe(11);
  expect(problems).toEqual([]);
});

test("colours are what the address says, else what the reader's system prefers, and a button switches them", async () => {
  const background = "getComputedStyle(document.body).backgroundColor";
  const dark = await pages.open(documentOf([webDashboard()]), "", { colorScheme: "dark" });
  const light = await pages.open(documentOf([webDashboard()]), "", { colorScheme: "light" });
  const asked = await pages.open(documentOf([webDashboard()]), "?theme=light", { colorScheme: "dark" });
  for (const opened of [dark, light, asked]) await opened.settled();
  const [inDark, inLight] = [await dark.page.evaluate(background), await light.page.evaluate(background)];
  expect(inDark).not.toBe(inLight);
  expect(await asked.page.evaluate(background)).toBe(inLight);
  await dark.page.getByRole("button", { name: "Use light colours" }).click();
  await expect.poll(() => dark.page.evaluate(background)).toBe(inLight);
  expect((await dark.settled()).panels).toMatchObject({ drawn: 11, failed: 0 });
  expect([...dark.problems, ...light.problems, ...asked.problems]).toEqual([]);
});

test("panels are drawn when they come in sight, all at once where that is asked for", async () => {
  const [one] = webDashboard().views[0]!.panels;
  const many = Array.from({ length: 30 }, (_, k) => ({ ...one!, key: `panel-${k}`, title: `Number ${k}` }));
  const lazy = await pages.open(documentOf([column(many)]));
  const first = await lazy.settled();
  expect(first.panels.drawn).toBeLessThan(10);
  const last = lazy.page.locator('[data-panel="panel-29"]');
  expect(await last.locator("h2").allTextContents()).toEqual(["Number 29"]);
  expect(await last.locator(".dp-far").count()).toBe(1);
  await last.scrollIntoViewIfNeeded();
  await expect.poll(() => last.locator(".dp-far").count()).toBe(0);
  expect(await last.locator("h2").allTextContents()).toEqual(["Number 29"]);
  await expect.poll(async () => (await lazy.settled()).panels.drawn).toBeGreaterThan(first.panels.drawn);
  const all = await pages.open(documentOf([column(many)]), "?all=1");
  expect((await all.settled()).panels.drawn).toBe(30);
  expect([...lazy.problems, ...all.problems]).toEqual([]);
});

test("a panel that cannot be drawn says so in its frame and leaves the others alone", async () => {
  const { targets } = webDashboard().views[0]!.panels[4]!;
  const good = panel("text", "Good", { options: { mode: "markdown", content: "fine" } });
  const links = [{ title: "Elsewhere", url: "https://example.org/" }];
  const bare = panel("text", "", { links, options: { mode: "markdown", content: "no title" } });
  const broken = panel("timeseries", "Broken", {
    fieldConfig: { defaults: { thresholds: { mode: "absolute", steps: 7 } }, overrides: [] },
    targets,
  });
  const { page, settled } = await pages.open(documentOf([column([broken, good, bare])]));
  const state = await settled();
  expect(state.panels).toEqual({ wanted: 3, drawn: 2, failed: 1 });
  expect(state.failures[0]).toContain(broken.key);
  expect(await page.locator(`[data-panel="${broken.key}"]`).textContent()).toContain("could not be drawn");
  expect(await page.locator(`[data-panel="${good.key}"]`).textContent()).toContain("fine");
  // Without a title there is no header: links come with the pointer, as in Grafana.
  const [frame, text] = [page.locator(`[data-panel="${bare.key}"]`), page.getByText("no title", { exact: true })];
  expect((await text.boundingBox())!.y - (await frame.boundingBox())!.y).toBeLessThan(24);
  await frame.hover();
  await frame.getByRole("button", { name: "Links: Elsewhere" }).waitFor({ state: "visible" });
});

test("an address with the key of a panel shows that panel alone, in the size that it says", async () => {
  const { page, problems, settled } = await pages.open(
    documentOf([changedDashboard()]),
    "?panel=panel-1&width=600&height=240&side=before",
  );
  await settled();
  expect(await page.locator("[data-panel]").count()).toBe(1);
  expect(await page.locator("[data-panel]").boundingBox()).toEqual({ x: 0, y: 0, width: 600, height: 240 });
  expect(await page.locator("header.dp-bar, .dp-controls, footer").count()).toBe(0);
  expect(problems).toEqual([]);
});

test("before and after shows changed panels first, with a slider, then added, removed and, folded, unchanged", async () => {
  const { page, problems, settled } = await pages.open(documentOf([changedDashboard()]));
  await settled();
  const kinds = () => page.locator(".dp-pair").evaluateAll((all) => all.map((one) => one.getAttribute("data-kind")));
  expect((await kinds()).slice(0, 3)).toEqual(["changed", "added", "removed"]);
  const pair = page.locator('.dp-pair[data-kind="changed"]');
  expect(await pair.locator("[data-panel]").count()).toBe(2);
  expect(await pair.locator("del").allTextContents()).toEqual(["short", "up"]);
  expect(await pair.locator("ins").allTextContents()).toEqual(["percentunit", "avg(up)"]);
  await pair.getByRole("button", { name: "Slider" }).click();
  await pair.getByRole("slider").fill("25");
  expect(await pair.locator(".dp-slider-line").getAttribute("style")).toContain("25%");
  expect(await page.locator('.dp-pair[data-kind="unchanged"] [data-panel]').count()).toBe(0);
  await page.getByText("8 panels are unchanged").click();
  await expect.poll(() => page.locator('.dp-pair[data-kind="unchanged"] [data-panel]').count()).toBeGreaterThan(0);
  await settled();
  await page.getByRole("button", { name: "Before and after" }).click();
  await expect.poll(() => page.locator(".dp-grid [data-panel]").count()).toBe(11);
  expect(problems).toEqual([]);
});

test("Ctrl+P prints all panels, those too that were never in sight, and no page ends within one", async () => {
  const [one] = webDashboard().views[0]!.panels;
  const many = Array.from({ length: 12 }, (_, k) => ({ ...one!, key: `panel-${k}`, title: `Number ${k}` }));
  const initScript = "window.print = () => { window.drawn = window.__dashpreview.panels.drawn; };";
  const { page, problems, settled } = await pages.open(documentOf([column(many)]), "?theme=light", { initScript });
  expect((await settled()).panels.drawn).toBeLessThan(12);
  await page.keyboard.press("Control+p");
  await expect.poll(() => page.evaluate("window.drawn")).toBe(12);
  // As large as the window, whatever paper is asked for: 1,416 px are 1,062 points.
  const pdf = (await page.pdf({ preferCSSPageSize: true, format: "A4" })).toString("latin1");
  expect(pdf).toMatch(/\/MediaBox \[0 0 106[12]/);
  await page.emulateMedia({ media: "print" });
  const bands = page.locator(".dp-band");
  expect(await bands.count()).toBe(12);
  expect(await page.evaluate(`getComputedStyle(document.querySelector(".dp-band")).breakInside`)).toBe("avoid");
  expect(await page.locator(".dp-band > .dp-grid-item > [data-panel]").count()).toBe(12);
  expect(problems).toEqual([]);
});
