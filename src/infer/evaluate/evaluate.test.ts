import { expect, test } from "vitest";
import { defined } from "../../json/defined.ts";
import { attemptWork, Work } from "../../promql/grammar/work.ts";
import { parseExpression } from "../../promql/tree/parse.ts";
import { createPatternCache } from "../patterns/pattern-match.ts";
import { evaluate } from "./evaluate.ts";
import { allOf, type Evaluated, type LevelSeries } from "./level-series.ts";
import { selectSeries } from "./memory-backend.ts";

const nowSeconds = 1_000_000;
const historySeconds = 6 * 3600;

/** Two hosts in two zones, and what they have; `requests_total` grows by 2 and 3 a second. */
const known: Readonly<Record<string, readonly LevelSeries[]>> = {
  x: [
    series("x", { host: "a", zone: "1" }, 10),
    series("x", { host: "b", zone: "1" }, 20),
    series("x", { host: "c", zone: "2" }, 60),
  ],
  total: [series("total", { host: "a" }, 40), series("total", { host: "b" }, 40), series("total", { host: "d" }, 40)],
  info: [series("info", { host: "a", version: "v1" }, 1), series("info", { host: "b", version: "v2" }, 1)],
  requests_total: [
    series("requests_total", { code: "200" }, 7200, 2),
    series("requests_total", { code: "500" }, 10_800, 3),
  ],
  wait_bucket: [
    series("wait_bucket", { le: "1" }, 50, 0.5),
    series("wait_bucket", { le: "2" }, 90, 0.9),
    series("wait_bucket", { le: "+Inf" }, 100, 1),
  ],
};

function series(name: string, labels: Readonly<Record<string, string>>, value: number, rate?: number): LevelSeries {
  return {
    labels: new Map([...Object.entries(labels), ["__name__", name]]),
    values: allOf(value, 1),
    ...defined({ rates: rate === undefined ? undefined : allOf(rate, 1) }),
  };
}

function run(expr: string): Evaluated {
  const parsed = parseExpression(expr);
  if (!parsed.ok) throw new Error(`not parsed: ${expr}`);
  const index = { byName: new Map(Object.entries(known)), patterns: createPatternCache(), instants: 1 };
  return evaluate(parsed.root, {
    nowSeconds,
    historySeconds,
    instants: 1,
    select: (selector) => selectSeries(selector, index),
  });
}

/** A vector as lines, sorted: `{host="a"} 10`. */
function lines(expr: string): string[] {
  const found = run(expr);
  if (found.kind !== "vector") return [JSON.stringify(found.kind === "scalar" ? found.values[0] : found.text)];
  return found.series
    .map(({ labels, values: [value] }) => {
      const { __name__: name = "", ...rest } = Object.fromEntries(labels);
      const texts = Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1));
      return `${name}{${texts.map(([label, text]) => `${label}="${text}"`).join(",")}} ${Number(value!.toPrecision(6))}`;
    })
    .sort();
}

test.for<[expr: string, ...expected: string[]]>([
  ['x{host="a"}', 'x{host="a",zone="1"} 10'],
  ['x{host=~"a|b",zone!="2",host!~"b"}', 'x{host="a",zone="1"} 10'],
  ["missing"],
  ['-x{host="a"}', '{host="a",zone="1"} -10'],
  ["abs(x{zone='2'} - 100)", '{host="c",zone="2"} 40'],
  ["1.5 * 2 + 1", "4"],
  ["'text'", '"text"'],
  ["time()", "1000000"],
  ["vector(2)", "{} 2"],
  ["scalar(x{host='a'})", "10"],
  ["absent(missing)", "{} 1"],
  ["absent(x)"],
  ["time() - timestamp(x{host='a'})", '{host="a",zone="1"} 0'],
  ["clamp_max(x{zone='1'}, 15)", '{host="a",zone="1"} 10', '{host="b",zone="1"} 15'],
])("evaluate knows what comes of %s", ([expr, ...expected]) => {
  expect(lines(expr)).toEqual(expected);
});

test.for<[expr: string, ...expected: string[]]>([
  ["sum(x)", "{} 90"],
  ["sum by (zone) (x)", '{zone="1"} 30', '{zone="2"} 60'],
  ["avg without (host) (x)", '{zone="1"} 15', '{zone="2"} 60'],
  ["max(x) - min(x)", "{} 50"],
  ["count by (zone) (x)", '{zone="1"} 2', '{zone="2"} 1'],
  ["stddev(x{zone='1'})", "{} 5"],
  ["quantile(0.5, x)", "{} 20"],
  ["topk(1, x)", 'x{host="c",zone="2"} 60'],
  ["bottomk by (zone) (1, x)", 'x{host="a",zone="1"} 10', 'x{host="c",zone="2"} 60'],
  ['count_values("value", total)', '{value="40"} 3'],
])("evaluate aggregates by %s", ([expr, ...expected]) => {
  expect(lines(expr)).toEqual(expected);
});

test.for<[expr: string, ...expected: string[]]>([
  ["x / on (host) total", '{host="a"} 0.25', '{host="b"} 0.5'],
  ["x / ignoring (zone) total", '{host="a"} 0.25', '{host="b"} 0.5'],
  ["x / total"],
  // Zone 1 has two series on both sides: an error on a server.
  ["x / on (zone) x"],
  [
    "x * on (host) group_left (version) info",
    '{host="a",version="v1",zone="1"} 10',
    '{host="b",version="v2",zone="1"} 20',
  ],
  [
    "info * on (host) group_right (version) x",
    '{host="a",version="v1",zone="1"} 10',
    '{host="b",version="v2",zone="1"} 20',
  ],
  ["x and on (host) info", 'x{host="a",zone="1"} 10', 'x{host="b",zone="1"} 20'],
  ["x unless on (host) info", 'x{host="c",zone="2"} 60'],
  ["total{host='a'} or on (host) x{zone='1'}", 'total{host="a"} 40', 'x{host="b",zone="1"} 20'],
])("evaluate matches the series of %s", ([expr, ...expected]) => {
  expect(lines(expr)).toEqual(expected);
});

test.for<[expr: string, ...expected: string[]]>([
  ["x > 15", 'x{host="b",zone="1"} 20', 'x{host="c",zone="2"} 60'],
  ["15 > x", 'x{host="a",zone="1"} 10'],
  ["x{zone='1'} == bool 10", '{host="a",zone="1"} 1', '{host="b",zone="1"} 0'],
  ["x < on (host) total", 'x{host="a"} 10', 'x{host="b"} 20'],
  ["2 > bool 1", "1"],
])("evaluate compares in %s", ([expr, ...expected]) => {
  expect(lines(expr)).toEqual(expected);
});

test.for<[expr: string, ...expected: string[]]>([
  ["sum(rate(requests_total[5m]))", "{} 5"],
  // 2 a second for 10 minutes.
  ['increase(requests_total{code="200"}[10m])', '{code="200"} 1200'],
  ["changes(x{host='a'}[5m])", '{host="a",zone="1"} 0'],
  // A sample every 15 seconds.
  ["count_over_time(x{host='a'}[1m])", '{host="a",zone="1"} 4'],
  ["avg_over_time(x{host='a'}[1h])", '{host="a",zone="1"} 10'],
  ["last_over_time(x{host='a'}[1h])", 'x{host="a",zone="1"} 10'],
  // Rank 75 of 100 lies 25 of 40 into the bucket from 1 to 2.
  ["histogram_quantile(0.75, rate(wait_bucket[5m]))", "{} 1.625"],
  // The highest finite bound is all that is known of the rest.
  ["histogram_quantile(0.99, sum by (le) (rate(wait_bucket[5m])))", "{} 2"],
])("evaluate takes every series at its level in %s", ([expr, ...expected]) => {
  expect(lines(expr)).toEqual(expected);
});

test("evaluate finds nothing behind an offset that goes beyond the data", () => {
  expect(lines("x{host='a'} offset 1h")).toEqual(['x{host="a",zone="1"} 10']);
  expect(lines("x offset 1w")).toEqual([]);
});

test("evaluate makes labels as label_replace and label_join do", () => {
  expect(lines('label_replace(x{host="a"}, "node", "n-$1", "host", "(.*)")')).toEqual([
    'x{host="a",node="n-a",zone="1"} 10',
  ]);
  expect(lines('label_replace(x{host="a"}, "node", "$1", "host", "(z)")')).toEqual(['x{host="a",zone="1"} 10']);
  expect(lines('label_join(x{host="a"}, "both", "/", "zone", "host")')).toEqual(['x{both="1/a",host="a",zone="1"} 10']);
});

test("evaluate leaves the argument of a function that it does not know as it is", () => {
  expect(lines("deg(x{host='a'})")).toEqual(['{host="a",zone="1"} 10']);
});

test("evaluate stops where there are not enough steps", () => {
  const parsed = parseExpression("x");
  const run = () =>
    evaluate(parsed.ok ? parsed.root : null!, { nowSeconds, historySeconds, instants: 8, select: () => known["x"]! });
  // One, and for each of the three series four, one for each of its labels and one for its eight values.
  expect(attemptWork(new Work(24), run)).toBeUndefined();
  expect(attemptWork(new Work(25), run)).toBeDefined();
});
