import { expect, test } from "vitest";
import { labelFloat, withLabelFloats } from "./label-float.ts";
import { readText } from "./read-text.ts";

// Printed by Prometheus' formatOpenMetricsFloat.
test.for([
  [1, "1.0"],
  [0, "0.0"],
  [-1, "-1.0"],
  [0.5, "0.5"],
  [100_000, "100000.0"],
  [1_000_000, "1e+06"],
  [2.5e-5, "2.5e-05"],
  [Number.POSITIVE_INFINITY, "+Inf"],
] as const)("labelFloat writes %d as %s", ([value, text]) => {
  expect(labelFloat(value)).toBe(text);
});

test("withLabelFloats writes bounds and quantiles anew, and no label of another meaning", () => {
  const text =
    '# TYPE h histogram\nh_bucket{le="1"} 1\nh_bucket{le="+Inf"} 2\n# TYPE s summary\ns{quantile="1"} 3\n' +
    '# TYPE g gauge\ng_bucket{le="1"} 1\ng{quantile="1"} 1\nh_bucket{le="x"} 1\n';
  const labels = withLabelFloats(readText(text)).samples.flatMap((sample) => [...sample.labels.values()]);
  expect(labels).toEqual(["1.0", "+Inf", "1.0", "1", "1", "x"]);
});
