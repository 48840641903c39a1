import { expect, test } from "vitest";
import { withOwnWalks } from "./own-walks.ts";
import type { Pack, PackMetric } from "./pack.ts";

const load = { signal: "load" };
const metric = (name: string, entry: object, more: Partial<PackMetric> = {}): PackMetric => ({
  name,
  type: "counter",
  help: name,
  unit: "requests",
  series: [{ ...entry }],
  ...more,
});
const packOf = (...metrics: PackMetric[]): Pack => ({
  name: "shop",
  title: "Shop",
  about: "",
  source: "",
  labels: {},
  signals: { load: { per: ["instance"], value: { walk: { start: 1, step: 0.01 } } } },
  metrics,
});
const entries = (pack: Pack, relations: readonly string[] = []) =>
  withOwnWalks(pack, relations).metrics.map(({ series }) => series[0]!);
const follower = { walk: { start: 0.96, step: 0.003, min: 0.9, max: 1 } };

test("of counters that follow one cause the largest stays, and the others walk a little below", () => {
  const pack = packOf(metric("small_total", { rate: { mul: [load, 2] } }), metric("large_total", { rate: load }));
  const large = packOf(metric("small_total", { rate: load }), metric("large_total", { rate: { mul: [load, 2] } }));
  expect(entries(large)).toEqual([{ rate: { mul: [load, follower] } }, { rate: { mul: [load, 2] } }]);
  expect(entries(pack)[0]).toEqual({ rate: { mul: [load, 2] } });
});

test("what a relation makes exact stays as it is", () => {
  const pack = packOf(metric("done_total", { rate: load }), metric("begun_total", { rate: load }));
  const relation = "rate(done_total[5m]) == rate(begun_total[5m])";
  expect(entries(pack, [relation])).toEqual([{ rate: load }, { rate: load }]);
});

test("a counter with a constant rate lives, a clock does not change", () => {
  const pack = packOf(
    metric("packets_total", { rate: 0.9 }),
    metric("uptime_total", { rate: 1 }, { unit: "seconds" }),
    metric("errors_total", { rate: 0 }),
  );
  const constant = { walk: { start: 0.9, step: 0.006, min: 0.75, max: 1 } };
  expect(entries(pack)).toEqual([{ rate: { mul: [0.9, constant] } }, { rate: 1 }, { rate: 0 }]);
});

test("of gauges only what is measured walks: no limits, shares and whole numbers", () => {
  const gauge = (name: string, unit: string, value: unknown) => metric(name, { value }, { type: "gauge", unit });
  const pack = packOf(
    gauge("a_bytes", "bytes", { mul: [load, 9] }),
    gauge("b_bytes", "bytes", load),
    gauge("limit_bytes", "bytes", 100),
    gauge("share", "ratio", load),
    gauge("pods", "pods", load),
  );
  const changed = entries(pack).map(({ value }) => JSON.stringify(value).includes("walk"));
  expect(changed).toEqual([false, true, false, false, false]);
});

test("percentiles that keep one proportion get walks of their own, where they are far enough apart", () => {
  const lognormal = (p50: unknown, p99: unknown) =>
    entries(packOf(metric("a_seconds", { rate: load, observe: { lognormal: { p50, p99 } } }, { type: "histogram" })));
  const walks = (p50: unknown, p99: unknown) => JSON.stringify(lognormal(p50, p99)).split("walk").length - 1;
  expect(walks(0.01, 0.1)).toBe(2);
  expect(walks(load, { mul: [load, 8] })).toBe(2);
  expect(walks(0.01, { add: [0.1, load] })).toBe(2);
  expect(walks(0.1, 0.11)).toBe(0);
  expect(walks(load, 8)).toBe(0);
});
