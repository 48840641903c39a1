import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { classicDashboards, v2Specs } from "../../../test/dashboards/arbitrary.ts";
import { classic, source, v2, v2Element } from "../../../test/dashboards/source.ts";
import { readManifestText } from "../../grafana/marks/marks.ts";
import { defined } from "../../json/defined.ts";
import { type RewriteOptions, rewriteForPreview } from "./rewrite.ts";

const isolation = { name: "dashpreview", value: "k2m4x7qa.pr-1.k3v4x2ab" };
const matcher = 'dashpreview="k2m4x7qa.pr-1.k3v4x2ab"';
const own = { type: "prometheus", uid: "preview" };
const options: RewriteOptions = {
  uid: `dp-${"b".repeat(20)}`,
  key: "pr-1",
  dataSource: { ...own, name: "Preview (dev)" },
  isolation,
};

// biome-ignore lint/suspicious/noExplicitAny: JSON that the tests look into
type Json = any;
const rewrite = (dashboard: Parameters<typeof rewriteForPreview>[0], more: Partial<RewriteOptions> = {}) => {
  const preview = rewriteForPreview(dashboard, { ...options, ...more });
  return { ...preview, model: preview.model as Json };
};

describe("rewriteForPreview points at the preview's data source", () => {
  const one = (datasource: unknown, more: object = {}) =>
    rewrite(
      classic(
        [{ id: 1, title: "P", type: "stat", datasource, targets: [{ refId: "A", expr: "up", datasource }] }],
        more,
      ),
    ).model;

  test.for<[string, unknown]>([
    ["an object", { type: "prometheus", uid: "prod" }],
    ["a name", "Prometheus"],
    ["a variable", { uid: "$ds" }],
    ["an input of an export", "${DS_PROM}"],
    ["a managed Prometheus", { type: "grafana-azureprometheus-datasource", uid: "x" }],
  ])("%s", ([, reference]) => {
    const more = {
      __inputs: [{ name: "DS_PROM", type: "datasource", pluginId: "prometheus" }],
      templating: { list: [{ name: "ds", type: "datasource", query: "prometheus" }] },
    };
    const model = one(reference, more);
    expect(model.panels[0].datasource).toEqual(own);
    expect(model.panels[0].targets[0].datasource).toEqual(own);
    expect(model.__inputs).toBeUndefined();
  });

  test("null, by the panel's reference alone", () => {
    expect(one(null).panels[0]).toMatchObject({ datasource: own, targets: [{ datasource: null }] });
    expect(one(undefined).panels[0]).toMatchObject({ datasource: own });
  });

  test("null, by the query's own reference where the panel is mixed", () => {
    const panel = {
      id: 1,
      datasource: "-- Mixed --",
      targets: [
        { refId: "A", expr: "up" },
        { refId: "B", expr: "{}", datasource: { type: "loki", uid: "l" } },
      ],
    };
    const { model, findings } = rewrite(classic([panel]));
    expect(model.panels[0]).toMatchObject({
      datasource: "-- Mixed --",
      targets: [{ datasource: own }, { expr: "{}", datasource: { uid: "l" } }],
    });
    expect(findings).toMatchObject([
      { panelId: 1, refId: "B", state: "skipped", reason: "loki queries aren't previewed" },
    ]);
  });

  test("variables and annotations", () => {
    const { model } = rewrite(
      classic([], {
        templating: {
          list: [
            {
              name: "ds",
              type: "datasource",
              query: "prometheus",
              regex: "",
              current: { text: "prod", value: "prod" },
            },
            { name: "job", type: "query", datasource: "$ds", query: "label_values(up, job)", refresh: 0 },
            {
              name: "pod",
              type: "query",
              datasource: "$ds",
              query: { query: "label_values(pod)", refId: "x" },
              refresh: 2,
            },
            { name: "f", type: "adhoc", datasource: "$ds" },
          ],
        },
        annotations: { list: [{ name: "a", datasource: "$ds", enable: true, expr: "changes(b[1m])" }] },
      }),
    );
    const [ds, job, pod, filter] = model.templating.list;
    expect(ds).toMatchObject({
      query: "prometheus",
      regex: "/^Preview \\(dev\\)$/",
      current: { text: "Preview (dev)", value: "preview" },
    });
    expect(job).toMatchObject({ datasource: own, query: `label_values(up{${matcher}}, job)`, refresh: 1 });
    expect(pod).toMatchObject({
      datasource: own,
      query: { query: `label_values({${matcher}}, pod)`, refId: "x" },
      refresh: 2,
    });
    expect(filter).toMatchObject({ name: "f", type: "constant", query: "" });
    expect(model.annotations.list[0]).toMatchObject({ datasource: own, expr: expect.stringContaining(matcher) });
  });

  test("queries, variables and annotations of schema v2", () => {
    const query = { kind: "DataQuery", group: "prometheus", version: "v0", datasource: { name: "prod" } };
    const { model, queryCount } = rewrite(
      v2(
        { a: v2Element(1, "A", [{ expr: "up", uid: "prod" }, { expr: "up" }]) },
        {
          variables: [
            {
              kind: "QueryVariable",
              spec: { name: "job", refresh: "never", query: { ...query, spec: { query: "label_values(job)" } } },
            },
          ],
          annotations: [
            { kind: "AnnotationQuery", spec: { name: "x", enable: true, query: { ...query, spec: { expr: "a" } } } },
          ],
        },
      ),
    );
    expect(queryCount).toBe(4);
    const queries = model.elements.a.spec.data.spec.queries.map(({ spec }: Json) => spec.query);
    expect(queries.map(({ datasource }: Json) => datasource)).toEqual([{ name: "preview" }, { name: "preview" }]);
    expect(queries[0].spec.expr).toContain(matcher);
    expect(model.variables[0].spec).toMatchObject({
      refresh: "onDashboardLoad",
      query: { datasource: { name: "preview" }, spec: { query: `label_values({${matcher}}, job)` } },
    });
    expect(model.annotations[0].spec.query.spec.expr).toContain(matcher);
  });
});

describe("rewriteForPreview", () => {
  const panel = {
    id: 7,
    title: "Rate",
    type: "timeseries",
    datasource: { type: "prometheus", uid: "p" },
    targets: [{ refId: "A", expr: "rate(x[5m])" }],
  };

  test("puts something in the place of a query that it cannot keep to the preview, and says what and where", () => {
    const { model, findings, replaced, queryCount } = rewrite(
      classic([{ ...panel, targets: [{ refId: "A", expr: "sum(up" }] }], {
        templating: { list: [{ name: "v", type: "query", datasource: "P", query: "up{" }] },
      }),
    );
    expect(model.panels[0].targets[0].expr).toBe("vector(0) > 1");
    expect(model.templating.list[0].query).toBe("query_result(vector(0) > 1)");
    expect({ replaced, queryCount }).toEqual({ replaced: 2, queryCount: 2 });
    expect(findings).toMatchObject([
      {
        panel: "Rate",
        panelId: 7,
        refId: "A",
        state: "error",
        code: "not-isolated",
        expr: "sum(up",
        to: expect.any(Number),
      },
      { variable: "v", state: "error", code: "not-isolated", expr: "up{" },
    ]);
  });

  test("leaves queries as they are without isolation", () => {
    expect(rewrite(classic([panel]), { isolation: undefined }).model.panels[0].targets[0].expr).toBe("rate(x[5m])");
  });

  test("uses the options of variables to read queries that need them", () => {
    const { model, replaced } = rewrite(
      classic([{ ...panel, targets: [{ refId: "A", expr: "a $op b" }] }], {
        templating: { list: [{ name: "op", type: "custom", query: "or,unless" }] },
      }),
    );
    expect(replaced).toBe(0);
    expect(model.panels[0].targets[0].expr.split(matcher)).toHaveLength(3);
  });

  test("raises minimum steps that are shorter than the data's, and only those", () => {
    const intervals = ["15s", "5m", "$step", undefined, ""];
    const targets = intervals.map((interval, index) => ({
      refId: String.fromCharCode(65 + index),
      expr: "up",
      ...defined({ interval }),
    }));
    const read = (panelInterval: string | undefined) =>
      rewrite(classic([{ ...panel, targets, interval: panelInterval }]), {
        minIntervalMs: 60_000,
      }).model.panels[0].targets.map(({ interval }: Json) => interval);
    expect(read(undefined)).toEqual(["1m", "5m", "$step", "1m", "1m"]);
    expect(read("2m")).toEqual(["1m", "5m", "$step", undefined, ""]);
  });

  test("raises a minimum step of several units, such as 1h30m, and one of 0, and lets a longer one be", () => {
    const read = (interval: string, minIntervalMs: number) =>
      rewrite(classic([{ ...panel, targets: [{ refId: "A", expr: "up", interval }] }]), { minIntervalMs }).model
        .panels[0].targets[0].interval;
    expect([read("1h30m", 2 * 3_600_000), read("1h30m", 60_000), read("1m30s", 2 * 60_000)]).toEqual([
      "2h",
      "1h30m",
      "2m",
    ]);
    expect([read("0", 60_000), read("0s", 60_000), read("none", 60_000)]).toEqual(["1m", "1m", "none"]);
  });

  test("writes title, uid, tags, editable, review link and an absolute time range, and drops id and version", () => {
    const { model, title, uid, kind } = rewrite(
      classic([], {
        id: 5,
        version: 9,
        tags: ["web"],
        editable: true,
        refresh: "30s",
        time: { from: "now-6h", to: "now" },
        links: [{ title: "x", url: "/x", type: "link" }],
      }),
      {
        window: { fromMs: Date.UTC(2026, 10, 26, 8), toMs: Date.UTC(2026, 10, 26, 12) },
        reviewUrl: "https://example.org/pr/1",
      },
    );
    expect({ title, uid, kind }).toEqual({ title: "[pr-1] Test", uid: options.uid, kind: "classic" });
    expect(model).toEqual({
      uid: options.uid,
      title: "[pr-1] Test",
      schemaVersion: 39,
      panels: [],
      tags: [],
      editable: false,
      refresh: "",
      time: { from: "2026-11-26T08:00:00.000Z", to: "2026-11-26T12:00:00.000Z" },
      links: [
        expect.objectContaining({ url: "https://example.org/pr/1", targetBlank: true }),
        { title: "x", url: "/x", type: "link" },
      ],
    });
  });

  test("keeps a relative time range for live data, and pins schema v2 too", () => {
    expect(rewrite(classic([], { time: { from: "now-6h", to: "now" }, refresh: "30s" })).model).toMatchObject({
      time: { from: "now-6h" },
      refresh: "30s",
    });
    const { model } = rewrite(v2({}), { window: { fromMs: 0, toMs: 60_000 } });
    expect(model.timeSettings).toEqual({
      from: "1970-01-01T00:00:00.000Z",
      to: "1970-01-01T00:01:00.000Z",
      autoRefresh: "",
      timezone: "utc",
    });
    expect(model.uid).toBeUndefined();
  });

  test("follows the clock where live data do: its own range if that looks back from now, else Grafana's six hours", () => {
    const times = (model: Record<string, unknown>) => {
      const { time, refresh } = rewrite(classic([], model), { follow: true }).model;
      return { ...(time as Record<string, unknown>), refresh };
    };
    expect(times({ time: { from: "now-1h", to: "now" }, refresh: "5s" })).toEqual({
      from: "now-1h",
      to: "now",
      refresh: "5s",
    });
    expect(times({ time: { from: "2026-01-01", to: "2026-01-02" }, refresh: "" })).toEqual({
      from: "now-6h",
      to: "now",
      refresh: "30s",
    });
    expect(times({ time: { from: "now-7d", to: "now-1d" }, refresh: false })).toEqual({
      from: "now-6h",
      to: "now",
      refresh: "30s",
    });
    expect(times({})).toEqual({ from: "now-6h", to: "now", refresh: "30s" });
    expect(rewrite(v2({}), { follow: true }).model.timeSettings).toMatchObject({ autoRefresh: "30s" });
  });

  test("carries tags and the manifest where it is given them", () => {
    const { model, kind } = rewrite(classic([]), { tags: ["dashpreview"], manifest: "text" });
    expect(model.tags).toEqual(["dashpreview"]);
    expect(readManifestText(model, kind)).toBe("text");
  });

  test("leads links between dashboards of one run to the previews, and no others", () => {
    const links = new Map([["two", "dp-two"]]);
    const { model } = rewrite(
      classic(
        [
          {
            ...panel,
            links: [
              { url: "/d/two/slug?var-x=1" },
              { url: "https://grafana.example.org/d/two" },
              { url: "/d/twofold" },
              { url: "/grafana/d/two" },
            ],
            fieldConfig: { defaults: { links: [{ url: "d/two" }] } },
            options: { content: '[a](/d/two) <a href="/d/two/x">b</a>' },
            targets: [{ refId: "A", expr: "a/d/two" }],
          },
        ],
        { links: [{ type: "link", url: "/d/two" }] },
      ),
      { links },
    );
    expect(model.panels[0].links.map(({ url }: Json) => url)).toEqual([
      "/d/dp-two/slug?var-x=1",
      "https://grafana.example.org/d/two",
      "/d/twofold",
      "/grafana/d/dp-two",
    ]);
    expect(model.panels[0].fieldConfig.defaults.links[0].url).toBe("d/dp-two");
    expect(model.panels[0].options.content).toBe('[a](/d/dp-two) <a href="/d/dp-two/x">b</a>');
    expect(model.panels[0].targets[0].expr).not.toContain("dp-two");
    expect(model.links[0].url).toBe("/d/dp-two");
  });

  test("inlines library panels of an export and of Grafana, and shows a text where there is none", () => {
    const reference = (id: number, uid: string) => ({
      id,
      gridPos: { x: id, y: 0, w: 6, h: 4 },
      libraryPanel: { uid, name: `Lib ${uid}` },
    });
    const library = {
      id: 99,
      gridPos: { x: 9, y: 9, w: 9, h: 9 },
      type: "stat",
      title: "Shared",
      targets: [{ refId: "A", expr: "up" }],
    };
    const { model, findings } = rewrite(
      classic([reference(1, "a"), reference(2, "b"), reference(3, "c")], {
        __elements: { a: { uid: "a", model: library } },
      }),
      { libraryPanels: new Map([["b", library]]) },
    );
    for (const [index, id] of [1, 2].entries()) {
      expect(model.panels[index]).toMatchObject({
        id,
        gridPos: { x: id, w: 6 },
        type: "stat",
        title: "Shared",
        datasource: own,
      });
      expect(model.panels[index].libraryPanel).toBeUndefined();
      expect(model.panels[index].targets[0].expr).toContain(matcher);
    }
    expect(model.panels[2]).toMatchObject({ id: 3, type: "text" });
    expect(findings).toMatchObject([{ panelId: 3, code: "library-panel", reason: expect.stringContaining('"Lib c"') }]);
  });

  test("inlines a library panel into schema v2", () => {
    const library = {
      type: "stat",
      title: "Shared",
      datasource: { type: "prometheus", uid: "prod" },
      targets: [{ refId: "A", expr: "up" }],
      transformations: [{ id: "reduce", options: {} }],
    };
    const { model } = rewrite(
      v2({ x: { kind: "LibraryPanel", spec: { id: 4, title: "L", libraryPanel: { uid: "u", name: "L" } } } }),
      {
        libraryPanels: new Map([["u", library]]),
      },
    );
    expect(model.elements.x).toMatchObject({
      kind: "Panel",
      spec: {
        id: 4,
        title: "L",
        data: {
          spec: {
            queries: [{ spec: { refId: "A", query: { group: "prometheus", datasource: { name: "preview" } } } }],
            transformations: [{ kind: "reduce" }],
          },
        },
        vizConfig: { group: "stat" },
      },
    });
  });

  test("leaves out alerts of Grafana's old alerting", () => {
    const { model, findings } = rewrite(classic([{ ...panel, alert: { name: "fires" } }]));
    expect(model.panels[0].alert).toBeUndefined();
    expect(findings).toMatchObject([{ code: "alert", panelId: 7 }]);
  });

  test("fills in constants that an import would ask for", () => {
    const { model } = rewrite(
      classic([{ ...panel, title: "${VAR_APP} rate", targets: [{ refId: "A", expr: 'x{app="${VAR_APP}"}' }] }], {
        __inputs: [{ name: "VAR_APP", type: "constant", value: "shop" }],
      }),
    );
    expect(model.panels[0].title).toBe("shop rate");
    expect(model.panels[0].targets[0].expr).toContain('app="shop"');
  });

  test("takes a dashboard of 16 MiB whose texts are made to be slow to search", () => {
    const size = 2 * 1024 * 1024;
    const texts = ["<a", "<", "](", "![", "${__user", "[[__user", "/d/", "a", "]:"].map((piece) =>
      piece.repeat(size / piece.length / 4),
    );
    const panels = texts.map((content, id) => ({
      id,
      title: content.slice(0, 1000),
      type: "text",
      description: content,
      links: [{ url: content }],
      options: { content },
    }));
    const dashboard = classic(panels.slice(0, 6));
    for (const untrusted of [false, true])
      expect(rewrite(dashboard, { untrusted, links: new Map([["x", "y"]]) }).model.panels).toHaveLength(6);
    expect(rewrite(classic(panels.slice(6)), { untrusted: true }).model.panels).toHaveLength(3);
  });

  test("keeps the panels of a row that names a library panel", () => {
    const library = { libraryPanel: { uid: "l", name: "L" } };
    const row = { id: 1, type: "row", title: "Row", ...library, panels: [{ id: 2, title: "inner", ...library }] };
    for (const untrusted of [false, true]) {
      const { model } = rewrite(classic([row]), { untrusted });
      expect(model.panels[0].panels).toMatchObject([{ id: 2, type: "text" }]);
    }
  });

  test("takes 2,000 panels with one id", () => {
    const { queryCount } = rewrite(classic(Array.from({ length: 2000 }, () => panel)));
    expect(queryCount).toBe(2000);
  });
});

/** Where a preview may differ from its source, apart from the code that makes it. */
const allowed = [
  /^\.(?:id|uid|version|title|tags|editable|refresh|links|__inputs|__elements)(?:\.|$)/,
  /^\.(?:time|timeSettings)(?:\.(?:from|to|autoRefresh))?$/,
  /^\.(?:rows\.\d+\.)?panels\.\d+(?:\.panels\.\d+)?\.(?:datasource|alert|targets\.\d+\.(?:datasource|expr|interval))(?:\.|$)/,
  /^\.elements\.[^.]+\.spec\.data\.spec\.queries\.\d+\.spec\.query\.(?:group|datasource|spec\.(?:expr|interval))(?:\.|$)/,
  /^\.templating\.list\.\d+\.(?:datasource|query|regex|current|refresh|options|skipUrlSync|allowCustomValue|allValue)(?:\.|$)/,
  /^\.variables\.\d+\.(?:group|datasource|spec\.(?:query|regex|current|refresh|options|skipUrlSync|allowCustomValue|allValue))(?:\.|$)/,
  /^\.annotations\.list\.\d+\.(?:datasource|expr|target\.expr)(?:\.|$)/,
  /^\.annotations\.\d+\.spec\.query\.(?:group|datasource|spec\.expr)(?:\.|$)/,
];

function differences(one: Json, other: Json, path = ""): string[] {
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null)
    return Object.is(one, other) ? [] : [path];
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((name) =>
    Object.hasOwn(one, name) && Object.hasOwn(other, name)
      ? differences(one[name], other[name], `${path}.${name}`)
      : [`${path}.${name}`],
  );
}

/** Variables that anything can be typed into are replaced as a whole where that could change a query. */
function replaced(model: Json, path: string): boolean {
  const [, list, index] = /^\.(templating\.list|variables)\.(\d+)\./.exec(path) ?? [];
  const variable =
    list === undefined ? undefined : (list === "variables" ? model.variables : model.templating.list)[Number(index)];
  return /^(?:adhoc|textbox|interval|switch|AdhocVariable|TextVariable|IntervalVariable|SwitchVariable)$/.test(
    variable?.kind ?? variable?.type ?? "",
  );
}

describe("rewriteForPreview changes nothing but what is meant to change", () => {
  const full = {
    ...options,
    window: { fromMs: 0, toMs: 1000 },
    reviewUrl: "https://example.org",
    minIntervalMs: 60_000,
  };
  const ignoresLibrary = (json: Json) =>
    JSON.parse(
      JSON.stringify(json)
        .replaceAll('"libraryPanel"', '"was"')
        .replaceAll("LibraryPanel", "Odd")
        .replaceAll("${VAR_NAME}", "name"),
    );

  test.for<[string, fc.Arbitrary<unknown>]>([
    ["classic", classicDashboards],
    ["v2", v2Specs],
  ])("in %s dashboards, nor anything in what it is given", ([, dashboards]) => {
    fc.assert(
      fc.property(dashboards, (json) => {
        const dashboard = source(ignoresLibrary(json));
        const before = structuredClone(dashboard.model);
        const { model } = rewrite(dashboard, full);
        expect(dashboard.model).toEqual(before);
        const wrong = differences(before, model).filter(
          (path) => !allowed.some((pattern) => pattern.test(path)) && !replaced(before, path),
        );
        expect(wrong).toEqual([]);
      }),
      { numRuns: 120 },
    );
  });

  test("and the preview's data source gets no query without the matcher", () => {
    const asksPreview = (panel: Json, target: Json) => {
      if (target.datasource?.type === "__expr__") return false;
      return (
        panel.datasource?.uid === "preview" ||
        ((panel.datasource ?? "-- Mixed --") === "-- Mixed --" && target.datasource?.uid === "preview")
      );
    };
    fc.assert(
      fc.property(classicDashboards, (json) => {
        const { model } = rewrite(source(json), full);
        const panels = [...model.panels, ...(model.rows ?? []).flatMap((row: Json) => row.panels)].flatMap(
          (panel: Json) => [panel, ...(panel.panels ?? [])],
        );
        const queries = panels.flatMap((panel: Json) =>
          (panel.targets ?? []).filter((target: Json) => asksPreview(panel, target)),
        );
        const unkept = queries.filter(({ expr }: Json) => expr && expr !== "vector(0) > 1" && !expr.includes(matcher));
        expect(unkept).toEqual([]);
        expect(JSON.stringify(model.templating ?? {})).not.toMatch(
          /"uid":"preview"[^{}]*\},"query":"(?:label_values\((?:up,|job)|metrics|up)/,
        );
      }),
      { numRuns: 120 },
    );
  });
});

test("the title of a preview in a scenario ends with it, and links lead to the others before those of the source", () => {
  const siblings = [{ title: "healthy", uid: `dp-${"c".repeat(20)}` }];
  const dashboard = classic([], { title: "Shop", links: [{ title: "own", type: "link", url: "/x" }] });
  const { title, model } = rewrite(dashboard, { scenario: "incident", siblings });
  expect([title, model.title]).toEqual(["[pr-1] Shop · incident", "[pr-1] Shop · incident"]);
  expect(model.links.map(({ title, url }: Json) => [title, url])).toEqual([
    ["healthy", `/d/dp-${"c".repeat(20)}`],
    ["own", "/x"],
  ]);
  const long = rewrite(classic([], { title: "x".repeat(5000) }), { scenario: "incident" });
  expect(long.title).toHaveLength(4000);
  expect(long.title.endsWith("x · incident")).toBe(true);
});
