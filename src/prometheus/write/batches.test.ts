import fc from "fast-check";
import { expect, test } from "vitest";
import { fixedSources } from "../../../test/servers/fixed-source.ts";
import { cutIntoBatches } from "./batches.ts";

const sourceOf = (parts: readonly boolean[], id: number) =>
  fixedSources(parts.map((native, i) => ({ name: `m_${id}_${i}`, labels: {}, native, sampleAt: () => 1 })));

test("cutIntoBatches keeps every series once, in order, sources whole, requests within their limits", () => {
  const sources = fc.array(fc.array(fc.boolean(), { minLength: 1, maxLength: 15 }), { minLength: 1, maxLength: 40 });
  const grid = fc.record({
    stepMs: fc.constantFrom(1, 1000, 15_000, 60_000, 3_600_000, 86_400_000),
    count: fc.integer({ min: 1, max: 100_000 }),
  });
  fc.assert(
    fc.property(sources, grid, (shapes, { stepMs, count }) => {
      const all = shapes.map(sourceOf);
      const { batches, sliceLength, slices } = cutIntoBatches(all, { fromMs: 0, stepMs, count }, {});
      expect(batches.flatMap((batch) => batch.sources)).toEqual(all);
      for (const batch of batches) {
        expect(batch.series).toEqual(batch.sources.flatMap(({ series }) => series));
        expect(batch.heads(1).labels.length).toBe(batch.series.length);
        expect(batch.series.length * sliceLength).toBeLessThanOrEqual(batch.sources.length === 1 ? 200_000 : 30_000);
      }
      expect(sliceLength).toBeGreaterThanOrEqual(1);
      expect(sliceLength === 1 || sliceLength * stepMs <= 1_800_000).toBe(true);
      expect(sliceLength * slices).toBeGreaterThanOrEqual(count);
      expect(sliceLength * (slices - 1)).toBeLessThan(count);
    }),
  );
});

test("cutIntoBatches returns no batches without sources", () => {
  expect(cutIntoBatches([], { fromMs: 0, stepMs: 1000, count: 10 }, {}).batches).toEqual([]);
});
