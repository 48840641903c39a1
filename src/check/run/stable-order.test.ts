import { expect, test } from "vitest";
import type { QuerySeries } from "../../templating/backend.ts";
import { inStableOrder } from "./stable-order.ts";

const of = (job: string, value: number, rest: object = {}): QuerySeries => ({
  ...{ labels: new Map(Object.entries({ job, ...rest })), timesMs: [1], values: [value] },
});
const jobs = (expr: string, ...series: QuerySeries[]) =>
  inStableOrder(series, expr).map(({ labels }) => labels.get("job"));

test("inStableOrder goes by labels where the query has no order of its own", () => {
  expect(jobs("sum by (job) (x)", of("b", 1), of("a", 2), of("c", 0))).toEqual(["a", "b", "c"]);
  expect(jobs("sum by (job) (x)", of("b", 1, { a: "2" }), of("a", 2, { z: "1" }), of("c", 0, { a: "1" }))).toEqual([
    ...["c", "b", "a"],
  ]);
  expect(jobs('x{by="topk(1)"}', of("b", 1), of("a", 2))).toEqual(["a", "b"]);
});

test.for(["topk(3, x)", "bottomk(3, x) > 0", "sort_desc(x)", "sort_by_label(x, 'job')", "100 * (topk by (a) (3, x))"])(
  "inStableOrder keeps the order of %s, but for equal values",
  (expr) => {
    expect(jobs(expr, of("d", 9), of("c", 5), of("b", 5), of("e", 5), of("a", 1))).toEqual(["d", "b", "c", "e", "a"]);
    expect(jobs(expr, of("b", Number.NaN), of("a", Number.NaN))).toEqual(["a", "b"]);
  },
);

test("inStableOrder takes what it cannot read for ordered", () => {
  expect(jobs("topk(3, x", of("b", 2), of("a", 1))).toEqual(["b", "a"]);
  expect(jobs("x", of("b", 2))).toEqual(["b"]);
});
