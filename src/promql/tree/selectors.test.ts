import { expect, test } from "vitest";
import { findUnknownFunctions } from "../grammar/unknown-functions.ts";
import { findSelectors } from "./selectors.ts";

test("findSelectors says what the query does to the time of each selector", () => {
  const found = findSelectors("max_over_time(rate(a[5m] offset 1h)[1d:5m] offset 1w) + $m @ end() + b_$part");
  if (!found.ok) throw new Error(found.reason);
  expect(found.selectors).toMatchObject([
    {
      metric: "a",
      range: "5m",
      offset: "1h",
      subqueries: [{ range: "1d", step: "5m", offset: "1w" }],
      metricHasVariable: false,
    },
    { metric: "$m", at: "end()", subqueries: [], metricHasVariable: true },
    { metric: "b_$part", subqueries: [], metricHasVariable: true },
  ]);
  expect(found.selectors[1]).not.toHaveProperty("range");
});

test("findUnknownFunctions names what PromQL does not have, and whose it is", () => {
  const query = 'sum by (a) (range_last(x)) + foo(y) + $fn(z) + rate(w[5m]) + on (b) label_values # bar(\n + "baz("';
  expect(findUnknownFunctions(query)).toMatchObject([
    {
      name: "range_last",
      metricsql: true,
      from: 12,
      to: 22,
      reason: "range_last() is a function of MetricsQL (VictoriaMetrics), not of PromQL",
    },
    { name: "foo", metricsql: false, reason: "PromQL has no function foo()" },
  ]);
});
