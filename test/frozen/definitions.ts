import type { SeriesDefinition } from "../../src/generator/series.ts";
import type { Signal } from "../../src/generator/signal.ts";

const hour = 3_600_000;
const daily: Signal = { type: "wave", min: 20, max: 80, periodMs: 24 * hour, peak: { timeOfDayMs: 14 * hour } };
const noise: Signal = { type: "noise", stddev: 2, mean: 0 };
const growing: Signal = { type: "line", from: 0.4, to: 2, length: { forMs: 6 * hour }, bounds: "[]" };
const list: Signal = {
  type: "sequence",
  parts: [growing, { type: "gap", length: { forMs: 20_000 } }, { type: "values", values: [25, 24, null, 10, 0.1] }],
};

const signals: Record<string, Signal> = {
  constant: { type: "constant", value: 0.1 },
  line: growing,
  line_by_samples: { type: "line", from: 1, to: 2, length: { samples: 8 }, bounds: "(]" },
  values: { type: "values", values: [0.1, null, 0.3] },
  random: { type: "random", min: 10, max: 20 },
  sequence: list,
  loop: { type: "loop", of: list },
  limit: { type: "limit", of: noise, length: { samples: 40 } },
  level: { type: "level", min: 0.5, max: 1.5 },
  wave: daily,
  wave_with_signals: { type: "wave", min: noise, max: { type: "constant", value: 7 }, periodMs: 601_000, peak: { afterAnchorMs: 7 } },
  square: { type: "square", low: noise, high: 9, periodMs: 77_000, duty: 0.3, at: { afterAnchorMs: 5000 } },
  noise,
  walk: { type: "walk", start: 500, step: 5 },
  walk_with_bounds: { type: "walk", start: 5, step: 3, min: 0, max: 10 },
  spike: { type: "spike", height: noise, base: 1, when: { everyMs: 100_000 }, forMs: 31_000 },
  now: { type: "now", earliestMs: -3 * 24 * hour, latestMs: -3 * 24 * hour },
  now_in_a_span: { type: "now", earliestMs: -12 * 24 * hour, latestMs: 2 * hour },
  clock: { type: "clock", at: { afterAnchorMs: 0 } },
  clock_every: { type: "clock", everyMs: 24 * hour, at: { timeOfDayMs: 2 * hour } },
  add: { type: "add", operands: [daily, noise] },
  sub: { type: "sub", operands: [daily, noise] },
  mul: { type: "mul", operands: [daily, noise] },
  div: { type: "div", operands: [daily, noise] },
  clamp: { type: "clamp", of: noise, min: -1, max: 1 },
  round: { type: "round", of: noise, to: 0.1 },
  signal: {
    type: "signal",
    name: "cause",
    per: ["job"],
    value: { type: "add", operands: [{ type: "signal", name: "base", per: [], value: daily }, noise] },
  },
  replay: { type: "replay", timesMs: [0, 20_000, 31_000, 3_760_000], values: [4, null, 0.1, 7], lengthMs: 3_790_000, interpolate: "last" },
  replay_linear: { type: "replay", timesMs: [0, 70_000, 3_760_000, 90_000_000], values: [4, 0.1, 7.3, 1], lengthMs: 90_015_000, interpolate: "linear" },
  notation: { type: "notation", text: "0.1+0.1x400 _x4 stale 1-0.3x9" },
};

const common = {
  labels: [
    ["instance", "host-1:9100"],
    ["job", "frozen"],
  ],
} as const;
const rate: Signal = { type: "add", operands: [daily, noise] };
const spread: Signal = { type: "line", from: 0.4, to: 2, length: { forMs: 30 * 60_000 }, bounds: "[]" };

/** One series for every signal and kind. */
export const frozenDefinitions: readonly SeriesDefinition[] = [
  ...Object.entries(signals).map(([name, value]): SeriesDefinition => ({ ...common, name: `gauge_${name}`, kind: "gauge", value })),
  { ...common, name: "counter_total", kind: "counter", rate },
  { ...common, name: "counter_gaps_total", kind: "counter", rate: list, gaps: "running", initial: 0.3, resets: { everyMs: 700_000 } },
  { ...common, name: "counter_integer_total", kind: "counter", rate: { type: "constant", value: 0.1 }, integer: true },
  {
    ...common,
    name: "lognormal",
    kind: "histogram",
    rate,
    observe: { type: "lognormal", p50: 0.08, p99: spread },
    buckets: [0.05, 0.1, 1],
    native: false,
  },
  {
    ...common,
    name: "normal",
    kind: "histogram",
    rate,
    observe: { type: "normal", mean: 1, stddev: spread },
    buckets: [0.5, 1],
    native: "both",
    schema: 0,
  },
  { ...common, name: "native", kind: "histogram", rate, observe: { type: "exponential", mean: 2 }, buckets: [], native: true, schema: 1 },
  { ...common, name: "uniform", kind: "summary", rate, observe: { type: "uniform", min: -1, max: spread }, quantiles: [0.5, 0.99] },
  {
    ...common,
    name: "lognormal_summary",
    kind: "summary",
    rate,
    observe: { type: "lognormal", p50: 0.1, p99: 0.7 },
    quantiles: [0.5, 0.9, 0.999],
  },
  {
    ...common,
    name: "weights",
    kind: "summary",
    rate,
    observe: {
      type: "values",
      weights: [
        { value: 1, weight: 3 },
        { value: 2, weight: 0.1 },
      ],
    },
    quantiles: [0.9],
  },
  { ...common, name: "build_info", kind: "info" },
];
