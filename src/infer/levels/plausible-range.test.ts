import { expect, test } from "vitest";
import { parseExpression } from "../../promql/tree/parse.ts";
import { plausibleRange } from "./plausible-range.ts";

const range = (unit: string | undefined, expr = "x") => {
  const parsed = parseExpression(expr);
  return plausibleRange(unit, parsed.ok ? parsed.root : null!);
};

test("plausibleRange counts in the unit that a panel shows", () => {
  expect([range("bytes")!.low, range("kbytes")!.low]).toEqual([1024, 1]);
  expect([range("s")!.low, range("ms")!.low]).toEqual([1e-6, expect.closeTo(1e-3)]);
  expect(range("reqps")!.high).toBeLessThanOrEqual(1e7);
});

test("a number without a unit counts things, and a metric of processors counts these", () => {
  expect(range(undefined)!.high).toBeLessThanOrEqual(1e9);
  expect(range("short", "sum(pod_cpu_cores)")!.high).toBeLessThanOrEqual(1024);
  expect(range("short", "sum(pod_cpu_cores) / sum(x)")!.high).toBeGreaterThan(1024);
});

test("plausibleRange says nothing of units that it does not know", () => {
  expect([range("currencyEUR"), range("string")]).toEqual([undefined, undefined]);
});
