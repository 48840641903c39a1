import { expect, test } from "vitest";
import { parseExpression } from "../../promql/tree/parse.ts";
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

test("assignSignals lets a gauge of which nothing is known wander around 25, each row at a height of its own", () => {
  expect(signals("queue", [{}, {}])).toEqual([
    { form: "walk", min: 22.5, max: 27.5 },
    { form: "walk", min: 16.2, max: 19.8 },
  ]);
});

test("assignSignals goes by the name, else by the unit of the panel", () => {
  expect(signals("disk_ratio", [{}], "s")).toEqual([{ form: "walk", min: 0.45, max: 0.55 }]);
  expect(signals("queue", [{}], "percent")).toEqual([{ form: "walk", min: 45, max: 55 }]);
});

test("assignSignals gives counters a day's rhythm, and errors much less of it", () => {
  expect(signals("rate(requests_total[5m])", [{ code: "200" }])).toEqual([{ form: "rhythm", min: 4, max: 20 }]);
  expect(signals("rate(requests_total[5m])", [{ code: "500" }])).toEqual([{ form: "rhythm", min: 0.04, max: 0.2 }]);
});

test("assignSignals lets used and free add up to the whole of a memory", () => {
  // Around 460 MB each quarter: 2.4 of 4 are used, 1.6 free, and what goes to the one comes from the other.
  expect(signals("used_bytes")).toEqual([{ form: "wave", min: 9.89e8, max: 1.219e9, peak: "00:00" }]);
  expect(signals("free_bytes")).toEqual([{ form: "wave", min: 6.21e8, max: 8.51e8, peak: "01:00" }]);
  expect(signals("memory_total_bytes")).toEqual([{ form: "constant", value: 1.84e9 }]);
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

test("assignSignals knows states, uptimes and info metrics", () => {
  expect(signals("up")).toEqual([{ form: "constant", value: 1, fixed: true }]);
  expect(signals("app_info")).toEqual([{ form: "constant", value: 1, fixed: true }]);
  expect(signals("process_uptime", [{}, {}])).toEqual([
    { form: "uptime", from: 10 * day },
    { form: "uptime", from: 10 * day + 200_000 },
  ]);
});

test("assignSignals makes comparisons hold for some row", () => {
  const value = { form: "constant", fixed: true };
  expect(signals("x == 0 or x == 2", [{}, {}])).toEqual([
    { ...value, value: 0 },
    { ...value, value: 2 },
  ]);
  // Beyond 500 by three tenths, wandering by 4 %.
  expect(signals("x > 500")).toEqual([{ form: "walk", min: 624, max: 676 }]);
});

test("assignSignals believes a level that a person has set", () => {
  expect(signals("queue", [{}], undefined, { level: { min: 1, max: 2 } })).toEqual([{ form: "walk", min: 1, max: 2 }]);
  expect(signals("x == 0", [{}], undefined, { level: { min: 1, max: 2 } })).toEqual([{ form: "walk", min: 1, max: 2 }]);
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
  expect(made).toMatchObject({ help: "Orders.", unit: "orders", causes });
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
