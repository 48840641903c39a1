import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDashboard } from "../../src/dashboard/read/read.ts";
import { restoreSource } from "../../src/dashboard/restore/restore.ts";
import { unproven } from "../../src/dashboard/rewrite/proof/prove-untrusted.ts";
import { rewriteForPreview } from "../../src/dashboard/rewrite/rewrite.ts";
import { classicDashboards, v2Specs } from "../dashboards/arbitrary.ts";
import { classic, source, v2, v2Element } from "../dashboards/source.ts";
import { grafanaAsks } from "./grafana-asks.ts";

// biome-ignore lint/suspicious/noExplicitAny: JSON that the tests look into
type Json = any;
type Source = ReturnType<typeof readDashboard>;

const own = { type: "prometheus", uid: "preview" };
/**
 * What an untrusted dashboard may ask: the preview, results of its own panels, calculations, and the notes on itself.
 */
const allowed = ["preview", "-- Dashboard --", "__expr__", "notes:dashboard"];

function preview(dashboard: Source, untrusted = true) {
  return rewriteForPreview(dashboard, {
    uid: "u",
    key: "pr-1",
    dataSource: { ...own, name: "Preview" },
    untrusted,
    isolation: { name: "dashpreview", value: "k2m4x7qa.pr-1.k3v4x2ab" },
    reviewUrl: "https://github.com/o/r/pull/1",
    libraryPanels: new Map([["12345", { type: "stat", title: "secret", targets: [{ refId: "A", expr: "secret" }] }]]),
  });
}

/** The rewritten dashboard asks nothing else, and gives its source back. */
function expectConfined(dashboard: Source, json?: unknown): Json {
  const { kind, model, restore } = preview(dashboard);
  const asks = grafanaAsks(model, kind);
  expect(asks.filter((each) => !allowed.includes(each))).toEqual([]);
  const restored = restoreSource(
    { kind, model: JSON.parse(JSON.stringify(model)) },
    JSON.parse(JSON.stringify(restore)),
  );
  if (json !== undefined) expect([inOrder(restored?.json), restored?.notes]).toEqual([inOrder(json), []]);
  return model;
}

const foreign: readonly unknown[] = [
  { type: "grafana", uid: "anything" },
  { type: "grafana", uid: "-- Grafana --" },
  { type: "grafana" },
  { type: "datasource", uid: "grafana" },
  { type: "datasource", uid: "salaries" },
  { type: "mixed", uid: "salaries" },
  { type: "mixed" },
  { type: "__expr__", uid: "salaries" },
  { type: "dashboard", uid: "anything" },
  { type: "prometheus", uid: "salaries" },
  { type: "prometheus", uid: "prod" },
  { type: "prometheus" },
  { type: "mysql" },
  { uid: "${customVar}" },
  { type: "prometheus", uid: "${customVar}" },
  { type: "prometheus", uid: "$customVar" },
  { type: "prometheus", uid: "[[customVar]]" },
  { type: "prometheus", uid: "${textVar:raw}" },
  { type: "prometheus", uid: "prod", name: "Salaries" },
  { uid: 12345 },
  { type: "grafana", uid: 7 },
  "anything",
  "Salaries",
  "default",
  "grafana",
  "-- Grafana --",
  "$customVar",
  null,
  undefined,
  ["salaries"],
];
const variables = [
  { name: "customVar", type: "custom", query: "salaries", current: { text: "salaries", value: "salaries" } },
  { name: "textVar", type: "textbox", query: "Salaries", current: { text: "Salaries", value: "Salaries" } },
];
/** What the source asks where it asks nothing wrong. */
const used = { type: "prometheus", uid: "prod" };
const clean = (value: unknown) => JSON.parse(JSON.stringify(value)) as Json;

describe("an untrusted dashboard asks the preview's data source only, whatever reference it has", () => {
  test.for(foreign.map((reference) => [JSON.stringify(reference) ?? "nothing", reference] as const))(
    "%s",
    ([, datasource]) => {
      const sql = { refId: "A", rawSql: "SELECT salary FROM people", format: "table" };
      const logs = { refId: "B", expr: '{app="x"} |= "password"' };
      const panels = [
        { id: 1, title: "panel", type: "timeseries", datasource, targets: [sql, logs] },
        {
          id: 2,
          title: "target",
          type: "table",
          datasource: used,
          targets: [
            { ...sql, datasource },
            { ...logs, datasource },
          ],
        },
        {
          id: 3,
          title: "mixed",
          type: "stat",
          datasource: { type: "datasource", uid: "-- Mixed --" },
          targets: [
            { ...logs, datasource },
            { refId: "C", expr: "up", datasource: used },
          ],
        },
        {
          id: 4,
          title: "row",
          type: "row",
          collapsed: true,
          datasource,
          panels: [{ id: 5, title: "inner", type: "gauge", datasource, targets: [logs] }],
        },
        {
          id: 6,
          title: "text",
          type: "text",
          datasource,
          targets: [{ ...logs, datasource }],
          options: { mode: "html", content: "x" },
        },
        { id: 7, title: "untyped", datasource, targets: [{ ...logs, datasource }] },
        { id: 8, title: "no queries", type: "stat", datasource },
      ];
      const list = ["query", "adhoc", "groupby", undefined, "system", "snapshot"].map((type, index) => ({
        name: `v${index}`,
        type,
        datasource,
        query: "label_values(up, job)",
        current: { text: "a", value: "a" },
      }));
      const notes = [
        { name: "a", datasource, enable: true, expr: "up" },
        {
          name: "b",
          datasource,
          enable: true,
          target: { type: "tags", tags: ["deploys"], limit: 100, matchAny: true },
        },
        { name: "c", datasource, enable: true, builtIn: 1, type: "tags", tags: ["incident"] },
        { name: "d", datasource, enable: true, query: "SELECT 1", rawQuery: "SELECT 1" },
      ];
      const json = clean({
        uid: "src-1",
        title: "T",
        schemaVersion: 41,
        panels,
        templating: { list: [...variables, ...list] },
        annotations: { list: notes },
      });
      expectConfined(source(json), json);
      const rows = clean({
        uid: "src-1",
        title: "T",
        schemaVersion: 14,
        rows: [{ title: "old", panels: panels.filter(({ type }) => type !== "row") }],
        templating: { list: variables },
      });
      expectConfined(source(rows), rows);
    },
  );

  test.for(foreign.map((reference) => [JSON.stringify(reference) ?? "nothing", clean(reference ?? null)] as const))(
    "in schema v2: %s",
    ([, reference]) => {
      const [group, uid] = typeof reference === "string" ? ["", reference] : [reference?.type ?? "", reference?.uid];
      const name = typeof uid === "string" ? { datasource: { name: uid } } : {};
      const query = { kind: "DataQuery", group, version: "v0", ...name, spec: { expr: "up" } };
      const inner = v2Element(2, "inside the query", [{ expr: "up", uid: "preview" }]) as Json;
      inner.spec.data.spec.queries[0].spec.query.spec.datasource = reference;
      const beside = v2Element(3, "beside the query", [{ expr: "up", uid: "preview" }]) as Json;
      Object.assign(beside.spec.data.spec.queries[0].spec, { datasource: reference });
      const asked = v2Element(1, "the query", []) as Json;
      asked.spec.data.spec.queries = [{ kind: "PanelQuery", spec: { query, refId: "A", hidden: false } }];
      const spec = { name: "v", current: { text: "a", value: "a" } };
      const dashboard = v2(
        { a: asked, b: inner, c: beside },
        {
          variables: [
            {
              kind: "CustomVariable",
              spec: {
                name: "customVar",
                query: "salaries",
                current: { text: "salaries", value: "salaries" },
                options: [],
              },
            },
            { kind: "QueryVariable", spec: { ...spec, query } },
            { kind: "AdhocVariable", group, ...name, spec: { ...spec, name: "f", filters: [] } },
            { kind: "GroupByVariable", group, ...name, spec: { ...spec, name: "g" } },
            { kind: "SnapshotVariable", group, ...name, spec: { ...spec, name: "s" } },
            { kind: "DatasourceVariable", spec: { ...spec, name: "ds", pluginId: "mysql" } },
          ],
          annotations: [
            {
              kind: "AnnotationQuery",
              spec: {
                name: "n",
                enable: true,
                hide: false,
                iconColor: "red",
                query,
                legacyOptions: { datasource: reference, textFormat: "x" },
              },
            },
            {
              kind: "AnnotationQuery",
              spec: {
                name: "b",
                enable: true,
                builtIn: true,
                query: { ...query, spec: { type: "tags", tags: ["x"] } },
              },
            },
          ],
        },
      );
      const model = expectConfined(dashboard);
      expect(JSON.stringify(model)).not.toMatch(/legacyOptions|textFormat|pluginId/);
    },
  );
});

describe("an untrusted dashboard loads no", () => {
  test("library panel, by number, by name, or beside a panel's own queries", () => {
    const targets = [{ refId: "A", expr: "up", datasource: used }];
    const panels = [{ uid: 12345 }, { uid: "12345" }, { name: "Secret" }, {}, "12345", { uid: "" }, 12345].flatMap(
      (libraryPanel, id) => [
        { id: 2 * id, title: "x", libraryPanel },
        { id: 2 * id + 1, title: "y", type: "stat", libraryPanel, datasource: used, targets },
      ],
    );
    const json = { uid: "s", title: "T", panels };
    const model = expectConfined(source(json), json);
    expect(JSON.stringify(model)).not.toMatch(/libraryPanel|secret/);
    const elements = Object.fromEntries(
      panels.map(({ libraryPanel }, id) => [
        `e${id}`,
        { kind: "LibraryPanel", spec: { id, title: "x", libraryPanel } },
      ]),
    );
    expect(JSON.stringify(expectConfined(v2(elements)))).not.toMatch(/libraryPanel|LibraryPanel|secret/);
  });

  test("panel that lists or loads what belongs to others, nor one of a kind that is not known", () => {
    const types =
      "dashlist alertlist annolist news logs canvas geomap nodeGraph traces flamegraph datagrid live debug welcome gettingstarted table\u0000 TABLE __proto__ constructor some-plugin library-panel-ref".split(
        " ",
      );
    const json = {
      uid: "s",
      title: "T",
      panels: types.map((type, id) => ({ id, title: type, type, options: { feedUrl: "https://evil.example" } })),
    };
    const model = expectConfined(source(json), json);
    expect(model.panels.map(({ type }: Json) => type)).toEqual(types.map(() => "text"));
    expect(JSON.stringify(model)).not.toContain("evil.example");
  });

  test("part from a prototype, an old schema's corners, a snapshot, or panels where nobody looks", () => {
    const bad = {
      datasource: { type: "mysql", uid: "salaries" },
      targets: [{ refId: "A", rawSql: "SELECT 1" }],
      type: "table",
      libraryPanel: { uid: "l" },
    };
    const proto = `{"__proto__": ${JSON.stringify(bad)}, "id": 1, "title": "p", "type": "timeseries"}`;
    const text = `{"uid": "s", "title": "T", "schemaVersion": 2, "panels": [${proto}, {"id": 2, "title": "q", "type": "stat", "targets": [${proto}]}, {"id": 3, "type": "stat", "panels": [${JSON.stringify(bad)}]},
      {"id": 4, "type": "row", "panels": [{"id": 5, "type": "row", "panels": [${JSON.stringify(bad)}]}, null, 7, [${JSON.stringify(bad)}]]}, null, "x", [${JSON.stringify(bad)}]],
      "services": {"filter": {"list": [{"name": "v", "type": "query", "datasource": "Salaries", "query": "SELECT 1"}]}},
      "pulldowns": [{"type": "annotations", "annotations": [{"name": "a", "datasource": "Salaries"}]}], "nav": [${JSON.stringify(bad)}],
      "snapshot": {"originalUrl": "https://evil.example"}, "snapshotData": [1],
      "rows": {"0": {"panels": [${JSON.stringify(bad)}]}},
      "templating": {"list": [null, 3, ${JSON.stringify({ ...bad, name: "x", type: "query" })}, [${JSON.stringify(bad)}]], "datasource": "Salaries"},
      "annotations": {"list": [null, [${JSON.stringify(bad)}]]}, "time": {"from": "now-1h", "to": "now", "datasource": "Salaries"}}`;
    const dashboard = readDashboard(text, { file: "x.json" });
    const model = expectConfined(dashboard);
    expect(JSON.stringify(model)).not.toMatch(/__proto__|salaries|rawSql|services|pulldowns|snapshot|libraryPanel/i);
    const { kind, restore } = preview(dashboard);
    const restored = restoreSource(
      { kind, model: JSON.parse(JSON.stringify(model)) },
      JSON.parse(JSON.stringify(restore)),
    );
    expect(inOrder(restored?.json)).toEqual(inOrder(JSON.parse(text)));
  });

  test("part that lies in the place of another: lists where objects belong, objects where texts belong", () => {
    const bad = {
      datasource: { type: "mysql", uid: "salaries" },
      targets: [{ refId: "A", rawSql: "SELECT 1" }],
      libraryPanel: { uid: "l" },
    };
    const ok = { id: 1, title: "ok", type: "stat", datasource: used, targets: [{ refId: "A", expr: "up" }] };
    const json = {
      uid: "s",
      title: "T",
      panels: [
        ok,
        [bad],
        { ...ok, id: 2, title: bad, gridPos: bad, repeat: bad, type: bad },
        { id: 3, type: "row", title: bad, panels: [ok, [bad], bad] },
      ],
      rows: [{ title: bad, height: bad, panels: [[bad], { ...ok, id: 4 }] }, [bad], { panels: bad }],
      templating: { list: [[bad], { name: bad, type: "custom", query: bad }, { name: "v", type: bad }], enable: bad },
      annotations: { list: [[bad], { name: bad, expr: "up", filter: bad, iconColor: bad }], enable: bad },
      timepicker: { refresh_intervals: [bad] },
      timezone: bad,
      description: bad,
    };
    const model = expectConfined(source(json), json);
    expect(JSON.stringify(model)).not.toMatch(/salaries|rawSql|libraryPanel/);
    expect([model.panels[0].type, model.panels[3].panels[0].type, model.rows[0].panels[1].type]).toEqual([
      "stat",
      "stat",
      "stat",
    ]);
    const element = v2Element(1, "ok", [{ expr: "up" }]);
    const spoiled = v2(
      { a: element, b: [bad], c: { kind: "Panel", spec: [bad] }, d: { ...element, extra: bad } },
      {
        variables: [[bad], { kind: "CustomVariable", spec: [bad] }],
        annotations: [[bad], { kind: "AnnotationQuery", spec: bad }],
        timeSettings: { from: "now-1h", to: "now", quickRanges: [bad] },
        tags: [bad],
        cursorSync: bad,
        revision: bad,
      },
    );
    const other = expectConfined(spoiled);
    expect(JSON.stringify(other)).not.toMatch(/salaries|rawSql|libraryPanel/);
    expect(Object.keys(other.elements)).toEqual(["a", "b", "c", "d"]);
    expect(other.elements.a.spec.vizConfig.group).toBe("timeseries");
    expect(other.timeSettings).toMatchObject({ from: "now-1h", to: "now" });
  });

  test("variables of a section of a layout, and no element of another kind", () => {
    const section = {
      kind: "QueryVariable",
      spec: { name: "s", query: { kind: "DataQuery", group: "mysql", datasource: { name: "salaries" }, spec: {} } },
    };
    const layout = {
      kind: "RowsLayout",
      spec: {
        rows: [
          {
            kind: "RowsLayoutRow",
            spec: { title: "r", variables: [section], layout: { kind: "GridLayout", spec: { items: [] } } },
          },
        ],
      },
    };
    const odd = { kind: "Mystery", spec: { id: 1, title: "m", datasource: "salaries" } };
    const model = expectConfined(
      v2({ a: odd, b: { kind: "Panel" }, c: v2Element(3, "ok", [{ expr: "up" }]) }, { layout }),
    );
    expect(JSON.stringify(model)).not.toMatch(/salaries|mysql|Mystery/);
    expect(model.elements.c.spec.vizConfig.group).toBe("timeseries");
  });
});

/** A JSON value as lists of pairs, so that a property `__proto__` is compared like any other. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  return Object.keys(value)
    .sort()
    .map((name) => [name, inOrder(Object.getOwnPropertyDescriptor(value, name)!.value)]);
}

/** Every object inside a JSON value. */
function objectsOf(value: unknown): Json[] {
  if (typeof value !== "object" || value === null) return [];
  return [...(Array.isArray(value) ? [] : [value]), ...Object.values(value).flatMap(objectsOf)];
}

const hostile: readonly (readonly [string, unknown])[] = [
  ["datasource", { type: "mysql", uid: "salaries" }],
  ["datasource", { ...used, extra: 1 }],
  ["datasource", "Salaries"],
  ["dataSource", { uid: "salaries" }],
  ["datasourceUid", "salaries"],
  ["data_source", "salaries"],
  ["libraryPanel", { uid: "12345" }],
  ["snapshotData", [1]],
  ["targets", [{ refId: "A", rawSql: "SELECT 1", datasource: { type: "mysql", uid: "salaries" } }]],
  [
    "panels",
    [
      {
        id: 99,
        type: "table",
        datasource: { type: "mysql", uid: "salaries" },
        targets: [{ refId: "A", rawSql: "SELECT 1" }],
      },
    ],
  ],
  ["__proto__", { datasource: { type: "mysql", uid: "salaries" } }],
];

describe("whatever a reference is put into", () => {
  const place = (json: unknown, at: number, [name, value]: readonly [string, unknown]) => {
    const copy = clean(json);
    const objects = objectsOf(copy);
    Object.defineProperty(objects[at % objects.length], name, {
      value: clean(value),
      enumerable: true,
      configurable: true,
      writable: true,
    });
    return copy as unknown;
  };
  /** The same in the place of whatever stands somewhere. */
  const swap = (json: unknown, at: number, value: unknown) => {
    const copy = clean(json);
    const places = objectsOf(copy).flatMap((object) => Object.keys(object).map((name) => [object, name] as const));
    const [object, name] = places[at % places.length]!;
    object[name] = clean(value);
    return copy as unknown;
  };
  const isNamed = (attack: unknown): attack is (typeof hostile)[number] =>
    Array.isArray(attack) && typeof attack[0] === "string";
  /** What the preview of a trusted dashboard gives back; nothing where that, being what it is, has no preview. */
  const whenTrusted = (dashboard: Source): unknown => {
    try {
      const { kind, model, restore } = preview(dashboard, false);
      return restoreSource({ kind, model: JSON.parse(JSON.stringify(model)) }, JSON.parse(JSON.stringify(restore)))
        ?.json;
    } catch {
      return undefined;
    }
  };
  const bad = Object.fromEntries(hostile.filter(([name]) => name !== "__proto__"));
  const readable = (json: unknown) => {
    try {
      return source(json);
    } catch {
      return undefined;
    }
  };

  test.for([
    ["a classic dashboard", classicDashboards],
    ["a dashboard of schema v2", v2Specs],
  ] as const)("of %s, it is not asked, and the source comes back", ([, arbitrary]) => {
    fc.assert(
      fc.property(arbitrary, fc.nat(), fc.constantFrom(...hostile, bad, [bad], [[bad]]), (json, at, attack) => {
        const spoiled = isNamed(attack) ? place(json, at, attack) : swap(json, at, attack);
        const dashboard = readable(spoiled);
        if (dashboard === undefined) return;
        expectConfined(dashboard, whenTrusted(dashboard));
      }),
      { numRuns: 250 },
    );
  });

  test("of a finished preview, the proof finds it, though the rewriting would not have written it", () => {
    const fixed = [
      [
        preview(
          classic(
            [
              {
                id: 1,
                title: "a",
                type: "timeseries",
                datasource: own,
                targets: [{ refId: "A", expr: "up", datasource: own }],
                fieldConfig: { defaults: { custom: { stacking: { group: "A" } } }, overrides: [] },
              },
              { id: 2, type: "row", panels: [{ id: 3, type: "text", options: { content: "x" } }] },
            ],
            {
              templating: { list: [...variables, { name: "q", type: "query", query: "label_values(up, job)" }] },
              annotations: { list: [{ name: "n", expr: "up" }] },
            },
          ),
        ),
        "classic",
      ],
      [
        preview(
          v2(
            { a: v2Element(1, "a", [{ expr: "up" }]) },
            {
              variables: [
                {
                  kind: "QueryVariable",
                  spec: {
                    name: "q",
                    query: { kind: "DataQuery", group: "prometheus", spec: { query: "label_values(up, job)" } },
                  },
                },
              ],
            },
          ),
        ),
        "v2",
      ],
    ] as const;
    const attacks = [
      ...hostile.filter(([name]) => name !== "datasource"),
      ["datasource", { type: "mysql", uid: "salaries" }],
      ["datasource", { name: "salaries" }],
      ["datasource", { ...own, extra: 1 }],
    ] as const;
    for (const [{ model }, kind] of fixed) {
      expect(unproven(model, { kind, own, reviewUrl: "https://github.com/o/r/pull/1" })).toEqual([]);
      const count = objectsOf(model).length;
      for (const attack of attacks) {
        for (let at = 0; at < count; at++) {
          const spoiled = place(model, at, attack) as Json;
          // A panel may lie in a row; there it is found by what it asks.
          expect([
            kind,
            attack,
            at,
            unproven(spoiled, { kind, own, reviewUrl: "https://github.com/o/r/pull/1" }).length > 0 ||
              spoiled.links.some((link: Json) => Object.hasOwn(link, attack[0])),
          ]).toEqual([kind, attack, at, true]);
        }
      }
    }
  });
});

test("an untrusted dashboard keeps what asks the preview: queries, calculations on them, results of its own panels, its own notes", () => {
  const expr = {
    refId: "B",
    type: "math",
    expression: "$A * 2",
    datasource: { type: "__expr__", uid: "__expr__", name: "Expression" },
  };
  const old = { refId: "C", type: "reduce", expression: "A", datasource: { type: "__expr__", uid: "-100" } };
  const shared = {
    id: 2,
    title: "again",
    type: "stat",
    datasource: { type: "datasource", uid: "-- Dashboard --" },
    targets: [{ refId: "A", panelId: 1 }],
  };
  const notes = {
    builtIn: 1,
    name: "Annotations & Alerts",
    type: "dashboard",
    enable: true,
    hide: true,
    datasource: { type: "grafana", uid: "-- Grafana --" },
  };
  const { model, findings } = preview(
    classic(
      [
        {
          id: 1,
          title: "a",
          type: "timeseries",
          datasource: { type: "prometheus", uid: "prod" },
          targets: [{ refId: "A", expr: "up" }, expr, old],
        },
        shared,
      ],
      {
        annotations: { list: [notes] },
      },
    ),
  );
  const json = model as Json;
  expect(findings).toEqual([]);
  expect(json.panels[0].targets.map(({ datasource }: Json) => datasource)).toEqual([
    own,
    { type: "__expr__", uid: "__expr__" },
    { type: "__expr__", uid: "__expr__" },
  ]);
  expect(json.panels[1]).toMatchObject({
    datasource: { type: "datasource", uid: "-- Dashboard --" },
    targets: [{ panelId: 1, datasource: { type: "datasource", uid: "-- Dashboard --" } }],
  });
  expect(json.annotations.list[0]).toMatchObject({
    builtIn: 1,
    enable: true,
    datasource: { type: "grafana", uid: "-- Grafana --" },
  });
});
