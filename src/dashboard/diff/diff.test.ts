import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { classicDashboards, v2Specs } from "../../../test/dashboards/arbitrary.ts";
import { classic, source, v2, v2Element } from "../../../test/dashboards/source.ts";
import { diffDashboards } from "./diff.ts";
import { matchPanels, movedPairs } from "./diff-match.ts";

const prometheus = { type: "prometheus", uid: "p" };
const panel = (id: number, title: string, more: object = {}) => ({
  id,
  title,
  type: "timeseries",
  datasource: prometheus,
  gridPos: { x: 0, y: id * 8, w: 12, h: 8 },
  fieldConfig: { defaults: { unit: "s" }, overrides: [] },
  targets: [{ refId: "A", expr: `rate(x${id}[5m])` }],
  ...more,
});
const base = classic([panel(1, "One"), panel(2, "Two"), panel(3, "Three")], { time: { from: "now-6h", to: "now" } });
const linesOf = (panels: readonly object[], more: object = {}) =>
  diffDashboards(base, classic(panels, { time: { from: "now-6h", to: "now" }, ...more })).lines;
const [one, two, three] = [panel(1, "One"), panel(2, "Two"), panel(3, "Three")];

describe("diffDashboards tells", () => {
  test.for<[string, object[], string[]]>([
    ["a panel that is new", [one, two, three, panel(4, "Four")], ['panel "Four" added (timeseries)']],
    ["a panel that is gone", [one, three], ['panel "Two" removed (timeseries)']],
    ["a panel with another title", [one, { ...two, title: "Zwei" }, three], ['panel "Zwei": retitled Two → Zwei']],
    ["a panel of another type", [{ ...one, type: "stat" }, two, three], ['panel "One": type timeseries → stat']],
    [
      "a query that changed",
      [one, panel(2, "Two", { targets: [{ refId: "A", expr: "x" }] }), three],
      ['panel "Two": query A changed: rate(x2[5m]) → x'],
    ],
    [
      "a query more and one less",
      [panel(1, "One", { targets: [{ refId: "B", expr: "y" }] }), two, three],
      ['panel "One": query A removed: rate(x1[5m])', 'panel "One": query B added: y'],
    ],
    [
      "a query's other settings",
      [
        panel(1, "One", { targets: [{ refId: "A", expr: "rate(x1[5m])", legendFormat: "{{a}}", hide: true }] }),
        two,
        three,
      ],
      ['panel "One": query A: changed hidden, legendFormat'],
    ],
    [
      "a unit",
      [panel(1, "One", { fieldConfig: { defaults: { unit: "ms" }, overrides: [] } }), two, three],
      ['panel "One": unit s → ms'],
    ],
    [
      "thresholds and limits",
      [
        panel(1, "One", {
          fieldConfig: {
            defaults: {
              unit: "s",
              max: 1,
              thresholds: {
                mode: "absolute",
                steps: [
                  { value: null, color: "green" },
                  { value: 5, color: "red" },
                ],
              },
            },
          },
        }),
        two,
        three,
      ],
      ['panel "One": range none → auto to 1', 'panel "One": thresholds none → 5 red'],
    ],
    [
      "another data source",
      [panel(1, "One", { datasource: { type: "loki", uid: "l" } }), two, three],
      ['panel "One": data source prometheus → loki'],
    ],
    [
      "a panel that moved, once",
      [{ ...three, gridPos: { x: 0, y: 0, w: 12, h: 8 } }, one, two],
      ['panel "Three" moved'],
    ],
    [
      "a panel of another size",
      [panel(1, "One", { gridPos: { x: 0, y: 8, w: 24, h: 8 } }), two, three],
      ['panel "One": size 12×8 → 24×8'],
    ],
    [
      "other settings by their names",
      [panel(1, "One", { options: { legend: { displayMode: "table" } } }), two, three],
      ['panel "One": changed options.legend.displayMode'],
    ],
  ])("%s", ([, panels, lines]) => {
    expect(linesOf(panels)).toEqual(lines);
  });

  test("the dashboard's own settings", () => {
    expect(
      linesOf([one, two, three], {
        title: "New",
        tags: ["b", "a"],
        refresh: "1m",
        time: { from: "now-1h", to: "now" },
        description: "d",
      }),
    ).toEqual([
      "title Test → New",
      "description none → d",
      "time range now-6h to now → now-1h to now",
      "refresh none → 1m",
      "tags none → a, b",
    ]);
  });

  test("variables and annotations", () => {
    const variable = {
      name: "job",
      type: "query",
      datasource: prometheus,
      query: "label_values(up, job)",
      current: { text: "a", value: "a" },
    };
    const old = classic([], {
      templating: { list: [variable, { name: "gone", type: "custom", query: "a" }] },
      annotations: { list: [{ name: "d", datasource: prometheus, enable: true, expr: "a" }] },
    });
    const now = classic([], {
      templating: {
        list: [
          {
            ...variable,
            query: { query: "label_values(up, instance)", refId: "x" },
            multi: true,
            current: { text: "b", value: "b" },
          },
          { name: "env", type: "custom", query: "dev,prod" },
        ],
      },
      annotations: { list: [{ name: "d", datasource: prometheus, enable: true, expr: "b" }] },
    });
    expect(diffDashboards(old, now).lines).toEqual([
      "variable $job changed: query label_values(up, job) → label_values(up, instance)",
      "variable $job changed: multi-value no → yes",
      "variable $gone removed: custom a",
      "variable $env added: custom dev,prod",
      'annotation "d" changed: prometheus: a → prometheus: b',
    ]);
  });

  test("a custom list that reads otherwise, and none that is only written otherwise", () => {
    const custom = (query: string) => classic([], { templating: { list: [{ name: "env", type: "custom", query }] } });
    const lines = (before: string, after: string) => diffDashboards(custom(before), custom(after)).lines;
    expect(lines("a,b : 1", " a , b  :  1")).toEqual([]);
    expect(lines("a,b : 1", '["a", {"text": "b", "value": "1"}]')).toEqual([]);
    expect(lines("x,a\\,b", "x,a\\, b")).toEqual(["variable $env changed: query x,a\\,b → x,a\\, b"]);
  });

  test("a panel that changed its row, and a row with another title once", () => {
    const row = (title: string, y: number) => ({ id: 90 + y, type: "row", title, gridPos: { x: 0, y, w: 24, h: 1 } });
    const old = classic([row("R", 0), one, two, row("S", 30), { ...three, gridPos: { x: 0, y: 31, w: 12, h: 8 } }]);
    const moved = classic([
      row("R", 0),
      one,
      row("S", 30),
      { ...two, gridPos: { x: 0, y: 31, w: 12, h: 8 } },
      { ...three, gridPos: { x: 0, y: 40, w: 12, h: 8 } },
    ]);
    expect(diffDashboards(old, moved).lines).toEqual(['panel "Two": section R → S']);
    const renamed = classic([
      row("Requests", 0),
      one,
      two,
      row("S", 30),
      { ...three, gridPos: { x: 0, y: 31, w: 12, h: 8 } },
    ]);
    expect(diffDashboards(old, renamed).lines).toEqual(['panel "Requests": retitled R → Requests']);
  });
});

describe("diffDashboards does not count", () => {
  test("ids, versions, the order of properties, defaults, plugin versions and white space in queries", () => {
    const noisy = (number: number, title: string) => ({
      ...Object.fromEntries(Object.entries(panel(number, title)).reverse()),
      id: number + 100,
      pluginVersion: "12.0.0",
      description: "",
      links: [],
      transparent: false,
      targets: [{ expr: `rate(x${number}[5m])\n`, refId: "A", editorMode: "code", hide: false, range: undefined }],
    });
    expect(
      linesOf([noisy(1, "One"), noisy(2, "Two"), noisy(3, "Three")], { id: 5, version: 77, iteration: 3 }),
    ).toEqual([]);
  });

  test("how a data source is named", () => {
    const old = classic([panel(1, "One", { datasource: "$ds" })], {
      templating: { list: [{ name: "ds", type: "datasource", query: "prometheus" }] },
    });
    const now = classic([panel(1, "One")], {
      templating: { list: [{ name: "ds", type: "datasource", query: "prometheus" }] },
    });
    expect(diffDashboards(old, now).lines).toEqual([]);
  });

  test("anything, of a dashboard and itself", () => {
    fc.assert(
      fc.property(fc.oneof(classicDashboards, v2Specs), (json) => {
        expect(diffDashboards(source(json), source(json)).changes).toEqual([]);
      }),
    );
  });
});

test("diffDashboards compares schema v2", () => {
  const old = v2({ a: v2Element(1, "A", [{ expr: "x", uid: "p" }]), b: v2Element(2, "B", [{ expr: "y" }]) });
  const now = v2({ a: v2Element(1, "A", [{ expr: "z", uid: "q" }]) });
  expect(diffDashboards(old, now).lines).toEqual([
    'panel "B" removed (timeseries)',
    'panel "A": query A changed: x → z',
  ]);
});

test("diffDashboards cuts long texts and keeps each change on one line", () => {
  const { lines } = diffDashboards(base, classic([panel(1, `a\n${"x".repeat(10_000)}`)]));
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(700);
  expect(lines.join("")).not.toContain("\n");
});

test("matchPanels and diffDashboards take 2,000 panels that are all alike", () => {
  const many = classic(Array.from({ length: 2000 }, () => panel(1, "same")));
  expect(diffDashboards(many, many).changes).toEqual([]);
  expect(matchPanels([], [])).toEqual({ pairs: [], removed: [], added: [] });
});

test("movedPairs leaves a longest run in its order", () => {
  expect([...movedPairs([0, 1, 2])]).toEqual([]);
  expect([...movedPairs([2, 0, 1])]).toEqual([0]);
  expect([...movedPairs([1, 2, 0])]).toEqual([2]);
  expect([...movedPairs([])]).toEqual([]);
});

test("diffDashboards tells panels with one id and title apart by their queries", () => {
  const copy = (expr: string) => panel(5, "Same", { targets: [{ refId: "A", expr }] });
  const before = classic([copy("a"), copy("b"), copy("c")]);
  expect(diffDashboards(before, classic([copy("b"), copy("c")])).lines).toEqual(['panel "Same" removed (timeseries)']);
  const changed = classic([copy("a"), copy("x"), copy("c")]);
  expect(diffDashboards(before, changed).lines).toEqual(['panel "Same": query A changed: b → x']);
});
