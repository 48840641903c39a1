import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterAll, beforeAll, expect, test } from "vitest";
import { alertedDashboard, alertsWith, firingRule, quietRule } from "../../page/test/alerts-fixture.ts";
import { documentOf } from "../../page/test/fixture.ts";
import type { PageAlerts } from "../../src/report/page-data.ts";
import { type OpenPage, type Pages, startPages } from "./open-page.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let pages: Pages;
/** One alert that fires as it is expected to, and a quiet one; for all tests that only look. */
let fired: OpenPage;

beforeAll(async () => {
  pages = await startPages();
  const expected = { alert: "HighErrorRate", labels: {}, expected: "fires after 1h", file: "a.data.yaml", line: 3 };
  fired = await openWith(
    alertsWith([firingRule, quietRule], {
      expectations: [{ ...expected, met: true }],
      unevaluated: [{ group: "logs", file: "loki.yaml", line: 2, reason: "it is in LogQL" }],
    }),
  );
});
afterAll(() => pages?.close());

const openWith = async (alerts: PageAlerts, query?: string): Promise<OpenPage> => {
  const keys = alerts.rules.map(({ key }) => key);
  const open = await pages.open(documentOf([alertedDashboard(keys)], { alerts: [alerts] }), query);
  await open.settled();
  return open;
};

const head = ({ page }: OpenPage) => page.getByRole("region", { name: "Alerts" }).getByRole("button").first();

test("an alert that fires is a bar on the dashboard's time axis, with its texts at the pointer", async () => {
  const { page, problems } = fired;
  expect(await head(fired).getAttribute("aria-expanded")).toBe("true");
  const bar = page.getByRole("group", { name: 'HighErrorRate{pod="api-1"}' });
  const firing = bar.getByRole("button", { name: /^firing, / });
  const [all, one] = [(await bar.boundingBox())!, (await firing.boundingBox())!];
  // From the 100th to the 160th of 360 minutes.
  expect((one.x - all.x) / all.width).toBeCloseTo(100 / 360, 2);
  expect(one.width / all.width).toBeCloseTo(60 / 360, 2);
  await firing.focus();
  await expect.poll(() => page.getByRole("tooltip").innerText()).toContain("api-1 <b>fails</b>");
  expect(await page.getByRole("tooltip").innerText()).toMatch(/07:40:00[\s\S]*08:40:00 \(1h\)[\s\S]*3\.5/);
  expect(await page.getByText("as expected: fires after 1h").count()).toBe(1);
  // Of the quiet one no more than that it is.
  expect(await page.getByText("1 alert stays quiet").isVisible()).toBe(true);
  expect(await page.getByText("Why it does not fire").isVisible()).toBe(false);
  expect(problems).toEqual([]);
});

test("a strip above the panel that reads the alert's metrics lies over the same instants of its plot", async () => {
  const { page, problems } = fired;
  const panel = page.locator("[data-panel]").first();
  const lane = panel.getByRole("button", { name: "Alert HighErrorRate, firing" });
  const plot = (await panel.locator(".u-over").boundingBox())!;
  await expect.poll(async () => Math.abs((await lane.boundingBox())!.x - plot.x)).toBeLessThan(1);
  expect((await lane.boundingBox())!.width).toBeCloseTo(plot.width, 0);
  const firing = (await lane.locator("[data-state=firing]").boundingBox())!;
  expect((firing.x - plot.x) / plot.width).toBeCloseTo(100 / 360, 2);
  expect(await page.getByRole("button", { name: /^Alert / }).count()).toBe(1);
  await lane.focus();
  await expect.poll(() => page.getByRole("tooltip").innerText()).toContain("HighErrorRate");
  expect(problems).toEqual([]);
});

test("where all is quiet and as expected the section is folded; where an expectation is missed it is open", async () => {
  const quiet = await openWith(alertsWith([quietRule]));
  expect(await head(quiet).getAttribute("aria-expanded")).toBe("false");
  expect(await head(quiet).innerText()).toContain("1 is quiet");
  await head(quiet).click();
  expect(await quiet.page.getByText("Why it does not fire: the comparison").isVisible()).toBe(true);
  const missed = { alert: "Gone", labels: {}, expected: "fires after 1h", file: "a.data.yaml", line: 3 };
  const open = await openWith(
    alertsWith([quietRule], { expectations: [{ ...missed, met: false, reason: "no rule has this alert" }] }),
  );
  expect(await head(open).getAttribute("aria-expanded")).toBe("true");
  expect(await open.page.getByText("Gone fires after 1h: no rule has this alert").isVisible()).toBe(true);
  expect([...quiet.problems, ...open.problems]).toEqual([]);
});

test("a changed rule has the states before and after under each other, and its change", async () => {
  const before = {
    ...firingRule,
    state: "inactive",
    expr: "errors_total > 9",
    instances: [],
    change: "changed",
  } as const;
  const { page, problems } = await openWith(
    alertsWith([{ ...firingRule, change: "changed" }], { before: { base: "main", rules: [before] } }),
  );
  const [was, is] = await Promise.all(
    ["before", "after"].map((side) =>
      page.getByRole("group", { name: `${side}: HighErrorRate{pod="api-1"}` }).boundingBox(),
    ),
  );
  expect(was!.x).toBe(is!.x);
  expect(was!.y).toBeLessThan(is!.y);
  await page.getByText("Expression", { exact: true }).click();
  expect(await page.locator(".dp-alert del").innerText()).toContain("errors_total > 9");
  expect(await page.locator(".dp-alert ins").innerText()).toContain("errors_total > 1");
  expect(problems).toEqual([]);
});

test("the switch of scenarios changes the alerts", async () => {
  const inScenario = (scenario: string) => ({ ...alertedDashboard([]), title: scenario, scenario });
  const { page, settled, problems } = await pages.open(
    documentOf([inScenario("healthy"), inScenario("incident")], {
      alerts: [
        { ...alertsWith([quietRule]), scenario: "healthy" },
        { ...alertsWith([firingRule]), scenario: "incident" },
      ],
    }),
  );
  await settled();
  const alerts = page.getByRole("region", { name: "Alerts" });
  expect(await alerts.innerText()).toContain("1 is quiet");
  await page.getByRole("group", { name: "Scenario" }).getByRole("button", { name: "incident" }).click();
  await expect.poll(() => alerts.first().innerText()).toContain("1 fires");
  expect(problems).toEqual([]);
});

test("pointing at a graph shows the instant at the alerts", async () => {
  const { page, problems } = fired;
  const graph = page.locator('[data-panel="panel-5"] .u-over');
  await graph.scrollIntoViewIfNeeded();
  const plot = (await graph.boundingBox())!;
  await page.mouse.move(plot.x + plot.width / 3, plot.y + plot.height / 3);
  await page.mouse.move(plot.x + plot.width / 2, plot.y + plot.height / 2, { steps: 5 });
  const cursor = page.locator(".dp-alert-cursor");
  await expect.poll(() => cursor.isVisible()).toBe(true);
  const track = (await page.locator(".dp-alert-axis > div").boundingBox())!;
  // Half-way, to some minutes: the crosshair jumps from sample to sample.
  await expect
    .poll(async () => Math.abs(((await cursor.boundingBox())!.x - track.x) / track.width - 0.5))
    .toBeLessThan(0.02);
  expect(problems).toEqual([]);
});

test.each(["dark", "light"])("the alerts can be read out and have enough contrast, %s", async (theme) => {
  const { page, settled } = fired;
  await page.evaluate(`window.__dashpreview.show("?theme=${theme}")`);
  await settled();
  await page.evaluate(axe);
  const found = await page.evaluate(
    `axe.run(".dp-alerts, .dp-alert-strip")
      .then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes[0].html))`,
  );
  expect(found).toEqual([]);
});

test("an alert whose strip stands above a few of its panels says how many others there are", async () => {
  const one = alertedDashboard([firingRule.key]);
  const views = one.views.map((view) => ({ ...view, otherPanels: { [firingRule.key]: 12 } }));
  const open = await pages.open(documentOf([{ ...one, views }], { alerts: [alertsWith([firingRule])] }));
  await open.settled();
  expect(await open.page.getByText("12 more panels read them").count()).toBe(1);
});

const dayMs = 86_400_000;
const later = (one: (typeof firingRule)["instances"][number]) => ({
  ...one,
  spans: one.spans.map((span) => ({ ...span, fromMs: span.fromMs + dayMs, toMs: span.toMs + dayMs })),
});

test("of many alerts each has one line, which opens; a changed one stands in full", async () => {
  const many = Array.from({ length: 4 }, (_, place) => ({
    ...firingRule,
    // The last but one fires after the end of what is shown.
    ...(place === 2 ? { instances: firingRule.instances.map(later) } : {}),
    ...{ alert: `Fires${place}`, key: `${firingRule.key}${place}`, change: place === 3 ? "changed" : "unchanged" },
  })) as (typeof firingRule)[];
  const { page, problems } = await openWith(alertsWith(many));
  const first = page.locator(".dp-alert").first();
  const bar = (await first.locator(".dp-alert-bar").first().boundingBox())!;
  const firing = (await first.locator("summary [data-state=firing]").last().boundingBox())!;
  expect((firing.x - bar.x) / bar.width).toBeCloseTo(100 / 360, 2);
  const named = (name: string) => page.getByRole("group", { name: `${name}{pod="api-1"}` });
  expect(await page.getByText("not in this time range").count()).toBe(1);
  expect([await named("Fires0").isVisible(), await named("Fires3").isVisible()]).toEqual([false, true]);
  await first.locator("summary").first().click();
  expect(await named("Fires0").isVisible()).toBe(true);
  await page.evaluate(axe);
  const found = await page.evaluate(`axe.run(".dp-alerts").then(({ violations }) => violations.map(({ id }) => id))`);
  expect([...(found as string[]), ...problems]).toEqual([]);
});
