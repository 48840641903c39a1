import { expect, test } from "vitest";
import type { SeriesDefinition } from "../series.ts";
import { noise } from "../signals/noise.ts";
import { values } from "../signals/values.ts";
import { samplesOf } from "../testing/samples.ts";
import { samples } from "./samples.ts";
import { createSource } from "./source.ts";

const gauge: SeriesDefinition = {
  kind: "gauge",
  name: "x",
  labels: [["job", "api"]],
  value: noise({ stddev: 1, mean: 5 }),
};

test("samples gives what a source fills, over many chunks, oldest first", () => {
  const grid = { fromMs: 60_000, stepMs: 1000, count: 1000 };
  const [expected] = samplesOf(createSource(gauge, { seed: 7, grid }), 0, 1000);
  const found = [...samples(gauge, { seed: 7, ...grid })];
  expect(found.map(({ value }) => value)).toEqual(expected);
  expect(found.map(({ timeMs }) => timeMs)).toEqual(expected!.map((_, index) => 60_000 + index * 1000));
});

test("samples can be iterated again, and an endless count is generated as far as it is taken", () => {
  const endless = samples(gauge, { count: Number.POSITIVE_INFINITY });
  const take = (most: number) => {
    const taken: unknown[] = [];
    for (const sample of endless) if (taken.push(sample) === most) break;
    return taken;
  };
  expect(take(600)).toEqual(take(600));
  expect(take(2)).toEqual([...samples(gauge, { count: 2 })]);
});

test("samples leaves missing scrapes out and gives the stale marker", () => {
  // biome-ignore lint/suspicious/noThenProperty: the key of a definition; nothing awaits one.
  const ended: SeriesDefinition = { ...gauge, value: values([1, null, Number.NaN]), then: "end" };
  expect([...samples(ended, { count: 9 })].map(({ timeMs, value }) => [timeMs, value])).toEqual([
    [0, 1],
    [30_000, Number.NaN],
    [45_000, "stale"],
  ]);
});

test("samples gives native histograms whole", () => {
  const text = "{{schema:0 sum:10 count:4 buckets:[1 3]}}x1";
  const [first] = samples({ ...gauge, value: { type: "notation", text } });
  expect(first!.value).toMatchObject({ sum: 10, count: 4, schema: 0 });
});

test("samples makes 6 hours at 15 s of each series when nothing else is said", () => {
  expect([...samples(gauge)]).toHaveLength(1440);
});

test.for([
  [{ count: -1 }, /samples: count/],
  [{ count: 1.5 }, /samples: count/],
  [{ stepMs: 0 }, /grid\.stepMs/],
  [{ seed: 0.5 }, /seed/],
] as const)("samples refuses %o before anything is taken", ([options, message]) => {
  expect(() => samples(gauge, options)).toThrow(message);
});
