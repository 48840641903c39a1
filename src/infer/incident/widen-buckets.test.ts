import { expect, test } from "vitest";
import { parseFilled } from "../../promql/tree/parse.ts";
import { inferSpec } from "../infer-spec.ts";
import { widenBuckets } from "./widen-buckets.ts";

test.for([
  ["histogram_quantile(0.9, rate(x_seconds_bucket[5m])) > 40", [40, 100, 200]],
  ["histogram_quantile(0.9, rate(x_seconds_bucket[5m])) > 0.001", []],
  ["rate(x_seconds_bucket[5m]) > 40", []],
] as const)("widenBuckets adds to the buckets of %s: %j", async ([expr, added]) => {
  const parsed = parseFilled(expr);
  if (!parsed.ok) throw new Error(parsed.reason);
  const { metrics } = await inferSpec([], { nowMs: 1_800_000_000_000, rules: [{ kind: "alert", name: "A", expr }] });
  const [before] = metrics;
  const [after] = widenBuckets(metrics, [parsed.root]);
  expect(after!.buckets).toEqual([...before!.buckets, ...added]);
});
