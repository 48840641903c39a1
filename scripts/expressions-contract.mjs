/**
 * Records what a real Grafana answers to expressions, for test/contracts: grafana-expressions is the contract of the
 * double too, grafana-calculations of what is worked out here. It needs no data: the queries are literals.
 *
 *   GRAFANA_URL=… GRAFANA_TOKEN=… DATA_SOURCE=<uid of a Prometheus> node scripts/expressions-contract.mjs
 */
import { writeFileSync } from "node:fs";

const { GRAFANA_URL: url, GRAFANA_TOKEN: token, DATA_SOURCE: uid = "prom-main" } = process.env;
const [from, to] = [1_795_000_200_000, 1_795_003_800_000];

const query = (refId, expr, rest = {}) => ({
  refId,
  expr,
  datasource: { uid: "prom-main", type: "prometheus" },
  range: true,
  instant: false,
  intervalMs: 15_000,
  maxDataPoints: 10,
  ...rest,
});
const calculation = (refId, type, rest) => ({
  refId,
  type,
  datasource: { uid: "__expr__", type: "__expr__" },
  ...rest,
});
const math = (refId, expression) => calculation(refId, "math", { expression });
const reduce = (refId, reducer, expression, settings) =>
  calculation(refId, "reduce", { reducer, expression, ...(settings === undefined ? {} : { settings }) });
const resample = (refId, expression, window, downsampler = "mean", upsampler = "fillna") =>
  calculation(refId, "resample", { expression, window, downsampler, upsampler });
const threshold = (refId, expression, type = "gt", params = [0]) =>
  calculation(refId, "threshold", { expression, conditions: [{ evaluator: { type, params } }] });
const classic = (refId, input, type = "gt", params = [0]) =>
  calculation(refId, "classic_conditions", {
    conditions: [
      {
        evaluator: { type, params },
        operator: { type: "and" },
        query: { params: [input] },
        reducer: { type: "last", params: [] },
        type: "query",
      },
    ],
  });

const one = query("A", "vector(1)");
const none = query("E", "vector(1) > 2");
const nan = query("N", "vector(0) / 0");
const two = query("T", 'label_replace(vector(1), "j", "a", "", "") or label_replace(vector(2), "j", "b", "", "")');
const other = query("U", 'label_replace(vector(3), "k", "z", "", "")');
const partly = query("P", "vector(0) / (vector(time()) % 600)");
const wrong = query("Z", "sum(");
const dropped = { mode: "dropNN" };

const requests = {
  "math on a query": [one, math("B", "$A * 2 + 1")],
  "math on a hidden query": [{ ...one, hide: true }, math("B", "$A * 2")],
  "math without queries": [math("B", "1 + 1")],
  "math on a query without data": [none, math("B", "$E * 2")],
  "math on queries with and without data": [one, none, math("B", "$A + $E")],
  "math on NaN": [nan, math("B", "$N + 1"), math("C", "$N || 1"), math("D", "is_nan($N)"), math("F", "$N > 1")],
  "math that tests for NaN, without data": [none, math("B", "is_nan($E)"), math("C", "is_null($E)")],
  "math that divides by 0": [one, math("B", "$A / 0")],
  "math on labels": [two, query("S", "vector(10)"), math("B", "$T * $S"), math("C", "$T / $T")],
  "math on labels that do not fit": [two, other, math("B", "$T + $U")],
  "math on one series each, labels that do not fit": [
    query("A", 'label_replace(vector(1), "j", "a", "", "")'),
    other,
    math("B", "$A + $U"),
  ],
  "math with braces": [query("my query", "vector(4)"), math("B", `\${my query} ** 2`)],
  "math with functions": [one, math("B", "abs(-$A) + ceil(1.2) - log(1)"), math("C", "-$A + 1")],
  "math on a query that is missing": [one, math("B", "$Q * 2")],
  "math that does not parse": [one, math("B", "$A *")],
  "math with an unknown function": [one, math("B", "foo($A)")],
  "math on itself": [one, math("B", "$B")],
  "math in a circle": [one, math("B", "$C"), math("C", "$B")],
  "math on instant values": [query("A", "vector(5)", { range: false, instant: true }), math("B", "$A * 2")],
  "math on math": [one, math("B", "$A + 1"), math("C", "$B * 10")],
  "math on a query that fails": [one, wrong, math("B", "$Z * 2"), math("C", "$A * 2")],
  reduce: [two, reduce("B", "mean", "T"), reduce("C", "last", "$T"), reduce("D", "count", "T")],
  "reduce without data": [none, reduce("B", "count", "E")],
  "reduce NaN": [nan, reduce("B", "mean", "N"), reduce("C", "count", "N"), reduce("D", "last", "N")],
  "reduce NaN, dropped": [
    nan,
    reduce("B", "mean", "N", dropped),
    reduce("C", "sum", "N", dropped),
    reduce("D", "count", "N", dropped),
  ],
  "reduce NaN, replaced": [nan, reduce("B", "mean", "N", { mode: "replaceNN", replaceWithValue: 7 })],
  "reduce a little NaN": [partly, reduce("B", "mean", "P"), reduce("C", "max", "P"), reduce("D", "mean", "P", dropped)],
  "reduce instant values": [query("A", "vector(5)", { range: false, instant: true }), reduce("B", "mean", "A")],
  "reduce with an unknown reducer": [one, reduce("B", "average", "A")],
  "reduce a query that is missing": [one, reduce("B", "mean", "Q")],
  resample: [one, resample("B", "A", "10m"), resample("C", "A", "1m", "mean", "pad")],
  "resample without data": [none, resample("B", "E", "10m")],
  "resample by count": [one, resample("B", "A", "10m", "count")],
  threshold: [one, threshold("B", "A"), reduce("C", "last", "A"), threshold("D", "C", "lt")],
  "threshold without data": [none, threshold("B", "E")],
  "threshold of NaN": [nan, threshold("B", "N")],
  "threshold without a condition": [one, calculation("B", "threshold", { expression: "A", conditions: [] })],
  conditions: [one, classic("B", "A"), classic("C", "A", "gt", [9])],
  "conditions without data": [none, classic("B", "E"), classic("C", "E", "no_value", [])],
  "conditions on NaN": [nan, classic("B", "N")],
  "conditions on an expression": [one, reduce("B", "last", "A"), classic("C", "B")],
  "conditions as an input": [one, classic("B", "A"), math("C", "$B + 1")],
  "SQL, switched off": [one, calculation("B", "sql", { expression: "SELECT * FROM A" })],
  "an unknown type": [one, calculation("B", "magic", { expression: "$A" })],
  "two queries with one refId": [one, one, math("B", "$A")],
  "the old uid": [one, { ...math("B", "$A * 2"), datasource: { type: "__expr__", uid: "-100" } }],
  "the data source as a name": [one, { ...math("B", "$A * 2"), datasource: "__expr__" }],
};

const wave = query("W", "vector(time() % 700)");
const several = query(
  "L",
  'label_replace(vector(4), "j", "a", "", "") or label_replace(vector(time() % 500), "j", "b", "", "")',
);
const finer = query(
  "M",
  'label_replace(label_replace(vector(2), "j", "a", "", ""), "k", "z", "", "") or ' +
    'label_replace(label_replace(vector(5), "j", "c", "", ""), "k", "z", "", "")',
);
const named = query("G", 'label_replace(vector(3), "__name__", "memory", "", "")');
const otherName = query("H", 'label_replace(vector(8), "__name__", "limit", "", "")');
const signs = query("S", "vector(time() % 5 - 2.5)");
const gaps = query("K", "vector(time()) % 700 > 250");
const now = (refId, expr) => query(refId, expr, { range: false, instant: true });
const conditions = (refId, ...list) =>
  calculation(refId, "classic_conditions", {
    conditions: list.map(([input, reducer, type, params, operator = "and"]) => ({
      evaluator: { type, params },
      operator: { type: operator },
      query: { params: [input] },
      reducer: { type: reducer, params: [] },
      type: "query",
    })),
  });
const threshold2 = (refId, expression, rest) =>
  calculation(refId, "threshold", { expression, conditions: [{ evaluator: { type: "gt", params: [300] }, ...rest }] });
const letters = [..."BCDEFIJOPQRVXYZ"];
const each = (names, one) => names.map((name, index) => one(letters[index], name));

const calculations = {
  operators: [
    wave,
    ...each(["%", "**", "==", "!=", ">", "<", ">=", "<=", "&&", "||", "-"], (refId, op) => math(refId, `$W ${op} 3`)),
  ],
  "operators in a row": [
    one,
    ...each(["2 ** 3 ** 2", "-2 ** 2", "1 - 2 - 3", "2 + 3 * 4 > 13 && 1", "!0 + 1", "8 / 4 / 2", "7 % 4 * 2"], math),
  ],
  numbers: [one, ...each(["010", "0x1F", "1e3", ".5", "089", "1.", "2 ** 0.5", "-7 % 3"], math)],
  "symbols without a space": [one, math("B", "$A *-1")],
  "two numbers in a row": [one, math("B", "1 2")],
  functions: [
    signs,
    ...each(
      ["abs($S)", "log($S)", "round($S)", "ceil($S)", "floor($S)", "is_inf(log($S + 2.5))", "is_number(log($S))"],
      math,
    ),
  ],
  "missing and not finite": [
    one,
    ...each(
      ["null()", "is_null(null())", "is_nan(null())", "nan() || 1", "inf()", "infn()", "$A + null()", "-null()"],
      math,
    ),
  ],
  "function of nothing": [one, math("B", "abs()")],
  "function of two": [one, math("B", "abs($A, $A)")],
  "1 to an infinite power": [one, math("B", "1 ** inf()"), math("C", "(0 - 1) ** inf()"), math("D", "nan() ** 0")],
  "labels of which one side has more": [several, finer, math("B", "$L + $M"), math("C", "$M - $L")],
  "names that differ": [named, otherName, math("B", "$G / $H"), math("C", "$G * 2")],
  "instants that differ": [gaps, wave, math("B", "$K + $W"), math("C", "$W + $K")],
  reducers: [
    wave,
    ...each(["sum", "mean", "min", "max", "count", "last", "median"], (refId, by) => reduce(refId, by, "W")),
  ],
  "reducers of NaN, dropped and replaced": [
    query("P", "vector(0) / (vector(time()) % 720)"),
    ...each(["sum", "mean", "min", "last", "median", "count"], (refId, by) => reduce(refId, by, "P", dropped)),
    ...each(["sum", "mean"], (refId, by) => reduce(`R${refId}`, by, "P", { mode: "replaceNN", replaceWithValue: 3 })),
  ],
  "a number reduced again": [
    one,
    reduce("B", "last", "A"),
    reduce("C", "mean", "B"),
    reduce("D", "count", "B", dropped),
  ],
  "a scalar reduced": [one, math("B", "1 + 1"), reduce("C", "mean", "B")],
  "a series with a reduced one": [several, reduce("B", "max", "L"), math("C", "$L / $B * 100")],
  "resampled down": [
    wave,
    ...each(["sum", "mean", "min", "max", "last"], (refId, by) => resample(refId, "W", "20m", by, "pad")),
  ],
  "resampled up": [
    gaps,
    ...each(["pad", "backfilling", "fillna"], (refId, by) => resample(refId, "K", "150s", "last", by)),
  ],
  "resampled by windows of several units": [
    wave,
    ...each(["1h30m", "0.5h", "90000ms"], (refId, by) => resample(refId, "W", by)),
  ],
  "a resampled one used": [
    wave,
    resample("B", "W", "10m"),
    math("C", "$B * 2"),
    math("D", "$B + $W"),
    reduce("E", "sum", "B"),
  ],
  "a reduced one resampled": [wave, reduce("B", "last", "W"), resample("C", "B", "10m")],
  thresholds: [
    wave,
    ...each(["eq", "ne", "gte", "lte"], (refId, type) => threshold(refId, "W", type, [500])),
    ...each(["within_range", "outside_range", "within_range_included", "outside_range_included"], (refId, type) =>
      threshold(`R${refId}`, "W", type, [200, 500]),
    ),
    threshold("T", "W", "within_range", [500, 200]),
  ],
  "a threshold that ends at another": [
    wave,
    threshold2("B", "W", { unloadEvaluator: { type: "lt", params: [100] } }),
    threshold2("C", "W", {}),
  ],
  "a threshold without its second number": [wave, threshold("B", "W", "within_range", [1])],
  "several conditions": [
    wave,
    several,
    conditions("B", ["W", "avg", "gt", [9]], ["L", "max", "lt", [1]]),
    conditions("C", ["W", "avg", "gt", [9]], ["L", "max", "lt", [1], "or"]),
    conditions("D", ["L", "min", "within_range", [5, 3]], ["W", "count", "gt", [3], "logic-or"]),
    ...each(["sum", "median", "diff", "diff_abs", "percent_diff", "percent_diff_abs", "count_non_null"], (refId, by) =>
      conditions(`R${refId}`, ["W", by, "gt", [50]]),
    ),
  ],
  "conditions on instant values": [now("A", "vector(5)"), conditions("B", ["A", "last", "gt", [4]])],
  "instant values": [
    now("A", 'label_replace(vector(5), "j", "b", "", "") or label_replace(vector(7), "j", "a", "", "")'),
    wave,
    math("B", "$A * 2"),
    reduce("C", "last", "A"),
    math("D", "$W + $A"),
    threshold("F", "A", "gt", [6]),
  ],
};

/** Leaves out what says how the answer came about. */
function withoutMeta({ results, ...rest }) {
  if (results === undefined) return rest;
  const frame = ({ schema, data }) => ({
    schema: { refId: schema.refId, fields: schema.fields.map(({ name, type, labels }) => ({ name, type, labels })) },
    data,
  });
  const result = ({ frames = [], ...said }) => ({ ...said, frames: frames.map(frame) });
  return { results: Object.fromEntries(Object.entries(results).map(([refId, value]) => [refId, result(value)])) };
}

async function record(asked, file) {
  const exchanges = [];
  for (const [name, queries] of Object.entries(asked)) {
    const body = { from: String(from), to: String(to), queries };
    const response = await fetch(`${url}/api/ds/query`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: JSON.stringify(body).replaceAll('"prom-main"', JSON.stringify(uid)),
    });
    const answer = { status: response.status, body: withoutMeta(await response.json()) };
    exchanges.push({ name, request: body, response: answer });
  }
  const path = new URL(`../test/contracts/${file}`, import.meta.url);
  writeFileSync(path, `[\n${exchanges.map((exchange) => JSON.stringify(exchange)).join(",\n")}\n]\n`);
}

await record(requests, "grafana-expressions-12.4.json");
await record(calculations, "grafana-calculations-12.4.json");
