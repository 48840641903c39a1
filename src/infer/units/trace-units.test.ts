import { expect, test } from "vitest";
import { parseExpression } from "../../promql/tree/parse.ts";
import { quantityOfUnit } from "./grafana-units.ts";
import { traceUnits } from "./trace-units.ts";

/** Each selector's measure as `name: dimension × scale, as what`. */
function traced(expr: string, unit: string | undefined): string[] {
  const parsed = parseExpression(expr);
  if (!parsed.ok) throw new Error(`not parsed: ${expr}`);
  return [...traceUnits(parsed.root, quantityOfUnit(unit))].map(
    ([
      { metric },
      {
        quantity: { dimension, scale, perSecond },
        shown,
        overSeconds,
      },
    ]) =>
      `${metric}: ${dimension}${perSecond ? "/s" : ""} × ${scale}, ${shown}${overSeconds === undefined ? "" : ` over ${overSeconds}`}`,
  );
}

test.for([
  // What is shown is in the unit; a value of x is so many of the base unit.
  ["x", "bytes", ["x: bytes × 1, value"]],
  ["x", "kbytes", ["x: bytes × 1024, value"]],
  ["sum by (pod) (x)", "ms", ["x: seconds × 0.001, value"]],
  ["avg(x) * 1000", "ms", ["x: seconds × 1, value"]],
  ["1000 * avg_over_time(x[5m])", "ms", ["x: seconds × 1, value"]],
  ["x / 1024 / 1024", "mbytes", ["x: bytes × 1, value"]],
  [
    "x / (1024 * 1024)",
    "decmbytes",
    ["x: bytes × 0.95367431640625, value".replace("0.95367431640625", "0.953674316406")],
  ],
  ["x / 1e9", "s", ["x: seconds × 1e-9, value"]],
  ["x * 100", "percent", ["x: share × 1, value"]],
  ["100 - x", "percent", ["x: share × 0.01, value"]],
  ["rate(x[5m]) * 8", "bps", ["x: bytes × 1, rate"]],
  ["rate(x[5m])", "Bps", ["x: bytes × 1, rate"]],
  ["sum(irate(x[5m]))", "reqps", ["x: count × 1, rate"]],
  ["increase(x[1h])", "bytes", ["x: bytes × 1, increase over 3600"]],
  ["rate(x_cpu[5m])", "percentunit", ["x_cpu: seconds × 1, rate"]],
  ["rate(x_cpu_ns[5m]) / 1e9 * 100", "percent", ["x_cpu_ns: seconds × 1e-9, rate"]],
  ["rate(errors[5m])", "percentunit", []],
  // Moments.
  ["time() - x", "s", ["x: date × 1, value"]],
  ["time() - x", undefined, ["x: date × 1, value"]],
  ["(x - time()) / 86400", "d", ["x: date × 1, value"]],
  ["time() * 1000 - x", "ms", ["x: date × 0.001, value"]],
  ["time() - x / 1000", "s", ["x: date × 0.001, value"]],
  ["x", "dateTimeAsIso", ["x: date × 0.001, value"]],
  ["max(x) * 1000", "dateTimeFromNow", ["x: date × 1, value"]],
  // Ratios: what is averaged has the unit, parts of a share have none.
  ["a / b", "percentunit", []],
  ["sum(rate(x_sum[5m])) / sum(rate(x_count[5m]))", "s", ["x_sum: seconds × 1, rate"]],
  ["x / 10", "s", ["x: seconds × 0.1, value"]],
  ["10 / x", "s", []],
  ["x * on (pod) group_left (node) kube_pod_info", "bytes", ["x: bytes × 1, value"]],
  ["a + b - c", "bytes", ["a", "b", "c"].map((name) => `${name}: bytes × 1, value`)],
  ["a or b", "bytes", ["a", "b"].map((name) => `${name}: bytes × 1, value`)],
  ["a and b", "bytes", ["a: bytes × 1, value"]],
  ["x > 5", "s", ["x: seconds × 1, value"]],
  ["x > bool 5", "s", []],
  ["count(x)", "s", []],
  ["histogram_quantile(0.9, sum by (le) (rate(x_bucket[5m])))", "ms", ["x_bucket: seconds × 0.001, observation"]],
  ["histogram_quantile(0.9, rate(x_bucket[5m])) * 1000", "ms", ["x_bucket: seconds × 1, observation"]],
  // Without a unit, powers of 1024 and per cent speak for themselves.
  ["x / 1024 / 1024 / 1024", undefined, ["x: bytes × 1, value"]],
  ["x / 1024^2", "short", ["x: bytes × 1, value"]],
  ["x * 100", undefined, ["x: share × 1, value"]],
  ["x / 1000", undefined, []],
  ["1 - avg(x)", undefined, ["x: share × 1, value"]],
  ["100 - x * 100", undefined, ["x: share × 1, value"]],
] as const)("traceUnits of %s shown in %s: %j", ([expr, unit, expected]) => {
  expect(traced(expr, unit)).toEqual(expected);
});
