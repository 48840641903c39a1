import { expect, test } from "vitest";
import type { InferredSeries } from "../series/model.ts";
import { isRecorded, recordedBuckets } from "./recorded-buckets.ts";

const row = { labels: new Map([["job", "api"]]), index: 0 };

test("recordedBuckets makes of each series one for each bound, which counts what lies up to it", () => {
  const one: InferredSeries = { ...row, signal: { form: "course", signal: { signal: "load" }, factor: 40 } };
  const made = recordedBuckets([one], { p50: 0.1, p99: 1 }, [0.1, 1]);
  expect(made.map(({ labels }) => Object.fromEntries(labels))).toEqual([
    { job: "api", le: "0.1" },
    { job: "api", le: "1" },
    { job: "api", le: "+Inf" },
  ]);
  // Half of the observations lie up to the median, and 99 of 100 up to the 99th percentile.
  expect(made.map(({ signal }) => signal)).toEqual([
    { form: "course", signal: { mul: [0.5, { signal: "load" }] }, factor: 40 },
    { form: "course", signal: { mul: [0.99, { signal: "load" }] }, factor: 40 },
    { form: "course", signal: { signal: "load" }, factor: 40 },
  ]);
});

test("recordedBuckets shares out a number too", () => {
  const made = recordedBuckets([{ ...row, signal: { form: "constant", value: 8 } }], { p50: 2, p99: 4 }, [2]);
  expect(made.map(({ signal }) => signal)).toEqual([
    { form: "constant", value: 4 },
    { form: "constant", value: 8 },
  ]);
});

test("isRecorded tells the names of recording rules", () => {
  expect(["job:x_bucket:sum_rate", "x_bucket"].map(isRecorded)).toEqual([true, false]);
});
