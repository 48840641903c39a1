import { expect, test } from "vitest";
import type { DashboardQuery } from "../../dashboard/view/queries.ts";
import { parseExpression } from "../../promql/tree/parse.ts";
import { InferWork } from "../infer-work.ts";
import { createPatternCache } from "../patterns/pattern-match.ts";
import type { InferredMetric } from "../series/model.ts";
import { DayCourses } from "../world/day-courses.ts";
import { fitLevels } from "./fit.ts";
import type { FilledQuery } from "./level-target.ts";

type Labels = Readonly<Record<string, string>>;

/** A gauge whose series stay at their levels. */
function gauge(name: string, ...series: readonly (readonly [Labels, number])[]): InferredMetric {
  return {
    name,
    kind: "gauge",
    help: undefined,
    series: series.map(([labels, level], index) => ({
      labels: new Map(Object.entries(labels)),
      index,
      signal: { form: "constant", value: level },
    })),
    users: [],
    needs: [],
    observe: undefined,
    buckets: [],
    quantiles: [],
  };
}

function query(
  expr: string,
  { unit, threshold }: { readonly unit?: string; readonly threshold?: number },
): FilledQuery {
  const parsed = parseExpression(expr);
  if (!parsed.ok) throw new Error(`not parsed: ${expr}`);
  const thresholds =
    threshold === undefined
      ? []
      : [
          { value: undefined, color: "green" },
          { value: threshold, color: "red" },
        ];
  return { query: { expr, unit, panelContext: { thresholds } } as unknown as DashboardQuery, root: parsed.root };
}

/** Every series' level after fitting, by metric. */
async function levelsAfter(metrics: readonly InferredMetric[], ...queries: readonly FilledQuery[]) {
  const courses = new DayCourses({ fromMs: 0, stepMs: 15_000 });
  const context = {
    patterns: createPatternCache(),
    nowSeconds: 1e9,
    historySeconds: 21_600,
    courses,
    work: new InferWork(1),
  };
  const fitted = await fitLevels(metrics, queries, context);
  return Object.fromEntries(
    fitted.map(({ name, series }) => [
      name,
      series.map(({ signal }) => (signal.form === "constant" ? signal.value : Number.NaN)),
    ]),
  );
}

test("fitLevels leaves alone what nothing is said of", async () => {
  expect(await levelsAfter([gauge("x", [{}, 5])], query("x", {}), query("x", { unit: "bytes" }))).toEqual({ x: [5] });
});

test("fitLevels brings a share that leaves its bounds to two thirds of them", async () => {
  // 300 of 100: `used` shrinks to 66.
  expect(
    await levelsAfter(
      [gauge("used", [{}, 300]), gauge("total", [{}, 100])],
      query("used / total", { unit: "percentunit" }),
    ),
  ).toEqual({
    used: [66],
    total: [100],
  });
});

test("fitLevels leaves a share alone that lies within its bounds", async () => {
  expect(await levelsAfter([gauge("x", [{}, 40])], query("x", { unit: "percent" }))).toEqual({ x: [40] });
});

test("fitLevels moves the part rather than the whole, whatever the order of the names", async () => {
  const levels = await levelsAfter(
    [gauge("a_capacity", [{}, 10]), gauge("b", [{}, 50])],
    query("100 * b / a_capacity", { unit: "percent" }),
  );
  expect(levels).toEqual({ a_capacity: [10], b: [6.6] });
});

test("fitLevels makes the highest series cross a threshold by a tenth", async () => {
  // Both times 5.5.
  expect(
    await levelsAfter([gauge("x", [{ host: "a" }, 10], [{ host: "b" }, 4])], query("x", { threshold: 50 })),
  ).toEqual({
    x: [55, 22],
  });
});

test("fitLevels leaves alone what is beyond its threshold already", async () => {
  expect(await levelsAfter([gauge("x", [{}, 90])], query("x", { threshold: 50 }))).toEqual({ x: [90] });
});

test("fitLevels makes a share cross its threshold, and stay within its bounds", async () => {
  // 4 % beyond 70, and 90 would be beyond 85.
  expect(await levelsAfter([gauge("x", [{}, 20])], query("x", { unit: "percent", threshold: 70 }))).toEqual({
    x: [72.8],
  });
  expect(await levelsAfter([gauge("x", [{}, 20])], query("x", { unit: "percent", threshold: 90 }))).toEqual({
    x: [85],
  });
});

test("fitLevels takes a threshold that only Grafana's new panels have for none", async () => {
  expect(await levelsAfter([gauge("x", [{}, 20])], query("x", { unit: "bytes", threshold: 80 }))).toEqual({ x: [20] });
});

test("fitLevels moves only the series that a query selects, where the whole metric cannot be moved", async () => {
  const disk = gauge("disk", [{ state: "used" }, 300], [{ state: "total" }, 100]);
  const share = query('disk{state="used"} / ignoring (state) disk{state="total"}', { unit: "percentunit" });
  expect(await levelsAfter([disk], share)).toEqual({ disk: [66, 100] });
});

test("fitLevels does not spoil a share for a threshold", async () => {
  const metrics = [gauge("used", [{}, 60]), gauge("total", [{}, 100])];
  const share = query("used / total", { unit: "percentunit" });
  // 1,100 used of 100 would be a share of 11.
  expect(await levelsAfter(metrics, share, query("used", { threshold: 1000 }))).toEqual({ used: [60], total: [100] });
});

test("fitLevels leaves room below for a difference, whose parts move by themselves", async () => {
  const metrics = [gauge("free", [{}, 98]), gauge("total", [{}, 100])];
  const { free, total } = await levelsAfter(metrics, query("1 - free / total", { unit: "percentunit" }));
  // 2 % used may turn negative: 66 % are used afterwards.
  expect([free![0]!, total![0]!]).toEqual([34, 100]);
});
