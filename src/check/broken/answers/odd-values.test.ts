import { expect, test } from "vitest";
import { type AnsweredSeries, answered } from "../../testing/answered.ts";
import { oddValues } from "./odd-values.ts";

function found(panel: { unit?: string; min?: number; max?: number; expr?: string }, ...series: AnsweredSeries[]) {
  const { expr = "x", ...defaults } = panel;
  const one = answered({ targets: [expr], fieldConfig: { defaults } }, series);
  return oddValues(one.answers[0]!, one.panel).map(({ code, reason }) => `${code}: ${reason}`);
}

test("oddValues tells a share that is 0 or 100 % all the time", () => {
  expect(found({ unit: "percentunit" }, [{}, [0, 0, 0]])).toEqual(["constant-share: it is 0 % all the time"]);
  expect(found({ unit: "percent" }, [{ a: "1" }, [100, 100]], [{ a: "2" }, [100]])).toEqual([
    "constant-share: it is 100 % all the time",
  ]);
  expect(found({ unit: "percent" }, [{}, [0, 1]])).toEqual([]);
  expect(found({ unit: "percent" }, [{}, [100]])).toEqual([]);
  expect(found({ unit: "bytes" }, [{}, [0, 0]])).toEqual([]);
});

test("oddValues takes a metric divided by itself for a share", () => {
  const expr = 'sum(rate(x_total{code=~"5.."}[5m])) / sum(rate(x_total[5m]))';
  expect(found({ expr }, [{}, [0, 0]])).toEqual(["constant-share: it is 0 % all the time"]);
  expect(found({ expr: `100 * (${expr})` }, [{}, [100, 100]])).toEqual(["constant-share: it is 100 % all the time"]);
  expect(found({ expr: "a / b" }, [{}, [1, 1]])).toEqual([]);
});

test("oddValues tells a percentage beyond its bounds, unless the panel has wider ones", () => {
  expect(found({ unit: "percent" }, [{}, [5, 230]])).toEqual(["share-out-of-bounds: it is 5 % to 230 %"]);
  expect(found({ unit: "percentunit" }, [{}, [-0.2, 0.5]])).toEqual(["share-out-of-bounds: it is -20 % to 50 %"]);
  expect(found({ unit: "percentunit" }, [{}, [-0.005, 1.005]])).toEqual([]);
  expect(found({ unit: "percent", max: 400 }, [{}, [5, 230]])).toEqual([]);
  expect(found({ unit: "percent", min: -100 }, [{}, [-50, 50]])).toEqual([]);
});

test("oddValues tells values that are no number, and looks at queries with data only", () => {
  expect(found({}, [{}, [1, Number.NaN, Number.POSITIVE_INFINITY]])).toEqual([
    "partly-not-finite: 2 of 3 values are NaN or infinite",
  ]);
  expect(found({})).toEqual([]);
});
