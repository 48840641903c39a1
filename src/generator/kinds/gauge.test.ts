import { expect, test } from "vitest";
import { createSource } from "../sampling/source.ts";
import { values } from "../signals/values.ts";
import { sampleSeries, samplesOf } from "../testing/samples.ts";

test("a gauge, and a series of unknown type, is its signal", () => {
  for (const kind of ["gauge", "unknown"] as const) {
    const samples = sampleSeries(
      { name: "up", labels: [["job", "api"]], kind, value: values([1, null, 0]) },
      { count: 4 },
    );
    expect([...samples]).toEqual([["up", [1, undefined, 0, 0]]]);
  }
});

test("info is 1 at all times", () => {
  const source = createSource(
    { name: "build_info", labels: [["version", "1.2"]], kind: "info" },
    { seed: 1, grid: { fromMs: 0, stepMs: 1, count: 1 } },
  );
  expect(samplesOf(source, 1000, 3)).toEqual([[1, 1, 1]]);
  expect(source.series).toEqual([{ name: "build_info", labels: [["version", "1.2"]], native: false }]);
});
