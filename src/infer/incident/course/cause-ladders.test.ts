import fc from "fast-check";
import { expect, test } from "vitest";
import type { SignalSpec } from "../../../data-spec/generated/data-spec.ts";
import { specOf } from "../../levels/signal.ts";
import { metricOf } from "../../testing/world-of.ts";
import { DayCourses } from "../../world/day-courses.ts";
import type { Changes } from "../incident-rule.ts";
import { CauseGraph } from "./cause-graph.ts";
import { CauseLadders } from "./cause-ladders.ts";
import { heldThrough, withDependents } from "./cause-moves.ts";

const follows = (signal: SignalSpec) => ({ form: "course", factor: 1, signal }) as const;
const walk = (min: number, max: number) => ({ walk: { start: (min + max) / 2, step: 0.01, min, max } });

/** A processor whose time is idle, waited, or spent; causes as packs have them. */
function processor(busy: number, waiting: number) {
  const causes = [
    { name: "busy", per: ["cpu"], value: walk(busy * 0.8, busy * 1.2) },
    { name: "waiting", per: [], value: walk(waiting * 0.8, waiting * 1.2) },
  ];
  const of = (cpu: string) =>
    [
      [{ cpu, mode: "idle" }, follows({ sub: [1, { signal: "busy" }] })],
      [{ cpu, mode: "iowait" }, follows({ mul: [{ signal: "busy" }, { signal: "waiting" }] })],
      [{ cpu, mode: "user" }, follows({ mul: [{ signal: "busy" }, { sub: [1, { signal: "waiting" }] }] })],
    ] as const;
  const metrics = [{ ...metricOf("cpu_seconds_total", "counter", [...of("0"), ...of("1")]), causes }];
  const courses = new DayCourses({ fromMs: 0, stepMs: 15_000 });
  courses.learn(causes);
  return { metrics, courses, graph: new CauseGraph(metrics) };
}

/** The rates of a day of each series while the first choice for each change lasts. */
function heldWith(led: Changes, context: ReturnType<typeof processor>) {
  const { metrics, graph, courses } = context;
  const ladders = new CauseLadders(led, context);
  const chosen = new Map([...led].map(([key, change]) => [key, { ...change, through: ladders.of(key)[0] ?? [] }]));
  const all = withDependents(chosen, graph);
  const rates = metrics[0]!.series.map(({ signal, labels }, place) => {
    const moves = all.get(`0:${place}`)?.through ?? [];
    return [...courses.valuesOf(heldThrough(specOf(signal), labels, { moves, graph }), labels)];
  });
  return { all, rates };
}

const sumOf = (rates: readonly (readonly number[])[], places: readonly number[], hour: number) =>
  places.reduce((sum, place) => sum + rates[place]![hour]!, 0);

test("whatever part of a processor's time an incident changes, it is all spent on something at every hour", () => {
  const share = fc.double({ min: 0.05, max: 0.5, noNaN: true });
  fc.assert(
    fc.property(share, share, fc.constantFrom(0, 1, 2), fc.double({ min: 0.05, max: 0.9, noNaN: true }), (...of) => {
      const [busy, waiting, place, rate] = of;
      const { all, rates } = heldWith(new Map([[`0:${place}`, { rate }]]), processor(busy, waiting));
      for (let hour = 0; hour < 24; hour++) {
        expect(sumOf(rates, [0, 1, 2], hour)).toBeCloseTo(1, 9);
        expect(sumOf(rates, [3, 4, 5], hour)).toBeCloseTo(1, 9);
      }
      expect(rates.flat().every((value) => value >= 0 && value <= 1)).toBe(true);
      // A busy time of this processor says nothing about the other one.
      const { cause } = all.get(`0:${place}`)!.through![0] ?? { cause: "waiting" };
      if (cause === "busy") expect(all.get("0:3")?.through).toBeUndefined();
    }),
    { numRuns: 60 },
  );
});

test("an idle time that has to shrink does so because the processor works", () => {
  const { all, rates } = heldWith(new Map([["0:0", { rate: 0.1 }]]), processor(0.3, 0.1));
  expect(all.get("0:0")!.through!.map(({ cause }) => cause)).toEqual(["busy"]);
  expect(Math.max(...rates[0]!)).toBeLessThanOrEqual(0.1);
  // At least 0.9 of the time is busy, of which at most 0.12 is waited.
  expect(Math.min(...rates[2]!)).toBeGreaterThanOrEqual(0.9 * 0.88 - 1e-9);
});

test("what takes more than the processor has with its waiting makes that shrink", () => {
  const { all } = heldWith(new Map([["0:2", { rate: 0.95 }]]), processor(0.3, 0.2));
  expect(all.get("0:2")!.through!.map(({ cause, course }) => [cause, course.form])).toEqual([
    ["busy", "least"],
    ["waiting", "most"],
  ]);
});

test("what is gone, flaps or observes is moved by no cause, nor what is no share", () => {
  const context = processor(0.3, 0.1);
  const led: Changes = new Map([
    ["0:0", { missing: true }],
    ["0:1", { flaps: true }],
    ["0:2", { mean: 3 }],
  ]);
  const ladders = new CauseLadders(led, context);
  expect([...led.keys()].map((key) => ladders.of(key))).toEqual([[], [], []]);
  const alone = metricOf("load", "gauge", [[{}, follows(walk(1, 2))]]);
  const one = { metrics: [alone], courses: context.courses, graph: new CauseGraph([alone]) };
  expect(new CauseLadders(new Map([["0:0", { level: 20 }]]), one).of("0:0")).toEqual([]);
});
