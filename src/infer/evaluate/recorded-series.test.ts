import { expect, test } from "vitest";
import { parseExpression } from "../../promql/tree/parse.ts";
import { createPatternCache } from "../patterns/pattern-match.ts";
import { recordedSeries } from "./recorded-series.ts";

test("recordedSeries names what a rule makes, gives it the rule's labels, and selects by all of them", () => {
  const parsed = parseExpression("sum by (job) (x)");
  if (!parsed.ok) throw new Error(parsed.reason);
  const record = { name: "job:x", root: parsed.root, labels: [["team", "a"]] as const };
  const series = ["one", "two"].map((job) => ({
    labels: new Map([
      ["__name__", "x"],
      ["job", job],
    ]),
    values: Float64Array.of(3),
  }));
  const context = {
    select: () => series,
    instants: 1,
    nowSeconds: 0,
    historySeconds: 0,
    patterns: createPatternCache(),
  };
  const select = (name: string, value: string) =>
    recordedSeries(record, { matchers: [{ name, op: "=", value, from: 0, to: 0 }] }, context).map(({ labels }) => [
      ...labels.values(),
    ]);
  expect(select("job", "two")).toEqual([["two", "a", "job:x"]]);
  expect(select("team", "a")).toHaveLength(2);
  expect(select("team", "b")).toEqual([]);
});
