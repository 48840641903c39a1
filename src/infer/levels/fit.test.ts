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
  return levelsOf(metrics, queries);
}

/** The same of metrics of which some are parts of one another. */
async function levelsOf(
  metrics: readonly InferredMetric[],
  queries: readonly FilledQuery[],
  ...groups: readonly (readonly string[])[]
) {
  const courses = new DayCourses({ fromMs: 0, stepMs: 15_000 });
  const context = {
    patterns: createPatternCache(),
    nowSeconds: 1e9,
    historySeconds: 21_600,
    courses,
    groups: new Map(groups.flatMap((group) => group.map((name) => [name, new Set(group)] as const))),
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
  expect(await levelsAfter([gauge("x", [{}, 5])], query("x", {}), query("x", { unit: "currencyEUR" }))).toEqual({
    x: [5],
  });
});

test("fitLevels brings a share that leaves its bounds to six tenths of them", async () => {
  // 300 of 100: `used` shrinks to 60.
  expect(
    await levelsAfter(
      [gauge("used", [{}, 300]), gauge("total", [{}, 100])],
      query("used / total", { unit: "percentunit" }),
    ),
  ).toEqual({ used: [60], total: [100] });
});

test("fitLevels leaves a share alone that lies within its bounds", async () => {
  expect(await levelsAfter([gauge("x", [{}, 40])], query("x", { unit: "percent" }))).toEqual({ x: [40] });
});

test("fitLevels looks at the whole day", async () => {
  const rhythm = { wave: { min: 0.2, max: 1, period: "24h", peak: "14:00" } };
  const metric = gauge("x", [{}, 0]);
  const series = [{ ...metric.series[0]!, signal: { form: "course" as const, signal: rhythm, factor: 120 } }];
  const query120 = query("x", { unit: "percent" });
  const context = {
    patterns: createPatternCache(),
    ...{ nowSeconds: 1e9, historySeconds: 21_600, groups: new Map(), work: new InferWork(1) },
    courses: new DayCourses({ fromMs: 0, stepMs: 15_000 }),
  };
  const [fitted] = await fitLevels([{ ...metric, series }], [query120], context);
  // 24 at night, and 120 at 14:00, which is brought to 60.
  expect(fitted!.series[0]!.signal).toMatchObject({ factor: 60 });
});

test("fitLevels moves the part rather than the whole, whatever the order of the names", async () => {
  const levels = await levelsAfter(
    [gauge("a_capacity", [{}, 10]), gauge("b", [{}, 50])],
    query("100 * b / a_capacity", { unit: "percent" }),
  );
  expect(levels).toEqual({ a_capacity: [10], b: [6] });
});

test("fitLevels brings values to what their unit can have, and what belongs together with them", async () => {
  const metrics = [gauge("used", [{}, 1]), gauge("size", [{}, 2]), gauge("other", [{}, 5])];
  const levels = await levelsOf(metrics, [query("used", { unit: "bytes" })], ["used", "size"]);
  // Of 1 byte 400 MB, and of the size as many times what it was.
  expect(levels).toEqual({ used: [4e8], size: [8e8], other: [5] });
});

test("fitLevels keeps values out of the worst threshold step", async () => {
  const metric = gauge("x", [{ host: "a" }, 80], [{ host: "b" }, 40]);
  const { x } = await levelsAfter([metric], query("x", { threshold: 50 }));
  expect(Math.max(...x!)).toBeLessThan(50);
  expect(x![0]! / x![1]!).toBeCloseTo(2);
});

test("fitLevels leaves alone what is well", async () => {
  expect(await levelsAfter([gauge("x", [{}, 20])], query("x", { threshold: 50 }))).toEqual({ x: [20] });
});

test("fitLevels takes a threshold that only Grafana's new panels have for none", async () => {
  expect(await levelsAfter([gauge("x", [{}, 90])], query("x", { unit: "short", threshold: 80 }))).toEqual({ x: [90] });
});

test("fitLevels moves only the series that a query selects, where the whole metric cannot be moved", async () => {
  const disk = gauge("disk", [{ state: "used" }, 300], [{ state: "total" }, 100]);
  const share = query('disk{state="used"} / ignoring (state) disk{state="total"}', { unit: "percentunit" });
  expect(await levelsAfter([disk], share)).toEqual({ disk: [60, 100] });
});

test("fitLevels does not spoil a share for a threshold", async () => {
  const metrics = [gauge("used", [{}, 6000]), gauge("total", [{}, 10_000])];
  const share = query("used / total", { unit: "percentunit" });
  // 9 used of 10,000 would be nothing to see, and both cannot move for one.
  expect(await levelsAfter(metrics, share, query("used", { threshold: 10 }))).toEqual({
    used: [6000],
    total: [10_000],
  });
});

test("fitLevels keeps a difference above 0", async () => {
  const metrics = [gauge("free", [{}, 104]), gauge("total", [{}, 100])];
  const { free, total } = await levelsAfter(metrics, query("1 - free / total", { unit: "percentunit" }));
  // 60 % are used afterwards.
  expect([free![0]!, total![0]!]).toEqual([40, 100]);
});
