import { expect, test } from "vitest";
import { exactMetrics } from "./exact-metrics.ts";

const names = ["used_bytes", "free_bytes", "size_bytes", "requests_total", "errors_total", "wait_seconds"];
const exactIn = (...relations: string[]) => [...exactMetrics(relations, names)];

test("what an equation is about is exact, with the names of histograms' series", () => {
  expect(exactIn("used_bytes + free_bytes == size_bytes ± 1%")).toEqual(["used_bytes", "free_bytes", "size_bytes"]);
  expect(exactIn("rate(wait_seconds_count[5m]) == rate(requests_total[5m])")).toEqual([
    "wait_seconds",
    "requests_total",
  ]);
});

test("of two that are compared the one that is not exceeded is exact", () => {
  expect(exactIn('used_bytes{a="b"} <= size_bytes')).toEqual(["size_bytes"]);
  expect(exactIn("size_bytes > free_bytes")).toEqual(["size_bytes"]);
});

test("a comparison with a number leaves room, unless the number is near 1", () => {
  expect(exactIn("rate(errors_total[5m]) < 0.05 * rate(requests_total[5m])")).toEqual([]);
  expect(exactIn("histogram_quantile(0.99, rate(wait_seconds_bucket[5m])) < 5")).toEqual([]);
  expect(exactIn("rate(errors_total[5m]) / rate(requests_total[5m]) > 0.99")).toEqual([
    "errors_total",
    "requests_total",
  ]);
});
