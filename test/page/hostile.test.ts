import { afterAll, beforeAll, expect, test } from "vitest";
import { documentOf, instantTarget, panel, rangeTarget, series, webDashboard } from "../../page/test/fixture.ts";
import type { PageDashboard, PagePanel } from "../../src/report/page-data.ts";
import { type Pages, startPages } from "./open-page.ts";

let pages: Pages;

beforeAll(async () => {
  pages = await startPages();
});
afterAll(() => pages?.close());

/** Sets `window.ran` in every way that a text could, if it were taken for HTML. */
const evil = [
  "<img src=x onerror=window.ran=1>",
  "<script>window.ran=1</script>",
  "</script><script>window.ran=1</script>",
  '"><svg onload=window.ran=1>',
  "<iframe srcdoc='<script>parent.ran=1</script>'></iframe>",
  "<a href='javascript:window.ran=1'>click</a>",
  "<style>body{display:none}</style>",
  "<form action=https://evil.example/><input name=q></form>",
  "<div style='position:fixed;inset:0;background:url(https://evil.example/a.png)'>over</div>",
  "[link](javascript:window.ran=1) ![picture](https://evil.example/b.png) <https://evil.example/c>",
  "{{constructor.constructor('window.ran=1')()}} ${window.ran=1} $__name %{x}",
  "\u202Egnp.exe \u0000 \uFFFF",
].join("\n");

const mappings = [
  { type: "value", options: { "1": { text: evil, color: "javascript:window.ran=1" } } },
  { type: "special", options: { match: "nan", result: { text: evil } } },
];
const links = [
  { title: evil, url: "javascript:window.ran=1", targetBlank: true },
  { title: "data", url: "data:text/html,<script>window.ran=1</script>" },
  { title: "other", url: "https://evil.example/${__value.text}", oneClick: true },
];
const settings = {
  defaults: {
    unit: evil,
    displayName: evil,
    noValue: evil,
    links,
    mappings,
    description: evil,
    color: { mode: "fixed", fixedColor: "url(https://evil.example/d)" },
    thresholds: { mode: "absolute", steps: [{ value: null, color: "red;background:url(https://evil.example/e)" }] },
    custom: { axisLabel: evil, lineColor: "url(x)", fillBelowTo: evil, thresholdsStyle: { mode: "area" } },
  },
  overrides: [{ matcher: { id: "byName", options: evil }, properties: [{ id: "links", value: links }] }],
};

function hostile(): PageDashboard {
  const labels = { [evil]: evil, pod: evil };
  const range = [rangeTarget("A", [series(evil, [1, 2, 3, 1], labels)], { expr: evil, ranExpr: evil, sentExpr: evil })];
  const instant = [instantTarget("A", [series(evil, [1], labels)])];
  const common: Partial<PagePanel> = {
    description: evil,
    timeInfo: evil,
    links: [
      { title: evil, url: "javascript:window.ran=1" },
      { title: "good", url: "https://example.org/" },
    ],
    findings: [{ severity: "error", code: evil, text: evil, expr: evil }],
    fieldConfig: settings,
  };
  const cells = [
    "auto",
    "color-text",
    "color-background",
    "gauge",
    "json-view",
    "image",
    "markdown",
    "pill",
    "data-links",
  ];
  const types = ["timeseries", "stat", "gauge", "bargauge", "table", "heatmap", "histogram", "piechart", "barchart"];
  const more = ["state-timeline", "status-history", "xychart", "candlestick", "geomap", "news", evil, "__proto__"];
  const panels = [
    ...[...types, ...more].map((type) =>
      panel(type, evil, { ...common, targets: range, options: { tooltip: { mode: "multi" } } }),
    ),
    ...cells.map((type) => {
      const defaults = { ...settings.defaults, custom: { cellOptions: { type } } };
      return panel("table", evil, { ...common, targets: instant, fieldConfig: { defaults, overrides: [] } });
    }),
    ...["markdown", "html", "code"].map((mode) => panel("text", evil, { ...common, options: { mode, content: evil } })),
    panel("stat", evil, { ...common, targets: [], state: "error" }),
  ];
  const items = panels.map((_, index) => ({
    panel: index,
    x: (index % 3) * 8,
    y: 8 * Math.floor(index / 3),
    w: 8,
    h: 8,
  }));
  const annotations = [
    {
      name: evil,
      color: "url(https://evil.example/f)",
      timeMs: webDashboard().range.toMs - 60_000,
      title: evil,
      text: evil,
      tags: [evil],
    },
  ];
  return {
    ...webDashboard(),
    title: evil,
    description: evil,
    source: evil,
    tags: [evil],
    links: [{ title: evil, url: "javascript:window.ran=1" }],
    variables: [{ name: evil, label: evil, type: evil, multi: false, options: [evil, "b"], total: 2, problem: evil }],
    views: [
      {
        chosen: { [evil]: evil },
        layout: { kind: "rows", rows: [{ title: evil, collapsed: false, layout: { kind: "grid", items } }] },
        panels,
        annotations,
      },
    ],
    findings: [{ severity: "warning", code: evil, text: evil }],
  };
}

const loading =
  "img[src]:not([src^='data:']), iframe, object, embed, link, form, base, audio, video, source, meta[http-equiv=refresh]";

/** Addresses of the page that lead anywhere, and elements that would load. */
const leading = `[
  ...document.querySelectorAll(${JSON.stringify(loading)}),
  ...[...document.querySelectorAll("a[href]")].filter((one) => one.protocol !== "https:" || one.host !== "example.org"),
].map((one) => one.outerHTML.slice(0, 200))`;

/** Where links lead. */
const schemes = `[...new Set([...document.querySelectorAll("a[href]")].map((one) => one.protocol))]`;

test.for([true, false])(
  "nothing of a hostile dashboard runs, loads or covers the page (untrusted: %s)",
  async (untrusted) => {
    const { page, problems, settled } = await pages.open(
      documentOf([hostile()], { untrusted, title: evil }),
      "?all=1&theme=dark",
    );
    const state = await settled();
    for (const { key } of hostile().views[0]!.panels.slice(0, 2)) {
      const frame = page.locator(`[data-panel="${key}"]`);
      await frame
        .locator(".u-over")
        .hover({ timeout: 1000 })
        .catch(() => {});
      await frame.getByRole("button", { name: /^Links:/ }).hover({ timeout: 3000 });
      await page.waitForTimeout(300);
      await page.keyboard.press("Escape");
    }
    expect(await page.evaluate("window.ran")).toBeUndefined();
    expect(await page.evaluate("getComputedStyle(document.body).display")).toBe("block");
    if (untrusted) expect(await page.evaluate(leading)).toEqual([]);
    else expect(await page.evaluate(schemes)).toEqual(["https:"]);
    const fixed = `[...document.querySelectorAll("main *")].filter((one) => getComputedStyle(one).position === "fixed").length`;
    expect(await page.evaluate(fixed)).toBe(0);
    expect(problems.filter((problem) => /^(request|dialog|error)/.test(problem))).toEqual([]);
    // The sanitiser's own parser says so for handlers that it then removes: nothing of them is in the page.
    const policy = problems.filter((problem) => /Content Security Policy/.test(problem));
    expect(policy.filter((problem) => !problem.includes("Executing inline event handler"))).toEqual([]);
    const handlers = `[...document.querySelectorAll("*")].filter((one) => one.getAttributeNames().some((a) => a.startsWith("on"))).length`;
    expect(await page.evaluate(handlers)).toBe(0);
    expect(state.panels.wanted).toBe(hostile().views[0]!.panels.length);
  },
);

test("a document that ends its script element early stays a document", async () => {
  const dashboard = { ...webDashboard(), title: "</script><script>window.ran=1</script><!--" };
  const { page, problems, settled } = await pages.open(documentOf([dashboard]));
  expect((await settled()).panels.failed).toBe(0);
  expect(await page.locator("h1").textContent()).toBe(dashboard.title);
  expect(await page.evaluate("window.ran")).toBeUndefined();
  expect(problems).toEqual([]);
});
