import { expect, test } from "vitest";
import { explainContext, hourly } from "../testing/explain-context.ts";
import { explainEmpty } from "./explain-empty.ts";

const five = [hourly({ job: "a" }, 5)];

// Prometheus has no offset of a call, VictoriaMetrics does.
test("explainEmpty says that there is no data a week ago, where six hours of data are compared with it", async () => {
  const context = explainContext({ answers: { "rate(x[5m])": five, "(rate(x[5m]))": five, x: five }, names: ["x"] });
  expect(await explainEmpty("rate(x[5m]) > rate(x[5m]) offset 1w", context)).toEqual({
    code: "outside-window",
    part: "rate(x[5m]) offset 1w",
    reason:
      "rate(x[5m]) offset 1w looks at a time for which there is no data; a longer --history would reach back to it (there is no data 1w ago: the series begin at 2026-01-01T12:00:00Z)",
  });
});

test("explainEmpty says so of a range inside a call too, which is not too short", async () => {
  const context = explainContext({ answers: { x: five, "last_over_time(x[5m]\n)": five }, names: ["x"] });
  expect(await explainEmpty("rate(x[5m] offset 1d)", context)).toMatchObject({
    code: "outside-window",
    part: "x[5m] offset 1d",
    reason: expect.stringContaining("(there is no data 1d ago: the series begin at 2026-01-01T12:00:00Z)"),
  });
});

test("explainEmpty compares what stands before the operator with what stands behind it", async () => {
  const answers = { "a + b": five, "c offset 1h": five, "a + b > bool  c offset 1h": five };
  expect(await explainEmpty("a + b > c offset 1h", explainContext({ answers }))).toMatchObject({
    code: "comparison",
    reason: "the comparison > filters everything out: the left side is always 5, the right side always 5",
  });
});

test("explainEmpty puts bool behind the operator, not behind one in a comment", async () => {
  const query = "a # >\n  == on(job) b";
  const context = explainContext({ answers: { a: five, b: five, "a # >\n  == bool  on(job) b": five } });
  expect(await explainEmpty(query, context)).toMatchObject({ code: "comparison" });
});

test("explainEmpty names the metric that is missing inside modifiers, parentheses and subqueries", async () => {
  const query = "-(max_over_time(sum(gone)[1h:5m] offset 1d))";
  expect(await explainEmpty(query, explainContext({}))).toMatchObject({
    code: "metric-without-series",
    part: "gone",
    reason: "metric gone has no series in the window",
  });
});

test.for(["sum(", "rate(x[$__interval])", "x offset"])(
  "explainEmpty takes %s, which is no PromQL, not apart",
  async (query) => {
    const context = explainContext({});
    expect(await explainEmpty(query, context)).toEqual({
      code: "unknown",
      reason: "the query returns nothing, and it is no plain PromQL that could be taken apart",
    });
    expect(context.asked).toEqual([]);
  },
);

test("explainEmpty stops where asking throws", async () => {
  const ask = async () => {
    throw new Error("enough");
  };
  await expect(explainEmpty("sum(x)", explainContext({ ask }))).rejects.toThrow("enough");
});
