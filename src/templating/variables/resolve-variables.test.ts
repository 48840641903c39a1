import { expect, test } from "vitest";
import { variable } from "../../../test/dashboards/variable.ts";
import { customOptions, intervalOptions } from "../../dashboard/view/listed-options.ts";
import type { DashboardVariable } from "../../dashboard/view/variables.ts";
import { PrometheusError } from "../../errors.ts";
import type { QueryBackend } from "../backend.ts";
import type { ResolveOptions } from "./resolve-options.ts";
import { resolveVariables } from "./resolve-variables.ts";
import { sortOptions } from "./variable-options.ts";

const asked: string[] = [];
const answers: Record<string, string[]> = {
  "job|": ["web", "api", "db"],
  'pod|up{job=~"api"}': ["api-1", "api-2"],
  'pod|up{job=~"(web|api|db)"}': ["web-1", "api-1"],
  "instance|": ["host10:9100", "host9:9100", "HOST1:9100"],
  "__name__|": ["up", "node_load1", "node_cpu"],
};
const backend: QueryBackend = {
  range: () => Promise.reject(new Error("not asked here")),
  instant: async (query, timeMs) => {
    asked.push(query);
    return {
      series: [
        {
          labels: new Map([
            ["__name__", "up"],
            ["job", "a"],
          ]),
          timesMs: [timeMs],
          values: [1],
        },
        {
          labels: new Map([
            ["job", "b"],
            ["x", "1"],
          ]),
          timesMs: [timeMs],
          values: [2.5],
        },
      ],
    };
  },
  labelNames: async () => ["__name__", "job"],
  labelValues: async (label, { match = "" }) => {
    asked.push(`${label}|${match}`);
    if (label === "broken") throw new PrometheusError("parse error", { code: "bad-query", status: 400 });
    return answers[`${label}|${match}`] ?? [];
  },
  series: async (match) => [
    new Map([
      ["__name__", match],
      ["job", "a"],
    ]),
  ],
};
const range = { fromMs: 1_700_000_000_000, toMs: 1_700_003_600_000 };
type Settings = Parameters<typeof variable>[0];
const query = (name: string, text: string, rest: Partial<DashboardVariable> = {}): Settings => ({
  name,
  type: "query",
  query: text,
  ...rest,
});
const resolve = async (variables: Settings[], rest: Partial<ResolveOptions> = {}) => {
  const resolved = await resolveVariables(variables.map(variable), { backend, range, ...rest });
  return (name: string) => resolved.get(name)!;
};
const jobs = (rest: Partial<DashboardVariable>) =>
  resolve([query("job", "label_values(job)", rest)]).then((get) => get("job"));

test("resolveVariables keeps the saved value while it is an option", async () => {
  expect(await jobs({ current: { value: "api", text: "api" } })).toMatchObject({ value: "api", state: "ok" });
});

test("resolveVariables takes the first option instead of a saved value that is gone", async () => {
  expect(await jobs({ current: { value: "gone", text: "gone" } })).toMatchObject({ value: "web", all: false });
  expect(await jobs({ multi: true, current: { value: ["gone"], text: ["gone"] } })).toMatchObject({ value: ["web"] });
});

test("resolveVariables prefers All to the first option where there is one", async () => {
  expect(await jobs({ includeAll: true, current: { value: "gone", text: "gone" } })).toMatchObject({
    value: ["web", "api", "db"],
    all: true,
    text: "All",
  });
  expect(await jobs({ includeAll: true, allValue: ".+", current: { value: ["$__all"], text: ["All"] } })).toMatchObject(
    {
      all: true,
      allValue: ".+",
    },
  );
  expect(await jobs({ current: { value: "$__all", text: "All" } })).toMatchObject({ value: "web", all: false });
});

test("resolveVariables keeps those of several saved values that are still options", async () => {
  expect(await jobs({ multi: true, current: { value: ["db", "gone", "api"], text: [] } })).toMatchObject({
    value: ["db", "api"],
    text: ["db", "api"],
  });
});

test("resolveVariables resolves a chain in the order of dependency, whatever the dashboard's order", async () => {
  const get = await resolve([
    query("pod", 'label_values(up{job=~"$job"}, pod)', { current: { value: "api-2", text: "api-2" } }),
    query("job", "label_values(job)", { multi: true, current: { value: ["api"], text: ["api"] } }),
  ]);
  expect(get("pod")).toMatchObject({ value: "api-2", options: [{ value: "api-1" }, { value: "api-2" }] });
});

test.for<[string, string[]]>([
  ["/(\\w+):/", ["host10", "host9", "HOST1"]],
  ["/host(?<value>\\d+):(?<text>\\d+)/i", ["10", "9", "1"]],
  ["/(\\d)/g", ["1", "0", "9"]],
  ["host.*", ["host10:9100", "host9:9100"]],
  ["/HOST/", ["HOST1:9100"]],
])("resolveVariables applies the regex %s", async ([regex, expected]) => {
  const get = await resolve([query("x", "label_values(instance)", { regex })]);
  expect(get("x").options.map(({ value }) => value)).toEqual(expected);
});

test("resolveVariables takes texts from a group of that name", async () => {
  const get = await resolve([query("x", "label_values(instance)", { regex: "/(?<text>host9):(?<value>\\d+)/" })]);
  expect(get("x").options).toEqual([{ text: "host9", value: "9100" }]);
});

test.for<[number, string[]]>([
  [0, ["b10", "B9", "a2"]],
  [1, ["B9", "a2", "b10"]],
  [2, ["b10", "a2", "B9"]],
  [3, ["a2", "B9", "b10"]],
  [4, ["b10", "B9", "a2"]],
  [5, ["a2", "b10", "B9"]],
  [6, ["B9", "b10", "a2"]],
  [7, ["a2", "B9", "b10"]],
  [8, ["b10", "B9", "a2"]],
])("sortOptions of kind %d gives %j", ([sort, expected]) => {
  const options = ["b10", "B9", "a2"].map((text) => ({ text, value: text }));
  expect(sortOptions(options, sort).map(({ text }) => text)).toEqual(expected);
});

test("resolveVariables cuts values out of query_result with a regex", async () => {
  const get = await resolve([query("job", "query_result(topk(3, up))", { regex: '/job="([^"]+)"/' })]);
  expect(asked.at(-1)).toBe("topk(3, up)");
  expect(get("job").options.map(({ value }) => value)).toEqual(["a", "b"]);
  const plain = await resolve([query("x", "query_result(up)")]);
  expect(plain("x").options[0]!.value).toBe('up{job="a"} 1 1700003600000');
});

test("resolveVariables knows metrics(), label_names() and bare selectors", async () => {
  const get = await resolve([query("m", "metrics(node_)"), query("l", "label_names()"), query("s", "up")]);
  expect(get("m").options.map(({ value }) => value)).toEqual(["node_load1", "node_cpu"]);
  expect(get("l").options.map(({ value }) => value)).toEqual(["__name__", "job"]);
  expect(get("s").options.map(({ value }) => value)).toEqual(['up{job="a"}']);
});

test.for([
  ["label_values({}, job)", "job|"],
  ["label_values( { }, job)", "job|"],
  ['label_values({job=~".+"}, "a.b")', 'a.b|{job=~".+"}'],
])("resolveVariables asks for %s as Grafana does: %s", async ([text, expected]) => {
  await resolve([query("x", text!)]);
  expect(asked.at(-1)).toBe(expected);
});

test.for([
  ["label_values()", "empty", "label_values() needs an argument"],
  ["metrics()", "empty", "metrics() needs an argument"],
  ["query_result()", "empty", "query_result() needs an argument"],
  ["query_result( )", "error", "query_result() needs an argument"],
  ["label_values(up)(x)", "error", "label_values() needs the name of a label as its last argument"],
  ["$nothing", "ok", undefined],
  ["", "error", "the query is empty"],
])(
  "resolveVariables makes of the query %s the state %s, and sends the server nothing that it would refuse",
  async ([text, state, reason]) => {
    const before = asked.length;
    const get = await resolve([query("x", text!)]);
    expect(get("x").state).toBe(state);
    expect(get("x").reason).toBe(reason);
    expect(asked).toHaveLength(before);
  },
);

test("customOptions splits at commas that are not escaped and knows texts", () => {
  expect(customOptions("a : 1, b,c\\,d , x : y : z")).toEqual([
    { text: "a", value: "1" },
    { text: "b", value: "b" },
    { text: "c,d", value: "c,d" },
    { text: "x : y", value: "z" },
  ]);
  expect(customOptions('[{"text":"one","value":"1"}]')).toEqual([{ text: "one", value: "1" }]);
  expect(customOptions('[{"value":{"toString":1}},{"value":[2]},{"value":null}]').map(({ value }) => value)).toEqual([
    '{"toString":1}',
    "[2]",
    "null",
  ]);
  expect(customOptions("[a],b").map(({ value }) => value)).toEqual(["[a]", "b"]);
});

test("resolveVariables chooses among a custom variable's values", async () => {
  const get = await resolve([{ name: "c", type: "custom", query: "a : 1,b : 2", current: { value: "2", text: "b" } }]);
  expect(get("c")).toMatchObject({ value: "2", text: "b", state: "ok" });
});

test("resolveVariables shares the range out for an auto interval", async () => {
  const auto = { count: 30, minInterval: "10s" };
  const get = await resolve([
    { name: "auto", type: "interval", query: "1m,1h", auto, current: { value: "$__auto_interval_auto", text: "auto" } },
    { name: "saved", type: "interval", query: "1m,1h", current: { value: "1h", text: "1h" } },
    { name: "gone", type: "interval", query: "1m,1h", current: { value: "5h", text: "5h" } },
  ]);
  expect([get("auto").value, get("saved").value, get("gone").value]).toEqual(["2m", "1h", "1m"]);
  expect(intervalOptions("'1 m',5m")).toEqual(["1 m", "5m"]);
});

test("resolveVariables takes text boxes, constants, filters and switches as they are", async () => {
  const get = await resolve([
    { name: "box", type: "textbox", query: "old", current: { value: "typed", text: "typed" } },
    { name: "constant", type: "constant", query: "value-$box" },
    { name: "filters", type: "adhoc", query: "", filters: [{ key: "job", operator: "=~", value: "a.*" }] },
    { name: "switch", type: "switch", query: "", current: { value: "true", text: "true" } },
    { name: "group", type: "groupby", query: "", current: { value: ["job"], text: ["job"] } },
  ]);
  expect(["box", "constant", "filters", "switch", "group"].map((name) => get(name).value)).toEqual([
    "typed",
    "value-typed",
    'job=~"a.*"',
    "true",
    ["job"],
  ]);
});

test("resolveVariables chooses data sources by type and name", async () => {
  const dataSources = [
    { uid: "1", name: "loki", type: "loki" },
    { uid: "2", name: "prom-test", type: "prometheus" },
    { uid: "3", name: "prom-prod", type: "prometheus" },
  ];
  const get = await resolve([{ name: "ds", type: "datasource", query: "prometheus", regex: "/prod/" }], {
    dataSources,
  });
  expect(get("ds")).toMatchObject({ value: "3", text: "prom-prod" });
  const none = await resolve([{ name: "ds", type: "datasource", query: "mimir" }], { dataSources });
  expect(none("ds")).toMatchObject({ state: "empty", reason: "no data source of type mimir fits" });
});

test("resolveVariables says why a variable has no values", async () => {
  const get = await resolve([
    query("nothing", "label_values(nothing)"),
    query("filtered", "label_values(job)", { regex: "/zzz/" }),
    query("invalid", "label_values(job)", { regex: "/(/" }),
    query("refused", "label_values(broken)"),
    query("typo", "label_values($nope, job)"),
  ]);
  expect(
    ["nothing", "filtered", "invalid", "refused", "typo"].map((name) => [get(name).state, get(name).reason]),
  ).toEqual([
    ["empty", "its query has no answer"],
    ["empty", "its query has 3 answers, but none matches the regex /zzz/"],
    ["error", "/(/ is not a valid regular expression"],
    ["error", "parse error"],
    ["empty", "its query has no answer; $nope is not defined in the dashboard"],
  ]);
});

test("resolveVariables fills a variable that names itself with its saved value", async () => {
  const get = await resolve([query("job", "label_values($job)", { current: { value: "instance", text: "instance" } })]);
  expect(get("job")).toMatchObject({ state: "ok", value: "host10:9100" });
});

test("resolveVariables reports a loop of 1,000 variables and goes on with the rest", async () => {
  const loop = Array.from({ length: 1000 }, (_, index) =>
    query(`v${index}`, `label_values(up{x="$v${(index + 1) % 1000}"}, y)`, {
      current: { value: "saved", text: "saved" },
    }),
  );
  const get = await resolve([...loop, query("job", "label_values(job)")], { maxVariables: 2000 });
  expect(get("v7")).toMatchObject({
    state: "error",
    value: "saved",
    reason: expect.stringContaining("depend on each other"),
  });
  expect(get("job")).toMatchObject({ state: "ok", value: "web" });
});

test("resolveVariables breaks a catastrophic regex off", async () => {
  const hostile: QueryBackend = { ...backend, labelValues: async () => [`${"a".repeat(50)}!`] };
  const get = await resolve([query("x", "label_values(job)", { regex: "/^(a|aa)+$/" })], { backend: hostile });
  expect(get("x")).toMatchObject({ state: "error", reason: expect.stringContaining("takes too long") });
});
