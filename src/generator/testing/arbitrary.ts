import fc from "fast-check";
import { endsAtTimeOfDay, isEndless } from "../lengths.ts";
import { clock } from "../moments/clock.ts";
import { now } from "../moments/now.ts";
import { replay } from "../recorded/replay.ts";
import type { Lifetime, Restart } from "../sampling/lifetime.ts";
import type { Distribution, End, Resets, SeriesDefinition } from "../series.ts";
import type { Length, Parameter, Phase, Signal } from "../signal.ts";
import { add, div, mul, sub } from "../signals/arithmetic.ts";
import { clamp } from "../signals/clamp.ts";
import { constant } from "../signals/constant.ts";
import { gap } from "../signals/gap.ts";
import { limit } from "../signals/limit.ts";
import { line } from "../signals/line.ts";
import { loop } from "../signals/loop.ts";
import { named } from "../signals/named.ts";
import { noise } from "../signals/noise.ts";
import { notation } from "../signals/notation.ts";
import { level, random } from "../signals/random.ts";
import { round } from "../signals/round.ts";
import { sequence } from "../signals/sequence.ts";
import { spike } from "../signals/spike.ts";
import { square } from "../signals/square.ts";
import { values } from "../signals/values.ts";
import { walk } from "../signals/walk.ts";
import { wave } from "../signals/wave.ts";
import { endWith } from "./samples.ts";

const number = fc.oneof(fc.integer({ min: -50, max: 50 }), fc.double({ min: -50, max: 50, noNaN: true }));
const notNegative = fc.oneof(fc.integer({ min: 0, max: 50 }), fc.double({ min: 0, max: 50, noNaN: true }));
/** Not only multiples of a step. */
const time = fc.oneof(
  fc.integer({ min: 1, max: 40 }).map((steps) => steps * 15_000),
  fc.integer({ min: 1, max: 600_000 }),
);
const length: fc.Arbitrary<Length> = fc.oneof(
  time.map((forMs) => ({ forMs })),
  fc.integer({ min: 1, max: 40 }).map((samples) => ({ samples })),
);
const phase: fc.Arbitrary<Phase> = fc.oneof(
  fc.integer({ min: 0, max: 86_399_999 }).map((timeOfDayMs) => ({ timeOfDayMs })),
  fc.integer({ min: 0, max: 7_200_000 }).map((afterAnchorMs) => ({ afterAnchorMs })),
);
const bounds = fc.constantFrom("[]", "[)", "(]", "()");

const simpleFinite: fc.Arbitrary<Signal> = fc.oneof(
  fc.record({ from: number, to: number, length, bounds }).map((options) => line(options as Parameters<typeof line>[0])),
  fc.array(fc.option(number), { minLength: 1, maxLength: 20 }).map(values),
  length.map(gap),
  fc
    .tuple(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 60_000 }), fc.option(number)), { minLength: 1, maxLength: 20 }),
      fc.constantFrom("last" as const, "linear" as const),
    )
    .map(([steps, interpolate]) => {
      const timesMs = steps.map((_, place) => steps.slice(1, place + 1).reduce((sum, [step]) => sum + step, 0));
      const lengthMs = timesMs.at(-1)! + steps[0]![0];
      return replay({ timesMs, values: steps.map(([, value]) => value), lengthMs, interpolate });
    }),
  fc.constantFrom("1+2x3", "5x20 _x4 stale 1", "0.1+0.1x300", "3-1x10 _ 2", "1x200 0x20 _x4 1x100 stale").map(notation),
);

const parameter: fc.Arbitrary<Parameter> = fc.oneof(
  { weight: 3, arbitrary: number },
  { weight: 1, arbitrary: simpleFinite },
);

const simpleEndless: fc.Arbitrary<Signal> = fc.oneof(
  number.map(constant),
  fc.tuple(number, notNegative).map(([min, width]) => random({ min, max: min + width + 1 })),
  fc.tuple(number, notNegative).map(([min, width]) => level({ min, max: min + width + 1 })),
  fc.record({ min: parameter, max: parameter, periodMs: time, peak: phase }).map((options) => wave(ordered(options))),
  fc
    .record({
      low: parameter,
      high: parameter,
      periodMs: time,
      duty: fc.double({ min: 0, max: 1, noNaN: true }),
      at: phase,
    })
    .map(square),
  fc.record({ stddev: notNegative, mean: parameter }).map(noise),
  fc.tuple(fc.integer({ min: -9e8, max: 9e8 }), fc.nat({ max: 9e8 })).map(([earliestMs, spanMs]) => {
    return now({ earliestMs, latestMs: earliestMs + spanMs });
  }),
  fc.option(time, { nil: undefined }).chain((everyMs) => phase.map((at) => clock({ ...(everyMs && { everyMs }), at }))),
  fc.record({ start: number, step: notNegative }).map(walk),
  fc
    .record({ start: number, step: notNegative })
    .map(({ start, step }) => walk({ start, step, min: start - 7, max: start + 3 })),
  fc.tuple(number, parameter).map(([start, max]) => walk({ start: Math.min(start, -50), step: 3, max })),
  fc
    .record({ height: parameter, base: parameter, everyMs: time })
    .map(({ everyMs, ...rest }) => spike({ ...rest, when: { everyMs } })),
  fc
    .record({ height: number, at: fc.array(phase, { minLength: 1, maxLength: 3 }), forMs: time })
    .map(({ at, ...rest }) => {
      return spike({ ...rest, when: { at } });
    }),
);

function ordered(options: Parameters<typeof wave>[0]): Parameters<typeof wave>[0] {
  const { min, max } = options;
  return typeof min === "number" && typeof max === "number" && min > max ? { ...options, min: max, max: min } : options;
}

/** Any signal whose rounds would be of the same length. */
const steadySignal: fc.Arbitrary<Signal> = fc.letrec<{ signal: Signal; finite: Signal }>((tie) => ({
  finite: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    simpleFinite,
    tie("signal").chain((of) => length.map((most) => limit({ of, length: most }))),
    fc.array(tie("finite"), { minLength: 1, maxLength: 4 }).map(sequence),
    tie("finite").chain((of) => fc.integer({ min: 1, max: 5 }).map((times) => loop({ of, times }))),
    tie("finite").map((of) => clamp({ of, min: -10, max: 10 })),
  ),
  signal: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    simpleEndless,
    tie("finite"),
    tie("finite").map((of) => loop({ of })),
    fc
      .tuple(fc.array(tie("finite"), { minLength: 0, maxLength: 3 }), tie("signal"))
      .map(([parts, last]) => sequence([...parts, last])),
    fc
      .tuple(fc.constantFrom(add, sub, mul, div), fc.array(tie("signal"), { minLength: 2, maxLength: 3 }))
      .map(([combine, operands]) => combine(operands)),
    tie("signal").map((of) => clamp({ of, min: -20, max: 25 })),
    fc.tuple(tie("signal"), tie("signal")).map(([of, max]) => clamp({ of, max })),
    fc.tuple(tie("signal"), fc.constantFrom(1, 0.1, 7)).map(([of, to]) => round({ of, to })),
    tie("signal").map((value) => named({ name: "cause", value })),
  ),
})).signal;

/** Any signal of float samples, a few levels deep. */
export const anySignal: fc.Arbitrary<Signal> = fc.oneof(
  { weight: 9, arbitrary: steadySignal },
  {
    weight: 1,
    arbitrary: fc
      .tuple(steadySignal, fc.integer({ min: 0, max: 86_399_999 }), steadySignal)
      .map(([of, untilTimeOfDayMs, last]) => sequence([limit({ of, length: { untilTimeOfDayMs } }), last])),
  },
);

const end: fc.Arbitrary<End> = fc.oneof(
  fc.constantFrom("last", "loop", "missing", "end"),
  notNegative.map((value) => ({ value })),
);

const observe: fc.Arbitrary<Distribution> = fc.oneof(
  fc.constantFrom<Distribution[]>(
    { type: "lognormal", p50: 0.08, p99: 0.9 },
    { type: "lognormal", p50: 0.08, p99: line({ from: 0.4, to: 2, length: { forMs: 1_800_000 } }) },
    { type: "normal", mean: 1, stddev: 0.5 },
    { type: "exponential", mean: wave({ min: 0, max: 2, periodMs: 600_000 }) },
    { type: "uniform", min: -1, max: 3 },
    { type: "values", weights: [0.1, 1, 4].map((value) => ({ value, weight: value + 1 })) },
    {
      type: "values",
      weights: [1, 4].map((value) => ({ value, weight: wave({ min: 0, max: value, periodMs: 700_000 }) })),
    },
  ),
);

const resetsList: readonly (Resets | undefined)[] = [
  undefined,
  { everyMs: 400_000 },
  { at: [{ afterAnchorMs: 100_000 }, { afterAnchorMs: 3_000_000 }, { timeOfDayMs: 0 }] },
  { everyMs: 7_200_000 },
];

const life: fc.Arbitrary<Lifetime> = fc
  .record({
    fromMs: fc.nat({ max: 12_000_000 }),
    lengthMs: fc.integer({ min: 1, max: 12_000_000 }),
    parts: fc.nat({ max: 2 }),
  })
  .map(({ fromMs, lengthMs, parts }) => ({
    ...(parts > 0 && { fromMs }),
    ...(parts < 2 && { untilMs: fromMs + lengthMs }),
  }));

const restarts: fc.Arbitrary<readonly Restart[]> = fc.array(
  fc.record({ atMs: fc.nat({ max: 12_000_000 }), downMs: fc.nat({ max: 900_000 }) }),
  { minLength: 1, maxLength: 3 },
);

/** Any definition; rates are kept at 0 or more half of the time by a clamp, and clamped by the kind otherwise. */
export const anyDefinition: fc.Arbitrary<SeriesDefinition> = fc
  .record({
    signal: anySignal,
    after: fc.option(end, { nil: undefined }),
    observe,
    kind: fc.nat({ max: 6 }),
    option: fc.nat({ max: 3 }),
    time: fc.record({ life, restarts }, { requiredKeys: [] }),
    name: fc.constantFrom("any", "up"),
  })
  .map(({ signal, after, observe: shape, kind, option, time: lived, name }) => {
    const common = {
      name,
      ...lived,
      labels: [["job", "test"]] as const,
      ...endWith(isEndless(signal) || (after === "loop" && endsAtTimeOfDay(signal)) ? undefined : after),
    };
    const rate = clamp({ of: add([signal, constant(option)]), max: 1000 });
    const resets = resetsList[option];
    const buckets = [0.05, 0.1, 0.5, 1, 2.5];
    switch (kind) {
      case 0:
        return { ...common, kind: "gauge", value: signal };
      case 1:
        return { ...common, kind: "counter", value: signal, integer: option > 1, ...(resets && { resets }) };
      case 2:
        return {
          ...common,
          kind: "counter",
          rate,
          initial: option,
          gaps: option > 1 ? "running" : "stop",
          ...(resets && { resets }),
        };
      case 3:
        return {
          name: "any",
          labels: [],
          kind: "counter",
          rate: constant(option / 3),
          integer: true,
          ...(resets && { resets }),
        };
      case 4:
        return {
          ...common,
          kind: "histogram",
          rate,
          observe: shape,
          buckets,
          native: false,
          ...(resets && { resets }),
        };
      case 5:
        return { ...common, kind: "histogram", rate, observe: shape, buckets, native: "both" };
      default:
        return { ...common, kind: "summary", rate, observe: shape, quantiles: [0.5, 0.99], ...(resets && { resets }) };
    }
  });
