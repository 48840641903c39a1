import { expect, test } from "vitest";
import type { CheckResult } from "../check/result.ts";
import { documentation } from "../system/documentation.ts";
import { displayWidth, truncate } from "../text/columns.ts";
import { plainLine } from "../text/plain-line.ts";
import { checkToJson } from "./format-json.ts";
import { codeSpan, escapeMarkdown, formatMarkdown } from "./format-markdown.ts";
import { formatTable, summaryLine } from "./format-table.ts";
import { formatUnit } from "./format-unit.ts";
import { valuesToJson } from "./format-values.ts";
import { sparkline } from "./sparkline.ts";

test("sparkline draws from the least to the greatest value, with blanks for gaps, and a constant flat", () => {
  expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7], 8)).toBe("▁▂▃▄▅▆▇█");
  expect(sparkline([1, undefined, 2, Number.NaN], 10)).toBe("▁ █ ");
  expect(sparkline([5, 5, 5], 3)).toBe("▄▄▄");
  expect(sparkline([0, 0, 7, 7], 2)).toBe("▁█");
  expect(sparkline([-1.7e308, 1.7e308], 2)).toBe("▁█");
  for (const constant of [1, 5, 3, 0.1, 1 / 3, -7.7, 1.7e308, 5e-324, 0]) {
    for (const count of [2, 31, 100, 361, 1441])
      expect(sparkline(Array(count).fill(constant), 32)).toBe("▄".repeat(Math.min(count, 32)));
  }
  // A clock: one part in a billion is a shape.
  expect(sparkline([1_700_000_000, 1_700_000_001], 2)).toBe("▁█");
  expect([sparkline([], 5), sparkline([1], 0)]).toEqual(["", ""]);
});

test.for([
  [0.1234, "percentunit", "12.3%"],
  [1536, "bytes", "1.5 KiB"],
  [0.25, "s", "250 ms"],
  [7200, "s", "2 hours"],
  [1_234_567, "short", "1.23 Mil"],
  [12.345, undefined, "12.3"],
  [0, "s", "0 s"],
  [42, "no-such-unit", "42"],
  [Number.NaN, "s", "NaN"],
] as const)("formatUnit writes %d as %s like %s", ([value, unit, expected]) => {
  expect(formatUnit(value, unit)).toBe(expected);
});

test("valuesToJson gives each number raw and with its unit, and writes what JSON lacks as Prometheus does", () => {
  const values = {
    least: Number.NEGATIVE_INFINITY,
    median: 1536,
    greatest: Number.POSITIVE_INFINITY,
    last: Number.NaN,
  };
  expect(valuesToJson(values, "bytes")).toEqual({
    least: { value: "-Inf", text: "-Inf" },
    median: { value: 1536, text: "1.5 KiB" },
    greatest: { value: "+Inf", text: "+Inf" },
    last: { value: "NaN", text: "NaN" },
  });
  expect(JSON.parse(JSON.stringify(valuesToJson(values, undefined)))).toEqual(valuesToJson(values, undefined));
});

test("plainLine shows what a terminal or a CI log would obey", () => {
  expect(plainLine("a\x1b[31mb\nc\u202ed")).toBe("a\\u001b[31mb c\\u202ed");
  expect(plainLine("::add-mask::x")).toBe("·::add-mask::x");
});

test("truncate counts places, not characters", () => {
  expect(displayWidth("日本e\u0301")).toBe(5);
  expect(truncate("日本語", 5)).toBe("日本…");
});

const hostile = "a|b `c` <img src=x> @team #1 [x](http://evil) \x1b[2J";
const result: CheckResult = {
  panels: { total: 2, ok: 1, empty: 1, error: 0, skipped: 0, unchecked: 0 },
  panelResults: [
    { title: "Requests", state: "ok", series: 3, samples: 90, lastValue: 1536, unit: "bytes", shape: [1, 2, 3] },
    { title: hostile, state: "empty", series: 0, samples: 0, shape: [] },
  ],
  queries: [
    {
      query: { place: "panel", panelTitle: "Requests", panelId: 1, refId: "A", expr: "x", prometheus: true },
      state: "ok",
      series: 3,
      samples: 90,
      lastValue: 1536,
      shape: [],
    },
  ],
  variables: [],
  findings: [
    {
      panel: hostile,
      panelId: 2,
      refId: "A",
      state: "empty",
      code: "metric-not-in-spec",
      reason: "metric x is not in the data spec",
      expr: hostile,
    },
  ],
  unchecked: [],
  unusedMetrics: ["y_total"],
};

test("formatTable shows each panel with state, series, last value and course", () => {
  const lines = formatTable(result, { columns: 80 }).split("\n");
  expect(lines[0]).toMatch(/^PANEL +STATE +SERIES +LAST +TREND$/);
  expect(lines[1]).toMatch(/^Requests +ok +3 +1\.5 KiB {2}▁▅█$/);
  expect(lines).toContain("2 panels: 1 ok, 1 empty");
  expect(lines).toContain(`how to fix them: ${documentation("findings", "metric-not-in-spec")}`);
  expect(lines).toContain("In the data spec but in no panel: y_total");
});

test("summaryLine counts what is wrong with the dashboard itself beside the panels", () => {
  const [one] = result.findings;
  const findings = [one!, { ...one!, state: "broken" as const }, { ...one!, state: "hint" as const }];
  expect(summaryLine({ ...result, findings })).toBe("2 panels: 1 ok, 1 empty; 1 broken, 1 hint");
});

test.for([40, 60, 80, 200])("formatTable keeps within %d columns and has no control characters", (columns) => {
  const text = formatTable(result, { columns });
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  for (const line of text.split("\n").slice(0, 3)) expect(displayWidth(line)).toBeLessThanOrEqual(columns);
});

test("formatTable passes states through the painter", () => {
  const mark = (name: string) => (text: string) => `<${name}>${text}</${name}>`;
  const paint = {
    red: mark("red"),
    green: mark("green"),
    yellow: mark("yellow"),
    dim: mark("dim"),
    bold: mark("bold"),
  };
  expect(formatTable(result, { paint })).toContain("<green>ok     </green>");
});

test("formatMarkdown lets no text out of its cell", () => {
  const text = formatMarkdown(result);
  const row = text.split("\n").find((line) => line.includes("empty |"))!;
  expect(row.match(/\|/g)).toHaveLength(6);
  expect(row).toContain("| empty | <code>metric-not-in-spec</code> |");
  expect(row).not.toMatch(/<(?!\/?code>)|`|@team|\]\(|http:\/\/|\x1b/);
});

test("what was not checked has a word of its own in the table, the counts and the comment, and its texts are as harmless as a finding's", () => {
  const unchecked = {
    ...result,
    panels: { ...result.panels, empty: 0, unchecked: 1 },
    panelResults: [
      result.panelResults[0]!,
      { title: hostile, state: "unchecked" as const, series: 0, samples: 0, shape: [] },
    ],
    findings: [],
    unchecked: [
      {
        panel: hostile,
        panelId: 2,
        refId: "A",
        state: "unchecked" as const,
        reason: `answered 503 (${hostile})`,
        expr: hostile,
      },
    ],
  };
  const table = formatTable(unchecked, { columns: 80 });
  expect(table).toContain("2 panels: 1 ok, 1 not checked");
  expect(table).toMatch(/^PANEL +STATE {8}SERIES/m);
  expect(table).not.toContain("\u001b");
  for (const line of table.split("\n")) expect(displayWidth(line)).toBeLessThanOrEqual(80);
  const markdown = formatMarkdown(unchecked);
  expect(markdown).toContain("Not checked, which says nothing about the dashboard:");
  expect(markdown).not.toMatch(/<img|`c`|@team|[^&]#1|\]\(|\u001b/);
  expect(checkToJson(unchecked)).toMatchObject({ findings: [], unchecked: [{ panelId: 2, state: "unchecked" }] });
});

test("a table says once why many queries were not checked, however often each was tried", () => {
  const reason = "GET http://p: connection refused; is the server running at this address?";
  const one = (panelId: number, text: string) => ({
    ...{ panel: `P${panelId}`, panelId, refId: "A", state: "unchecked" as const, expr: "up", reason: text },
  });
  const unchecked = [
    one(1, `${reason} (tried 4 times in 2s)`),
    one(2, `${reason} (tried 2 times in 1s)`),
    one(3, reason),
    one(4, "not asked: the server did not answer several queries in a row"),
  ];
  const table = formatTable({ ...result, findings: [], unchecked }, { columns: 100 });
  expect(table.match(/^not checked.*$/gm)).toEqual(["not checked  P1, query A and 2 more", "not checked  P4, query A"]);
  expect(table.match(/connection refused/g)).toHaveLength(1);
});

test("escapeMarkdown leaves nothing that a host would link to an issue, a review or a person", () => {
  const rendered = escapeMarkdown("o/r#1 GH-2 !3 ~4 $5 %6 @ada").replaceAll(/&#(\d+);/g, (_, code: string) =>
    String.fromCharCode(Number(code)),
  );
  expect(rendered).not.toMatch(/[#!~$%]\d|GH-\d|@\w/);
  expect(rendered.replaceAll("\u200b", "")).toBe("o/r#1 GH-2 !3 ~4 $5 %6 @ada");
});

test("escapeMarkdown leaves plain words as they are", () => {
  expect(escapeMarkdown("metric x is not in the data spec")).toBe("metric x is not in the data spec");
  expect(codeSpan("a|b", 2)).toBe("<code>a&#124;…</code>");
});

test("checkToJson has the counts and findings of the documented output", () => {
  expect(checkToJson(result)).toMatchObject({
    panels: { total: 2 },
    findings: [{ panelId: 2, refId: "A", state: "empty" }],
    unchecked: [],
    unusedMetrics: ["y_total"],
  });
  expect(checkToJson(result).queries).toEqual([
    { panel: "Requests", panelId: 1, refId: "A", state: "ok", series: 3, samples: 90, lastValue: 1536, expr: "x" },
  ]);
});

test("formatTable, formatMarkdown and checkToJson say which panels are not computed here", () => {
  const query = {
    place: "panel",
    panelTitle: "Share",
    refId: "C",
    expr: "",
    originalExpr: "$A / $B",
    prometheus: false,
  } as const;
  const verdict = { state: "ok", note: "not computed here", series: 0, samples: 0, shape: [] } as const;
  const result: CheckResult = {
    panels: { total: 2, ok: 2, empty: 0, error: 0, skipped: 0, unchecked: 0 },
    panelResults: [
      { title: "Share", ...verdict },
      { title: "Copy", ...verdict },
    ],
    queries: [
      { query, ...verdict },
      { query: { ...query, panelTitle: "Copy", originalExpr: "" }, ...verdict, sharedFrom: 7 },
    ],
    variables: [],
    findings: [],
    unchecked: [],
    unusedMetrics: [],
  };
  expect(formatTable(result)).toMatch(/^Share {2}ok +not computed here\nCopy {3}ok +not computed here$/m);
  expect(formatTable(result)).toContain("2 panels: 2 ok (2 not computed here)");
  expect(formatMarkdown(result)).toBe("2 panels: 2 ok (2 not computed here)\n");
  const { panelResults, queries } = checkToJson(result);
  expect(panelResults[0]).toEqual({ title: "Share", state: "ok", note: "not computed here", series: 0, samples: 0 });
  expect(queries).toMatchObject([
    { refId: "C", expr: "$A / $B", note: "not computed here" },
    { panel: "Copy", sharedFrom: 7 },
  ]);
});

test("formatTable, formatMarkdown and checkToJson tell of a panel that shows nothing, and of one that is not judged", () => {
  const verdict = { state: "empty", code: "filtered-out", reason: "transformation 1 (limit) keeps 0 rows" } as const;
  const shared = { series: 1, samples: 2, shape: [] };
  const check: CheckResult = {
    ...result,
    panels: { total: 2, ok: 1, empty: 1, error: 0, skipped: 0, unchecked: 0 },
    panelResults: [
      { panelId: 1, title: "Cut", ...verdict, ...shared },
      { panelId: 2, title: "Odd", state: "ok", notJudged: "transformation 1 (heatmap): not judged", ...shared },
    ],
    findings: [{ panel: "Cut", panelId: 1, ...verdict }],
  };
  const table = formatTable(check, { columns: 80 });
  expect(table).toContain("empty  Cut  filtered-out\n  transformation 1 (limit) keeps 0 rows\n");
  expect(table).toContain("1 panel has data, but only Grafana can tell whether it is drawn:\n  Odd: transformation 1");
  expect(formatTable(check, { columns: 80, findings: false })).not.toContain("only Grafana");
  expect(formatMarkdown(check)).toContain(
    "| Cut | empty | <code>filtered-out</code> | transformation 1 (limit) keeps 0 rows |  |".replace(
      /[()]/g,
      (c) => `&#${c.charCodeAt(0)};`,
    ),
  );
  expect(checkToJson(check).panelResults).toMatchObject([
    { title: "Cut", code: "filtered-out" },
    { title: "Odd", notJudged: "transformation 1 (heatmap): not judged" },
  ]);
});
