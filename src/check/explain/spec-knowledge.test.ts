import { expect, test } from "vitest";
import { knowSpec, similarName } from "./spec-knowledge.ts";

test("knowSpec knows a metric by the names that its series have", () => {
  const { metrics } = knowSpec([
    { name: "classic", kind: "histogram", native: false },
    { name: "native", kind: "histogram", native: true },
    { name: "both", kind: "histogram", native: "both" },
    { name: "size", kind: "summary" },
    { name: "up", kind: "gauge" },
  ]);
  expect(Object.fromEntries(metrics)).toEqual({
    classic_bucket: "classic",
    classic_sum: "classic",
    classic_count: "classic",
    native: "native",
    both_bucket: "both",
    both_sum: "both",
    both_count: "both",
    both: "both",
    size: "size",
    size_sum: "size",
    size_count: "size",
    up: "up",
  });
});

test.for([
  ["requests_totl", "requests_total"],
  ["latency", "latency_bucket"],
  ["native_bucket", "native"],
  ["quite_another", undefined],
] as const)("similarName of %s is %s", ([name, expected]) => {
  const spec = knowSpec([
    { name: "requests_total", kind: "counter" },
    { name: "latency", kind: "histogram" },
    { name: "native", kind: "histogram", native: true },
  ]);
  expect(similarName(name, spec)).toBe(expected);
});
