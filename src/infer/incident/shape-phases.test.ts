import fc from "fast-check";
import { expect, test } from "vitest";
import { parseFilled } from "../../promql/tree/parse.ts";
import { startInference } from "../infer-spec.ts";
import { noOverrides } from "../levels/overrides.ts";
import { type MadeSeries, scenarioSamples } from "../testing/scenario-samples.ts";
import { renderIncident } from "../write/render-incident.ts";
import { applyIncident } from "./apply-incident.ts";
import { findIncident } from "./find-incident.ts";
import { hitMembers } from "./hit-members.ts";
import { planPhases } from "./plan-incident.ts";
import { SeriesWorld } from "./series-world.ts";
import { shapePhases } from "./shape-phases.ts";
import { widenBuckets } from "./widen-buckets.ts";

const minute = 60_000;
const stepMs = 15_000;
const perMinute = minute / stepMs;
const beforeMs = 20 * minute;

/** A rule, and what it means: whether it holds at a sample, worked out apart from any PromQL. */
interface Case {
  readonly expr: string;
  readonly forMinutes: number;
  readonly nowMs: number;
  holds(made: readonly MadeSeries[], at: number): boolean;
  /** No sample is beyond it. */
  readonly most?: number;
  /** The values are states. */
  readonly isState?: true;
}

const growth = ({ values }: MadeSeries, at: number, minutes: number) => values[at]! - values[at - minutes * perMinute]!;
const named = (made: readonly MadeSeries[], name: string) => made.filter((one) => one.name === name);
const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

function quantileOf(made: readonly MadeSeries[], at: number, share: number): number {
  const buckets = new Map<number, number>();
  for (const one of made) {
    const bound = one.labels.get("le") === "+Inf" ? Number.POSITIVE_INFINITY : Number(one.labels.get("le"));
    buckets.set(bound, (buckets.get(bound) ?? 0) + growth(one, at, 5));
  }
  const sorted = [...buckets].sort(([a], [b]) => a - b);
  const rank = share * sorted.at(-1)![1];
  const index = sorted.findIndex(([, count]) => count >= rank);
  const [bound, count] = sorted[index]!;
  const [low, below] = sorted[index - 1] ?? [0, 0];
  return bound === Number.POSITIVE_INFINITY ? low : low + ((bound - low) * (rank - below)) / (count - below);
}

const cases: fc.Arbitrary<Case> = fc
  .record({
    kind: fc.constantFrom("above", "below", "percent", "rate", "share", "part", "quantile", "state", "mean", "gone"),
    digit: fc.integer({ min: 1, max: 9 }),
    power: fc.integer({ min: 0, max: 5 }),
    forMinutes: fc.constantFrom(0, 1, 5, 15),
    hour: fc.integer({ min: 0, max: 23 }),
  })
  // biome-ignore lint/suspicious/useIterableCallbackReturn: every kind has a case
  .map(({ kind, digit, power, forMinutes, hour }): Case => {
    const number = digit * 10 ** power;
    const rest = { forMinutes, nowMs: Date.UTC(2026, 10, 24, hour) };
    const some = (name: string, holds: (one: MadeSeries, at: number) => boolean) => ({
      holds: (made: readonly MadeSeries[], at: number) => named(made, name).some((one) => holds(one, at)),
    });
    switch (kind) {
      case "above":
        // A handful of things is a number like a state.
        return {
          expr: `shop_queue_messages > ${number}`,
          ...rest,
          // A handful of things is a number like a state.
          ...(number < 20 && { isState: true as const }),
          ...some("shop_queue_messages", (one, at) => one.values[at]! > number),
        };
      case "below":
        return { expr: `room_lux < ${digit}`, ...rest, ...some("room_lux", (one, at) => one.values[at]! < digit) };
      case "percent": {
        const most = 50 + 5 * digit;
        return {
          expr: `pool_used_percent > ${most}`,
          ...rest,
          most: 100,
          ...some("pool_used_percent", (one, at) => one.values[at]! > most),
        };
      }
      case "rate":
        return {
          expr: `rate(shop_errors_total[5m]) > ${number / 100}`,
          ...rest,
          ...some("shop_errors_total", (one, at) => growth(one, at, 5) / 300 > number / 100),
        };
      case "share": {
        const expr = `sum(rate(shop_requests_total{code="500"}[5m])) / sum(rate(shop_requests_total[5m])) > ${digit / 20}`;
        const holds = (made: readonly MadeSeries[], at: number) => {
          const all = named(made, "shop_requests_total");
          const failed = all.filter(({ labels }) => labels.get("code") === "500");
          const of = (list: readonly MadeSeries[]) => sum(list.map((one) => growth(one, at, 5)));
          return of(failed) / of(all) > digit / 20;
        };
        return { expr, ...rest, holds };
      }
      case "part": {
        const share = 0.5 + digit / 20;
        const expr = `disk_used_bytes / disk_size_bytes > ${share}`;
        const holds = (made: readonly MadeSeries[], at: number) =>
          named(made, "disk_used_bytes").some((one) => {
            const key = JSON.stringify([...one.labels]);
            const whole = named(made, "disk_size_bytes").find((size) => JSON.stringify([...size.labels]) === key)!;
            return one.values[at]! / whole.values[at]! > share;
          });
        return { expr, ...rest, holds };
      }
      case "quantile": {
        const limit = digit / 2;
        const expr = `histogram_quantile(0.9, sum by (le) (rate(shop_latency_seconds_bucket[5m]))) > ${limit}`;
        return {
          expr,
          ...rest,
          holds: (made, at) => quantileOf(named(made, "shop_latency_seconds_bucket"), at, 0.9) > limit,
        };
      }
      case "state":
        return {
          expr: `backup_state == ${digit}`,
          ...rest,
          isState: true,
          ...some("backup_state", (one, at) => one.values[at] === digit),
        };
      case "mean":
        return {
          expr: `avg(shop_load) > ${number}`,
          ...rest,
          holds: (made, at) => {
            const own = named(made, "shop_load");
            return sum(own.map(({ values }) => values[at]!)) / own.length > number;
          },
        };
      case "gone":
        return {
          expr: 'absent(up{job="shop"})',
          ...rest,
          isState: true,
          // A sample counts for five minutes.
          holds: (made, at) =>
            named(made, "up").every(({ values }) => values.slice(at - 5 * perMinute + 1, at + 1).every(Number.isNaN)),
        };
    }
  });

test("in an incident, series come to what an alert needs and move there, within their bounds, and it holds long enough at every hour", async () => {
  await fc.assert(
    fc.asyncProperty(cases, async (one) => {
      const { expr, forMinutes, nowMs } = one;
      const parsed = parseFilled(expr);
      if (!parsed.ok) throw new Error(parsed.reason);
      const rules = [{ kind: "alert" as const, name: "A", expr, forMs: forMinutes * minute }];
      const { spec: inferred } = await startInference([], { nowMs, stepMs, rules, overrides: noOverrides });
      const spec = { ...inferred, metrics: widenBuckets(inferred.metrics, [parsed.root]) };
      const world = new SeriesWorld(spec.metrics, { records: [], nowMs, stepMs });
      const alert = { name: "A", root: parsed.root, forMs: forMinutes * minute, intervalMs: minute };
      const found = findIncident(alert, world)!;
      const solved = [{ ...found, changes: hitMembers(alert, found.changes, world), alert }];
      const shape = { metrics: spec.metrics, solved, world, records: [], nowMs, stepMs };
      const phases = shapePhases(planPhases(solved, world), shape);
      const incident = applyIncident(spec, phases, { beforeMs, betweenMs: 0, stepMs });
      // As it is tested at another hour.
      const made = scenarioSamples(renderIncident(spec, incident), "incident", nowMs + 7 * 60 * minute);
      const end = (beforeMs + phases[0]!.lengthMs) / stepMs;
      const held = Array.from({ length: forMinutes + 2 }, (_, back) => end - back * perMinute - 1);
      for (const at of held) expect(one.holds(made, at), `${expr} at ${at}`).toBe(true);
      // Not on the usual day before it.
      expect(one.holds(made, beforeMs / stepMs - 1)).toBe(false);
      withinBounds(made, one.most ?? Number.POSITIVE_INFINITY);
      const usual = scenarioSamples(renderIncident(spec, incident), "healthy", nowMs + 7 * 60 * minute);
      if (one.isState !== true) movesIn(made, usual, { from: Math.min(...held) - 5 * perMinute, end });
    }),
    { numRuns: 25 },
  );
}, 120_000);

function withinBounds(made: readonly MadeSeries[], most: number): void {
  for (const { name, values } of made) {
    const there = values.filter((value) => !Number.isNaN(value));
    expect(Math.min(...there)).toBeGreaterThanOrEqual(0);
    if (!/_total|_bucket|_sum|_count/.test(name)) {
      expect(Math.max(...there)).toBeLessThanOrEqual(most);
      continue;
    }
    for (const [index, value] of there.entries()) expect(value).toBeGreaterThanOrEqual(there[index - 1] ?? 0);
  }
  for (const used of named(made, "disk_used_bytes")) {
    const size = named(made, "disk_size_bytes").find(
      ({ labels }) => JSON.stringify([...labels]) === JSON.stringify([...used.labels]),
    )!;
    for (const [at, value] of used.values.entries()) expect(value).toBeLessThanOrEqual(size.values[at]!);
  }
  for (const bucket of made.filter(({ name }) => name.endsWith("_bucket"))) {
    const key = ({ labels }: MadeSeries) => JSON.stringify([...labels].filter(([label]) => label !== "le"));
    const bound = ({ labels }: MadeSeries) => Number(labels.get("le")!.replace("+Inf", "Infinity"));
    const wider = made.filter(
      (one) => one.name === bucket.name && key(one) === key(bucket) && bound(one) > bound(bucket),
    );
    for (const { values } of wider)
      for (const [at, value] of values.entries()) expect(value).toBeGreaterThanOrEqual(bucket.values[at]!);
  }
}

/** A course other than on the usual day is not one number, or one rate, all the time. */
function movesIn(
  made: readonly MadeSeries[],
  usual: readonly MadeSeries[],
  { from, end }: { readonly from: number; readonly end: number },
): void {
  const keyOf = ({ name, labels }: MadeSeries) =>
    JSON.stringify([name, ...[...labels].sort(([a], [b]) => (a < b ? -1 : 1))]);
  const known = new Map(usual.map((one) => [keyOf(one), one.values]));
  const changed = made.filter((one) => one.values.some((value, at) => value !== known.get(keyOf(one))![at]));
  expect(changed).not.toEqual([]);
  for (const { name, values } of changed) {
    const own = values.slice(from, end);
    const courses = /_total|_bucket|_sum|_count/.test(name)
      ? own.slice(1).map((value, index) => value - own[index]!)
      : own;
    expect(new Set(courses).size === 1 && courses[0] !== 0, `${name}: ${courses.slice(0, 5).join()}`).toBe(false);
  }
}
