import { expect, test } from "vitest";
import { InferWork } from "../infer-work.ts";
import { createPatternCache } from "../patterns/pattern-match.ts";
import { memoryBackend, type SeriesIndex, selectSeries } from "./memory-backend.ts";

const series = (name: string, labels: Readonly<Record<string, string>>, value: number) => ({
  labels: new Map([...Object.entries(labels), ["__name__", name]]),
  values: Float64Array.of(value),
});
const index: SeriesIndex = {
  byName: new Map([
    ["up", [series("up", { job: "api" }, 1), series("up", { job: "web" }, 0)]],
    ["load", [series("load", { host: "a" }, 3)]],
  ]),
  patterns: createPatternCache(),
  instants: 1,
};
const backend = memoryBackend(index, { nowSeconds: 100, historySeconds: 3600, work: new InferWork(1) });
const scope = { startMs: 0, endMs: 100_000 };

test("selectSeries selects by name and by matchers, one of __name__ too", () => {
  const jobs = (matcher: { name: string; op: "=" | "=~" | "!="; value: string }, metric?: string) =>
    selectSeries(
      { metric, matchers: [{ ...matcher, from: 0, to: 0 }] } as unknown as Parameters<typeof selectSeries>[0],
      index,
    ).map(({ values }) => values[0]);
  expect(jobs({ name: "job", op: "=", value: "web" }, "up")).toEqual([0]);
  expect(jobs({ name: "job", op: "!=", value: "web" }, "up")).toEqual([1]);
  expect(jobs({ name: "__name__", op: "=~", value: "u.|load" })).toEqual([1, 0, 3]);
});

test("memoryBackend answers queries at one moment", async () => {
  expect(await backend.instant("max(up)", { timeMs: 0 } as never)).toEqual({
    series: [{ labels: new Map(), timesMs: [100_000], values: [1] }],
  });
  expect(await backend.instant("1 + 1", { timeMs: 0 } as never)).toMatchObject({ series: [{ values: [2] }] });
  expect(await backend.instant("up(", { timeMs: 0 } as never)).toEqual({ series: [] });
});

test("memoryBackend lists label names, values and series, of a selector or of all", async () => {
  expect(await backend.labelNames({ ...scope })).toEqual(["__name__", "host", "job"]);
  expect(await backend.labelNames({ ...scope, match: "load" })).toEqual(["__name__", "host"]);
  expect(await backend.labelValues("job", { ...scope, match: 'up{job!="web"}' })).toEqual(["api"]);
  expect(await backend.labelValues("__name__", { ...scope })).toEqual(["load", "up"]);
  expect(await backend.series("load", scope)).toEqual([
    new Map([
      ["host", "a"],
      ["__name__", "load"],
    ]),
  ]);
});

test("memoryBackend finds nothing for what is no selector", async () => {
  expect(await backend.labelValues("job", { ...scope, match: "sum(up)" })).toEqual([]);
});
