import { expect, test } from "vitest";
import type { QuerySeries } from "../../templating/backend.ts";
import { summarize } from "./series-summary.ts";

const series = (...values: number[]): QuerySeries => ({
  labels: new Map(),
  timesMs: values.map((_, index) => index),
  values,
});

test.for([
  [[], { series: 0, samples: 0, finite: 0, min: undefined, max: undefined }],
  [
    [series(Number.NaN, Number.POSITIVE_INFINITY)],
    { series: 1, samples: 2, finite: 0, min: undefined, max: undefined },
  ],
  [[series(3, Number.NaN), series(-1)], { series: 2, samples: 3, finite: 2, min: -1, max: 3 }],
] as const)("summarize counts %j", ([given, expected]) => {
  expect(summarize(given)).toEqual(expected);
});
