// A variable stands where a query wants a number, a length of time, a name, an operator, a label or a whole part, and
// its list holds something else: whatever it becomes, every selector that Prometheus gets to read has the matcher.
import fc from "fast-check";
import { expect, test } from "vitest";
import { readDashboard, type SourceDashboard } from "../../src/dashboard/read/read.ts";
import { choices, escapes, matcher, preview } from "./escapes.ts";

const source = { type: "prometheus", uid: "p" };

/** `_` is a variable. */
const places = [
  'max_over_time((irate(m{a="b"}[2m]))[$__interval]) * _',
  'max_over_time((irate(m{a="b"}[2m]))[$__interval:_]) * _',
  "max_over_time(rate(m[2m])[_:]) * _",
  "topk(_, m)",
  "quantile(_, m) > _",
  "m > _",
  "m > bool _",
  "_ < m",
  "-_",
  "_ * _",
  "m ^ _ + n",
  "m * _ or n",
  "(m) / _ unless n",
  "clamp_max(m, _)",
  "clamp(m, _, _)",
  "histogram_quantile(_, sum by (le) (rate(m_bucket[_])))",
  "scalar(_)",
  "vector(_)",
  "rate(m[_])",
  "rate(m[5_])",
  "rate(m[_m])",
  "m offset _",
  "m offset -_",
  "m @ _",
  "sum by (_) (m)",
  "sum by (a, _) (m) / on (_) group_left (_) n",
  "sum(m) by (_)",
  "sum _ (a) (m)",
  "_ by (a) (m)",
  "_(m)",
  "_(m[5m])",
  "m _ n",
  "m _ on (a) n",
  "m _ 5m",
  '_{a="b"}',
  "m__total",
  "m:_:rate5m",
  "_",
  "(_)",
  "rate(_[5m])",
  "m{_}",
  'm{a="b",_}',
  'm{_="b"}',
  "m{a=_}",
  'm{a="_"}',
  'm{a=~"x|_"}',
  '{__name__="_"}',
  'label_replace(m, "a", "_", "b", "(.*)")',
  'label_replace(m, "a", "$1", "_", "(.*)") * _',
  'count_values("_", m)',
  "predict_linear(m[1h], _)",
  "holt_winters(m[1h], _, 0.5)",
  "time() - _",
  "absent(m) * _",
  "limitk(_, m)",
  "m # _\n* _",
];

/** Values of every kind that a place could be taken for, and others. */
const values = (
  "1|0.5|-1|1e3|0x1f|inf|NaN|5m|1h30m|90|m|n|peaks|up|secret|a:b|le|job|or|and|unless|by|without|on|sum|rate|offset|bool|" +
  'm_|_total|5|secret{a="b"}|{a="b"}|m or secret|(secret)|secret[5m]|rate(secret[5m])|a="b"|a=~".*"|1 * secret|- secret|' +
  "1 or secret|scalar(secret)|vector(secret)|time()|start()|5m:1m|5m] offset 1h|1) or (secret|a) (secret|1, secret|'|\"|#|" +
  "secret #|1 #|$v1|${v2}|$__interval|+|*|^ 2 * secret|@ 5|[5m]|{|}|a, b|sum(secret)|sum by (a) (secret)|" +
  'label_replace(secret, "a", "", "", "")|m{dashpreview="x"}|dashpreview'
).split("|");

const list = fc.array(fc.oneof(fc.constantFrom(...values), fc.constantFrom("1", "2", "m", "5m", "secret")), {
  minLength: 1,
  maxLength: 5,
});
const commas = (texts: readonly string[]) => texts.map((text) => text.replaceAll(",", "\\,")).join(",");
const flags = {
  multi: fc.boolean(),
  includeAll: fc.boolean(),
  allValue: fc.option(fc.constantFrom(...values), { nil: undefined }),
};

/** A variable as the classic schema has it, and the list of its values. */
const variable = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant("custom"), query: list.map(commas), ...flags }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("constant"), query: fc.constantFrom(...values) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("textbox"), query: fc.constantFrom(...values) }) },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant("interval"), query: list.map(commas), auto: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant("switch"),
      options: fc
        .tuple(fc.constantFrom(...values), fc.constantFrom(...values))
        .map((pair) => pair.map((value) => ({ value, text: value }))),
      current: fc.constantFrom(...values).map((value) => ({ value, text: value })),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant("query"),
      query: fc.constantFrom("label_values(m, a)", "metrics(.*)", "query_result(m)", "label_values(__name__)"),
      regex: fc.option(fc.constantFrom("/(.*)/", "/^([0-9]+)$/", "/a|secret|.*/", '/a="([^"]*)"/'), { nil: undefined }),
      ...flags,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constantFrom("datasource", "system", "groupby"), query: list.map(commas) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant("adhoc"),
      filters: fc.array(
        fc.record({
          key: fc.constantFrom("a", "job", "k8s.pod", 'x"} or secret{y', "$v1"),
          operator: fc.constantFrom("=", "!=", "=~", "!~", "=|", "!=|", "<", "x"),
          value: fc.oneof(fc.constantFrom(...values), fc.constantFrom("$v0", 'x${v1}"} or secret{', "[[v2]]", "$v")),
        }),
        { maxLength: 2 },
      ),
    }),
  },
);

const v2Kinds: Readonly<Record<string, string>> = {
  custom: "CustomVariable",
  constant: "ConstantVariable",
  textbox: "TextVariable",
  interval: "IntervalVariable",
  switch: "SwitchVariable",
  query: "QueryVariable",
  datasource: "DatasourceVariable",
  groupby: "GroupByVariable",
  adhoc: "AdhocVariable",
  system: "SystemVariable",
};

type Named = Record<string, unknown> & { readonly type: string; readonly name: string };

function classic(exprs: readonly string[], variables: readonly Named[]): SourceDashboard {
  const panel = (expr: string, id: number) => ({
    id,
    type: "timeseries",
    title: `P${id}`,
    datasource: source,
    targets: [{ refId: "A", expr }],
  });
  const [first = "up", second = first, third = first] = exprs;
  const model = {
    uid: "kinds",
    title: "Kinds",
    schemaVersion: 39,
    __elements: { lib: { uid: "lib", name: "L", kind: 1, model: panel(second, 0) } },
    panels: [
      { ...panel(first, 1), repeat: "v0", interval: "$v1" },
      { id: 2, type: "row", title: "Row", collapsed: true, repeat: "v1", panels: [panel(second, 3)] },
      { id: 4, type: "timeseries", title: "Library", libraryPanel: { uid: "lib", name: "L" } },
    ],
    annotations: {
      list: [
        { name: "old", datasource: source, enable: true, expr: third },
        { name: "new", datasource: source, enable: true, target: { expr: third } },
      ],
    },
    templating: {
      list: [
        ...variables.map((one) => ({ datasource: source, ...one })),
        { name: "asks", type: "query", datasource: source, query: `query_result(${third})` },
        { name: "lists", type: "query", datasource: source, query: { query: `label_values(${first}, a)`, refId: "x" } },
        { name: "names", type: "query", datasource: source, query: { qryType: 3, varQuery: third } },
      ],
    },
  };
  return readDashboard(JSON.stringify(model), { file: "kinds.json" });
}

function second(exprs: readonly string[], variables: readonly Named[]): SourceDashboard {
  const query = (spec: object) => ({
    kind: "DataQuery",
    group: "prometheus",
    version: "v0",
    datasource: { name: "p" },
    spec,
  });
  const [first = "up", other = first] = exprs;
  const panels = [first, other].map((expr, id) => ({
    kind: "Panel",
    spec: {
      id,
      title: `P${id}`,
      data: {
        kind: "QueryGroup",
        spec: {
          queries: [{ kind: "PanelQuery", spec: { refId: "A", hidden: false, query: query({ expr }) } }],
          transformations: [],
          queryOptions: {},
        },
      },
      vizConfig: { kind: "VizConfig", group: "timeseries", version: "", spec: { options: {}, fieldConfig: {} } },
    },
  }));
  const item = (name: string) => ({
    kind: "GridLayoutItem",
    spec: {
      ...{ x: 0, y: 0, width: 12, height: 8, element: { kind: "ElementReference", name } },
      repeat: { mode: "variable", value: "v0" },
    },
  });
  const list = variables.map(({ type, query: text, options, ...rest }) => {
    const kind = v2Kinds[type]!;
    const [on, off] = (options ?? []) as { value: string }[];
    const spec = {
      ...rest,
      ...(type === "query" ? { query: query({ query: text }) } : { query: text }),
      ...(type === "switch"
        ? { enabledValue: on?.value, disabledValue: off?.value, current: on?.value }
        : { options: [] }),
    };
    return {
      kind,
      ...(type === "adhoc" || type === "groupby" ? { group: "prometheus", datasource: { name: "p" } } : {}),
      spec,
    };
  });
  const asks = { kind: "QueryVariable", spec: { name: "asks", query: query({ query: `query_result(${other})` }) } };
  const model = {
    apiVersion: "dashboard.grafana.app/v2beta1",
    kind: "Dashboard",
    metadata: { name: "kinds" },
    spec: {
      title: "Kinds",
      elements: { a: panels[0], b: panels[1] },
      layout: { kind: "GridLayout", spec: { items: [item("a"), item("b")] } },
      variables: [...list, asks],
      annotations: [{ kind: "AnnotationQuery", spec: { name: "n", enable: true, query: query({ expr: other }) } }],
      timeSettings: { from: "now-1h", to: "now" },
    },
  };
  return readDashboard(JSON.stringify(JSON.parse(JSON.stringify(model))), { file: "kinds.json" });
}

const forms = ["", ":raw", ":csv", ":pipe", ":regex", ":text"];
const use = fc
  .tuple(
    fc.nat(2),
    fc.oneof({ weight: 3, arbitrary: fc.constant("") }, { weight: 2, arbitrary: fc.constantFrom(...forms) }),
  )
  .map(([index, format]) => (format === "" ? `\${v${index}}` : `\${v${index}${format}}`));
const query = fc
  .tuple(fc.constantFrom(...places), fc.array(use, { minLength: 3, maxLength: 3 }))
  .map(([text, uses]) => {
    let at = 0;
    // A `_` inside of a name stands for a variable only where another one is beside it, or at its ends.
    return text.replaceAll(
      /(?<=_)_(?=t)|(?<!\w)_(?!\w)|(?<=[:\d])_(?!\w)|(?<!\w)_(?=m\])/g,
      () => uses[at++ % uses.length]!,
    );
  });

test.for(["classic", "v2"] as const)(
  "whatever the options of its variables are, no query of a %s dashboard reads a selector without the matcher",
  { timeout: 240_000 },
  (schema) => {
    fc.assert(
      fc.property(
        fc.array(query, { minLength: 1, maxLength: 3 }),
        fc.array(variable, { minLength: 3, maxLength: 3 }),
        fc.nat(),
        fc.boolean(),
        (exprs, list, seed, untrusted) => {
          const named = list.map((one, index) => ({ ...one, name: `v${index}` }));
          const dashboard = (schema === "classic" ? classic : second)(exprs, named as never);
          expect(escapes(dashboard, preview(dashboard, untrusted).model, choices(seed), 24)).toEqual([]);
        },
      ),
      {
        ...(process.env["SEED"] === undefined ? {} : { seed: Number(process.env["SEED"]) }),
        numRuns: Number(process.env["DASHPREVIEW_FUZZ_RUNS"] ?? 700),
      },
    );
  },
);

const exact = 'max_over_time((irate(x{a="b"}[2m]))[$__interval]) * $peaks';

test.for<[string, object, string]>([
  ["numbers", { type: "custom", query: "1,2" }, "* $peaks,"],
  ["metrics", { type: "custom", query: "low,high" }, `* $peaks{${matcher}},`],
  ["a number and a metric", { type: "custom", query: "1,high" }, "vector(0) > 1"],
  ["a number shown for a metric", { type: "custom", query: "1 : high" }, `* $peaks{${matcher}},`],
  ["a metric that is constant", { type: "constant", query: "high" }, `* $peaks{${matcher}},`],
  ["a number that is typed", { type: "textbox", query: "3" }, "* $peaks,"],
  ["a metric that is typed", { type: "textbox", query: "high" }, `* $peaks{${matcher}},`],
  ["a metric with a selector", { type: "constant", query: 'high{a="b"}' }, "vector(0) > 1"],
  ["an interval", { type: "interval", query: "1,high" }, "vector(0) > 1"],
  ["a switch", { type: "switch", options: [{ value: "high" }, { value: "0" }] }, "vector(0) > 1"],
  ["a data source", { type: "datasource", query: "prometheus" }, "vector(0) > 1"],
  ["filters", { type: "adhoc" }, "vector(0) > 1"],
  ["keys", { type: "groupby" }, "vector(0) > 1"],
  ["what no schema knows", { type: "later" }, "vector(0) > 1"],
])("a factor that stands for %s is marked, a number, or the query is replaced and told", ([, variable, expected]) => {
  const { model, findings } = preview(classic([exact], [{ name: "peaks", ...variable } as Named]));
  const { expr } = (model as { panels: { targets: { expr: string }[] }[] }).panels[0]!.targets[0]!;
  expect(expr).toContain(expected);
  const refused = findings.filter(({ code, panelId }) => code === "not-isolated" && panelId === 1);
  expect(refused).toHaveLength(expected.startsWith("vector") ? 1 : 0);
});

test("a factor that a server names is kept to numbers by the variable's regex", () => {
  const variable = { name: "peaks", type: "query", query: "label_values(x, __name__)" };
  const { model } = preview(classic([exact], [variable]));
  const [saved] = (model as { templating: { list: { regex: string }[] } }).templating.list;
  const regex = new RegExp(saved!.regex.slice(1, -1));
  expect(["1", "0.5", "high", "1high"].map((value) => regex.test(value))).toEqual([true, true, false, false]);
});
