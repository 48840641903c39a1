import { expect, test } from "vitest";
import { isInShard, parseShard } from "./shard.ts";

const series = Array.from({ length: 6000 }, (_, i) => ({
  name: `metric_${i % 7}`,
  labels: [["instance", `host-${i}`]] as [string, string][],
}));

test.for([1, 2, 3, 8, 1000])("each series is in exactly one of %i shards, which are about the same size", (count) => {
  const sizes = Array.from({ length: count }, () => 0);
  for (const one of series) {
    const all = sizes.flatMap((_, i) => (isInShard(one, { index: i + 1, count }) ? [i] : []));
    expect(all).toHaveLength(1);
    sizes[all[0]!]!++;
  }
  const mean = series.length / count;
  expect(Math.max(...sizes)).toBeLessThan(mean + 6 * Math.sqrt(mean));
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(Math.max(0, Math.floor(mean - 6 * Math.sqrt(mean))));
});

test("the shard of a series is the same in every version: live writing goes on with it", () => {
  const shards = series.slice(0, 8).map((one) => [1, 2, 3].find((index) => isInShard(one, { index, count: 3 })));
  expect(shards).toMatchInlineSnapshot(`
    [
      2,
      1,
      2,
      3,
      1,
      2,
      2,
      1,
    ]
  `);
});

test("parseShard reads 2/8 and nothing else", () => {
  expect(parseShard("2/8")).toEqual({ index: 2, count: 8 });
  for (const text of ["0/1", "2/1", "1/1001", "1", "a/2", "1/2 ", "01/2"]) expect(parseShard(text)).toBeUndefined();
});
