import { expect, test } from "vitest";
import { parseExpression } from "../../promql/tree/parse.ts";
import { walkBetween } from "../levels/signal.ts";
import { createPatternCache } from "../patterns/pattern-match.ts";
import { analyseExpression } from "../read/analyse.ts";
import { makeFamilies } from "../read/families.ts";
import { emptyUsage } from "../read/usage.ts";
import { type AssignContext, assignSignals } from "./assign.ts";

const monthSeconds = 1_000_000_000;
const day = 86_400;

/** The first metric of a query with signals for rows of these labels. */
function assign(
  expr: string,
  rows: readonly Readonly<Record<string, string>>[] = [{}],
  unit?: string,
  context: Partial<AssignContext> = {},
) {
  const usage = emptyUsage();
  const parsed = parseExpression(expr);
  if (!parsed.ok) throw new Error(`not parsed: ${expr}`);
  analyseExpression(usage, parsed.root, { user: "Panel", needs: new Set(), unit });
  const [family] = makeFamilies(usage);
  const made = rows.map((labels, index) => ({ labels: new Map(Object.entries(labels)), index }));
  return assignSignals(family!, made, { anchor: { monthSeconds }, patterns: createPatternCache(), ...context });
}

const signals = (...args: Parameters<typeof assign>) => assign(...args).series.map(({ signal }) => signal);

/** Names of the causes that the first row follows. */
const follows = (made: ReturnType<typeof assign>) =>
  [...JSON.stringify(made.series[0]!.signal).matchAll(/"signal":"([^"]+)"/g)].map(([, name]) => name);

test("assignSignals gives each row of a gauge a height of its own", () => {
  const [first, second] = signals("shop_score", [{}, {}]) as { factor: number }[];
  // The middle of 12 to 38, and 0.72 of it.
  expect([first!.factor, second!.factor]).toEqual([25, 18]);
});

test("assignSignals makes whole numbers of what a gauge counts", () => {
  expect(signals("queue_length")[0]).toMatchObject({ form: "course", signal: { round: { of: {} } } });
  expect(signals("kafka_brokers")[0]).toMatchObject({ form: "constant", value: 5 });
  expect(JSON.stringify(signals("disk_usage_bytes")[0])).not.toContain("round");
});

test("assignSignals lets rates follow the load of the member of the fleet, and the load the day", () => {
  const made = assign("rate(requests_total[5m])", [{ instance: "a" }, { instance: "b" }]);
  expect(follows(made)).toEqual(["load-instance"]);
  expect(made.causes?.map(({ name, per }) => [name, per])).toEqual([
    ["day", []],
    ["load-instance", ["instance"]],
  ]);
});

test("assignSignals gives error codes a small part of the rate", () => {
  const factors = signals("rate(requests_total[5m])", [{ code: "200" }, { code: "500" }]).map(
    (signal) => (signal as { factor: number }).factor,
  );
  // 0.006 by the code, and 0.72 as the second row.
  expect(factors[1]! / factors[0]!).toBeCloseTo(0.00432, 4);
});

test("assignSignals gives a counter of which nothing takes a rate a total of some days", () => {
  const [one] = assign("orders_total").series;
  const { factor } = one!.signal as { factor: number };
  expect(one!.options).toEqual({ initial: Math.round(factor * 6 * day), integer: true });
  expect(assign("rate(orders_total[5m])").series[0]!.options).toBeUndefined();
});

test("assignSignals gives moments that lie before or behind the month, a different one for each row", () => {
  expect(signals("time() - backup", [{}, {}])).toEqual([
    { form: "constant", value: monthSeconds - 3 * day, fixed: true },
    { form: "constant", value: monthSeconds - 14 * day, fixed: true },
  ]);
  expect(signals("cert_not_after - time()")).toEqual([
    { form: "constant", value: monthSeconds + 70 * day, fixed: true },
  ]);
  expect(signals("boot_time_seconds")).toEqual([{ form: "constant", value: monthSeconds - 12 * day, fixed: true }]);
  expect(signals("changed", [{}], "dateTimeAsIso")).toEqual([
    { form: "constant", value: (monthSeconds - 3 * day) * 1000, fixed: true },
  ]);
});

const uptime = (from: number) => ({
  form: "course",
  signal: { line: { from, to: from + 28 * day, for: "4w" } },
  factor: 1,
  fixed: true,
});

test("assignSignals knows states, uptimes and info metrics", () => {
  expect(signals("up")).toEqual([{ form: "constant", value: 1, fixed: true }]);
  expect(signals("app_info")).toEqual([{ form: "constant", value: 1, fixed: true }]);
  expect(signals("process_uptime", [{}, {}])).toEqual([uptime(10 * day), uptime(10 * day + 200_000)]);
});

test("assignSignals makes comparisons hold for some row", () => {
  const value = { form: "constant", fixed: true };
  expect(signals("x == 0 or x == 2", [{}, {}])).toEqual([
    { ...value, value: 0 },
    { ...value, value: 2 },
  ]);
  // Beyond 500 by three tenths, wandering by 4 %.
  expect(signals("x > 500")).toEqual([walkBetween({ min: 624, max: 676 })]);
});

test("assignSignals believes a level that a person has set", () => {
  expect(signals("queue", [{}], undefined, { level: { min: 1, max: 2 } })).toEqual([walkBetween({ min: 1, max: 2 })]);
  expect(signals("x == 0", [{}], undefined, { level: { min: 1, max: 2 } })).toEqual([walkBetween({ min: 1, max: 2 })]);
});

test("assignSignals gives histograms buckets around what they observe, with the bounds that queries name", () => {
  const made = assign('rate(wait_seconds_bucket{le="0.3"}[5m])');
  expect(made.observe).toEqual({ p50: 0.08, p99: 0.7 });
  expect(made.buckets).toEqual([0.02, 0.04, 0.08, 0.16, 0.3, 0.4, 0.7, 1.75]);
  expect(assign("rate(reply_bytes_bucket[5m])").observe).toEqual({ p50: 2000, p99: 80_000 });
  expect(assign("rate(wait_ms_bucket[5m])").observe).toEqual({ p50: 80, p99: 700 });
});

test("assignSignals takes courses that are given as they are, and its own where none is", () => {
  const causes = [{ name: "shop.load", per: ["pod"], value: 1 }];
  const given: AssignContext["given"] = {
    help: "Orders.",
    unit: "orders",
    causes,
    courseOf: ({ labels }) =>
      labels.get("pod") === "a" ? { signal: { signal: "shop.load" }, options: { initial: 5 } } : undefined,
  };
  const made = assign("rate(orders_total[5m])", [{ pod: "a" }, { pod: "b" }], undefined, { given });
  expect(made).toMatchObject({ help: "Orders.", unit: "orders" });
  expect(made.causes).toContainEqual(causes[0]);
  expect(made.series[0]).toMatchObject({
    signal: { form: "course", signal: { signal: "shop.load" }, factor: 1, fixed: true },
    options: { initial: 5 },
  });
  expect(made.series[1]!.signal).not.toMatchObject({ fixed: true });
});

test("assignSignals gives a histogram the buckets that are given, and those that queries name", () => {
  const given = { buckets: [0.1, 1], causes: [], courseOf: () => undefined };
  const { buckets } = assign('rate(wait_seconds_bucket{le="0.5"}[5m])', [{}], undefined, { given });
  expect(buckets).toEqual([0.1, 0.5, 1]);
});
