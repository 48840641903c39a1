import { expect, test } from "vitest";
import { parseFilled } from "../tree/parse.ts";
import { queryReach } from "./query-reach.ts";

const times = { startMs: 1_800_000_000_000, endMs: 1_800_021_600_000, stepMs: 30_000 };
const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

test.for<[string, number]>([
  ["x", 5 * minute],
  ["rate(x[5m])", 5 * minute],
  ["rate(x[1h]) / rate(y[2m])", hour],
  ["sum by (a) (rate(x[5m] offset 1d))", day + 5 * minute],
  ["x - x offset 1w", 7 * day + 5 * minute],
  ["x offset -1h", 5 * minute - hour],
  ["max_over_time(rate(x[5m])[1h:1m])", hour + 5 * minute],
  ["max_over_time(sum(x)[1h:] offset 1d)", day + hour + 5 * minute],
  ["avg_over_time(max_over_time(rate(x[5m])[1h:1m])[1d:1h])", day + hour + 5 * minute],
  ["x - x @ start()", 5 * minute],
  ["x @ start() offset 1h", hour + 5 * minute],
  ["x offset 1h @ start()", hour + 5 * minute],
  ["x @ end()", 5 * minute - 6 * hour],
  ["rate(x[5m] @ 1799996400)", hour + 5 * minute],
  ["max_over_time(x[1h:1m] @ start())", hour + 5 * minute],
  ["max_over_time((x @ start())[1h:1m])", 5 * minute],
  ["absent(x) or on() vector(0)", 5 * minute],
  ["topk(scalar(count_over_time(x[2h])), y)", 2 * hour],
])("queryReach of %s", ([query, expected]) => {
  const parsed = parseFilled(query);
  expect(parsed).toMatchObject({ ok: true });
  expect(parsed.ok && queryReach(parsed.root, times)).toBe(expected);
});

test("queryReach leaves out a moment years ago, and queries without series", () => {
  for (const query of ["rate(x[5m] @ 1609746000)", "vector(1)", "time()"]) {
    const parsed = parseFilled(query);
    expect(parsed.ok && queryReach(parsed.root, times)).toBe(Number.NEGATIVE_INFINITY);
  }
});
