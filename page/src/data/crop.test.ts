import { expect, test } from "vitest";
import { instantTarget, rangeTarget, series } from "../../test/fixture.ts";
import { cropTargets } from "./crop.ts";

test("cropTargets keeps the samples from the first to the last instant of a part, both included", () => {
  const target = {
    ...rangeTarget("A", [series("a", [0, 1, 2, 3, 4])]),
    instants: { startMs: 1000, stepMs: 100, count: 5 },
  };
  const crop = (fromMs: number, toMs: number) => {
    const [{ instants, series: all }] = cropTargets([target], { fromMs, toMs }) as [typeof target];
    return [instants, all[0]!.values];
  };
  expect(crop(1100, 1300)).toEqual([{ startMs: 1100, stepMs: 100, count: 3 }, [1, 2, 3]]);
  expect(crop(1101, 1299)).toEqual([{ startMs: 1200, stepMs: 100, count: 1 }, [2]]);
  expect(crop(0, 9999)).toEqual([{ startMs: 1000, stepMs: 100, count: 5 }, [0, 1, 2, 3, 4]]);
  expect(crop(2000, 3000)[1]).toEqual([]);
});

test("cropTargets leaves answers of one instant as they are", () => {
  const target = instantTarget("A", [series("a", [7])]);
  expect(cropTargets([target], { fromMs: 0, toMs: 1 })).toEqual([target]);
});
