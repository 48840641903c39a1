import { expect, test } from "vitest";
import { hourly } from "../testing/explain-context.ts";
import { explainCollapsed } from "./collapsed.ts";

const message = "vector cannot contain metrics with the same labelset";
const asking = (answers: Record<string, ReturnType<typeof hourly>[]>) => ({
  ask: async (text: string) => answers[text.trim()] ?? [],
  maxAsks: 10,
});

test("explainCollapsed names two series that label_replace makes one, without the isolation label", async () => {
  const series = [hourly({ a: "1", b: "x", p: "mine" }, 1), hourly({ a: "2", b: "x", p: "mine" }, 1)];
  const options = { ...asking({ x: series }), hidden: "p" };
  expect(await explainCollapsed('sum(label_replace(x, "a", "", "b", "y"))', message, options)).toBe(
    'label_replace() overwrites the label a, which makes one series of {a="1", b="x"} and {a="2", b="x"}; keep them ' +
      "apart by another label, or aggregate first",
  );
});

test("explainCollapsed names series that differ only in the name, which a function drops", async () => {
  const series = [hourly({ __name__: "one", a: "1" }, 1), hourly({ __name__: "two", a: "1" }, 1)];
  const options = asking({ 'last_over_time({a="1"}[5m]\n)': series });
  expect(await explainCollapsed('rate({a="1"}[5m])', message, options)).toBe(
    'rate() drops the metric name, which makes one series of one{a="1"} and two{a="1"}',
  );
});

test("explainCollapsed says nothing of other messages, and where no two series fall together", async () => {
  const options = asking({ x: [hourly({ a: "1" }, 1), hourly({ a: "2" }, 1)] });
  expect(await explainCollapsed("abs(x)", "parse error", options)).toBeUndefined();
  expect(await explainCollapsed("abs(x)", message, options)).toBeUndefined();
});

test("explainCollapsed looks past the number of quantile_over_time, at ranges with an offset, and asks no more than it may", async () => {
  const series = [hourly({ __name__: "one", a: "1" }, 1), hourly({ __name__: "two", a: "1" }, 1)];
  const options = asking({ 'last_over_time({a="1"}[5m] offset 1h\n)': series });
  const query = 'quantile_over_time(0.9, {a="1"}[5m] offset 1h)';
  expect(await explainCollapsed(query, message, options)).toContain("quantile_over_time() drops the metric name");
  expect(await explainCollapsed(query, message, { ...options, maxAsks: 0 })).toBeUndefined();
});
