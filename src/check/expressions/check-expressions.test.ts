import { afterAll, beforeAll, expect, test } from "vitest";
import { type GrafanaTarget, startGrafanaTarget } from "../../../test/servers/grafana-target.ts";
import type { TestServer } from "../../../test/servers/process.ts";
import { startPrometheus } from "../../../test/servers/prometheus.ts";
import { readDashboard } from "../../dashboard/read/read.ts";
import { rewriteForPreview } from "../../dashboard/rewrite/rewrite.ts";
import { createPrometheus } from "../../prometheus/connection.ts";
import { checkDashboard } from "../check-dashboard.ts";
import { previewInput } from "../preview-input.ts";
import { failOn, type PanelResult } from "../result.ts";
import { grafanaReviewer } from "../run/grafana-reviewer.ts";
import { prometheusBackend } from "../run/prometheus-backend.ts";

let prometheus: TestServer;
let target: GrafanaTarget;
beforeAll(async () => {
  prometheus = await startPrometheus();
  target = await startGrafanaTarget({ prometheusUrl: prometheus.url });
});
afterAll(async () => {
  await target?.stop();
  await prometheus?.stop();
});

const calculated = { type: "__expr__", uid: "__expr__" };
const query = (refId: string, expr: string, rest: object = {}) => ({ refId, expr, range: true, hide: true, ...rest });
const expression = (refId: string, type: string, rest: object) => ({ refId, type, datasource: calculated, ...rest });
const math = (refId: string, text: string, rest: object = {}) =>
  expression(refId, "math", { expression: text, ...rest });
const reduce = (refId: string, reducer: string, input: string, rest: object = {}) =>
  expression(refId, "reduce", { reducer, expression: input, ...rest });
const conditions = (refId: string, input: string, type = "gt") =>
  expression(refId, "classic_conditions", {
    conditions: [{ evaluator: { type, params: [0] }, query: { params: [input] }, reducer: { type: "last" } }],
  });
const over = (evaluator = "gt") => ({ conditions: [{ evaluator: { type: evaluator, params: [5] } }] });

const one = query("A", "vector(6)");
const none = query("A", "nothing_here");
const nan = query("A", "vector(0) / 0");
const partly = query("A", "vector(0) / (vector(time()) % 120)");
const label = (refId: string, name: string) =>
  query(refId, `label_replace(vector(1), "${name}", "a", "", "") or label_replace(vector(1), "${name}", "b", "", "")`);

const v2 = (targets: readonly object[]) => ({
  apiVersion: "dashboard.grafana.app/v2beta1",
  kind: "Dashboard",
  metadata: { name: "calculated" },
  spec: {
    title: "Calculated",
    layout: { kind: "GridLayout", spec: { items: [] } },
    elements: {
      "panel-1": {
        kind: "Panel",
        spec: {
          id: 1,
          title: "Panel",
          vizConfig: { kind: "VizConfig", group: "stat", spec: { options: {}, fieldConfig: {} } },
          data: {
            kind: "QueryGroup",
            spec: {
              transformations: [],
              queryOptions: {},
              queries: targets.map((each) => {
                const {
                  refId,
                  hide = false,
                  datasource,
                  ...spec
                } = each as { refId: string } & Record<string, unknown>;
                const { type: group, uid } = (
                  typeof datasource === "string" ? calculated : (datasource ?? { type: "prometheus", uid: "p" })
                ) as typeof calculated;
                const asked = { kind: "DataQuery", group, version: "v0", datasource: { name: uid }, spec };
                return { kind: "PanelQuery", spec: { refId, hidden: hide, query: asked } };
              }),
            },
          },
        },
      },
    },
  },
});
const variables = [{ name: "factor", type: "custom", query: "2,3", current: { text: "2", value: "2" } }];
const classic = (targets: readonly object[], rest: object = {}) => ({
  title: "Calculated",
  templating: { list: variables },
  panels: [{ id: 1, type: "stat", title: "Panel", datasource: { type: "prometheus", uid: "p" }, targets, ...rest }],
});

const toMs = 1_795_003_800_000;
async function check(model: object, { asked }: { readonly asked: boolean }) {
  const source = readDashboard(JSON.stringify(model), { file: "calculated.json" });
  const dataSource = { uid: "prom-main", type: "prometheus", name: "Prometheus" };
  const preview = rewriteForPreview(source, { uid: "dp-1", key: "pr-1", dataSource, isolation: undefined });
  const result = await checkDashboard({
    ...previewInput(preview, undefined),
    backend: prometheusBackend(createPrometheus({ url: prometheus.url, userAgent: "test" })),
    reviewer: asked ? grafanaReviewer(target.grafana, { uid: "prom-main" }) : undefined,
    window: { fromMs: toMs - 3_600_000, toMs },
  });
  return { result, panel: result.panelResults[0]! };
}

const both = (panel: Partial<PanelResult>) => [panel, panel] as const;
const ok = (lastValue: number) => both({ state: "ok", lastValue });

test.for<[string, readonly object[], readonly [with_: object, without: object]]>([
  ["math", [one, query("B", "vector(3)"), math("C", "$A / $B")], ok(2)],
  ["math with a variable of the dashboard", [one, math("C", `$A * $factor + \${A}`)], ok(18)],
  ["math without a query", [math("C", "1 + 1")], ok(2)],
  [
    "math on what the panel shows too",
    [{ ...one, hide: false }, math("C", "$A * 2")],
    both({ state: "ok", lastValue: 6 }),
  ],
  [
    "a chain",
    [one, reduce("B", "mean", "A", { hide: true }), expression("C", "threshold", { expression: "B", ...over() })],
    ok(1),
  ],
  ["an instant query", [query("A", "vector(6)", { range: false, instant: true }), math("C", "$A * 2")], ok(12)],
  [
    "a query of both kinds",
    [query("A", "vector(6)", { instant: true }), math("C", "$A * 2")],
    [
      { state: "ok", lastValue: 12 },
      { state: "ok", note: "not computed here" },
    ],
  ],
  [
    "resample",
    [one, expression("C", "resample", { expression: "$A", window: "10m", downsampler: "mean", upsampler: "pad" })],
    ok(6),
  ],
  ["conditions", [one, conditions("C", "A")], ok(1)],
  ["conditions on no value, which have one over nothing", [none, conditions("C", "A", "no_value")], ok(1)],
  ["a reducer that drops NaN", [partly, reduce("C", "sum", "A", { settings: { mode: "dropNN" } })], ok(0)],
  ["a reducer that counts NaN", [nan, reduce("C", "count", "A")], ok(241)],
  ["a threshold of NaN", [nan, expression("C", "threshold", { expression: "A", ...over() })], ok(0)],
  ["math that tests for NaN", [nan, math("C", "is_nan($A)")], ok(1)],
  ["the old uid", [one, { ...math("C", "$A"), datasource: { type: "__expr__", uid: "-100" } }], ok(6)],
  ["the data source as a name", [one, { ...math("C", "$A"), datasource: "__expr__" }], ok(6)],
])("a panel of %s is ok, with Grafana and without", async ([, targets, [withGrafana, without]]) => {
  expect((await check(classic(targets), { asked: true })).panel).toMatchObject(withGrafana);
  const { panel, result } = await check(classic(targets), { asked: false });
  expect(panel).toMatchObject(without);
  expect(result.findings).toEqual([]);
  if (!JSON.stringify(targets).includes("$factor"))
    expect((await check(v2(targets), { asked: true })).panel).toMatchObject(withGrafana);
});

test.for<[string, readonly object[], string, string]>([
  ["math", [none, math("C", "$A * 2")], "input-empty", "query A, which it uses, has no data: metric nothing_here"],
  [
    "math on one empty query",
    [one, query("B", "nothing_here"), math("C", "$A / $B")],
    "input-empty",
    "query B, which it uses",
  ],
  ["a reducer, count too", [none, reduce("C", "count", "A")], "input-empty", "query A, which it uses, has no data"],
  [
    "a threshold",
    [none, expression("C", "threshold", { expression: "A", ...over() })],
    "input-empty",
    "query A, which it uses",
  ],
  ["conditions", [none, conditions("C", "A")], "input-empty", "query A, which it uses, has no data"],
  [
    "a chain",
    [none, reduce("B", "last", "A", { hide: true }), math("C", "$B * 2")],
    "input-empty",
    "query B, which it uses, has no data: query A",
  ],
  ["NaN", [nan, math("C", "$A * 2")], "not-finite", "query A, which it uses, has no data"],
  ["a reducer of NaN", [nan, reduce("C", "mean", "A")], "not-finite", "query A, which it uses, has no data"],
  ["a reducer of a little NaN", [partly, reduce("C", "mean", "A")], "not-finite", "Drop non-numeric value"],
])("a panel of %s is empty over nothing, with Grafana and without", async ([, targets, code, reason]) => {
  for (const asked of [true, false]) {
    const { panel, result } = await check(classic(targets), { asked });
    expect(panel).toMatchObject({ state: "empty", code, reason: expect.stringContaining(reason) });
    expect(result.findings).toMatchObject([{ panel: "Panel", refId: "C", state: "empty", code }]);
    expect(failOn(result, "empty")).toBe(true);
  }
});

test.for<[string, readonly object[], string, string]>([
  [
    "a missing query",
    [one, math("C", "$B + 1")],
    "input-missing",
    'expression C uses query "B", which the panel does not have; did you mean A?',
  ],
  ["itself", [one, math("C", "$C + $A")], "input-circle", "expression C uses itself"],
  ["a circle", [math("B", "$C", { hide: true }), math("C", "$B")], "input-circle", "in a circle: "],
  [
    "a query that fails",
    [query("A", "rate(vector(1))"), math("C", "$A")],
    "input-failed",
    "query A, which it uses, fails: ",
  ],
  ["a reducer that is none", [one, reduce("C", "average", "A")], "expression-refused", 'no reducer "average"'],
  [
    "conditions on an expression",
    [one, reduce("B", "last", "A", { hide: true }), conditions("C", "B")],
    "expression-refused",
    "B is an expression",
  ],
  [
    "another panel's result",
    [
      { refId: "A", panelId: 1, hide: true, datasource: { type: "datasource", uid: "-- Dashboard --" } },
      math("C", "$A"),
    ],
    "expression-refused",
    "query A is not run by a data source",
  ],
  [
    "a hidden expression that Grafana refuses",
    [{ ...one, hide: false }, math("C", "$B", { hide: true })],
    "input-missing",
    "uses query",
  ],
])("a panel of %s is an error, with Grafana and without", async ([, targets, code, reason]) => {
  const mixed = { datasource: { type: "datasource", uid: "-- Mixed --" } };
  const sourced = targets.map((each) => ({ datasource: { type: "prometheus", uid: "p" }, ...each }));
  for (const asked of [true, false]) {
    const { panel, result } = await check(classic(sourced, mixed), { asked });
    expect(panel).toMatchObject({ state: "error", code, reason: expect.stringContaining(reason) });
    expect(failOn(result, "error")).toBe(true);
  }
});

test("checkExpressions tells what Grafana says against an expression", async () => {
  const sql = expression("C", "sql", { expression: "SELECT * FROM A" });
  for (const [wrong, reason] of [
    [math("C", "$A *"), "failed to parse expression [C]: invalid math command"],
    [sql, "Query data error; SQL expressions need the feature toggle sqlExpressions"],
    [
      expression("C", "resample", { expression: "A", window: "10m", downsampler: "count", upsampler: "pad" }),
      "downsampling count not implemented",
    ],
  ] as const) {
    const { panel } = await check(classic([one, wrong]), { asked: true });
    expect(panel).toMatchObject({
      state: "error",
      code: "expression-refused",
      reason: expect.stringContaining(reason),
    });
  }
  expect((await check(classic([one, sql]), { asked: false })).panel).toMatchObject({
    state: "ok",
    note: "not computed here",
  });
});

test("checkExpressions tells labels that do not fit from queries without data", async () => {
  const { panel } = await check(classic([label("A", "j"), label("B", "k"), math("C", "$A + $B")]), { asked: true });
  expect(panel).toMatchObject({
    state: "empty",
    code: "sides-do-not-match",
    reason: expect.stringContaining("A and B"),
  });
});

test("checkExpressions skips what uses a data source that is not previewed, and says which", async () => {
  const logs = { refId: "A", expr: "{}", hide: true, datasource: { type: "loki", uid: "l" } };
  const mixed = { datasource: { type: "datasource", uid: "-- Mixed --" } };
  const { panel } = await check(classic([logs, math("C", "$A")], mixed), { asked: true });
  expect(panel).toMatchObject({ state: "skipped", code: "other-data-source", reason: expect.stringContaining("loki") });
});

test("checkExpressions leaves hidden queries and expressions that nothing uses alone", async () => {
  const targets = [query("A", "sum("), query("B", "vector(1)", { hide: false }), math("C", "$B", { hide: true })];
  const { panel, result } = await check(classic(targets), { asked: true });
  expect(panel).toMatchObject({ state: "ok", series: 1 });
  expect(result.queries.map(({ state }) => state)).toEqual(["skipped", "ok", "skipped"]);
});
