import { describe, expect, test } from "vitest";
import { parseSpec } from "../read/parse.ts";
import { specErrorOf } from "../testing/spec-error.ts";
import { type PlanSpecOptions, planSpec, type SpecPlan } from "./plan.ts";

/** 2026-11-01T12:00:07Z. */
const nowMs = Date.UTC(2026, 10, 1, 12, 0, 7);

function plan(text: string, options: Partial<PlanSpecOptions> = {}): SpecPlan {
  return planSpec(parseSpec(text, { file: "f" }), { nowMs, ...options });
}

const errorOf = (text: string, options: Partial<PlanSpecOptions> = {}) => specErrorOf(() => plan(text, options));

const one = "metrics: [{name: x, type: gauge, series: [{value: 1}]}]\n";
const spec = (keys: string) => `version: 1\n${keys}\n${one}`;
const series = (entries: string, keys = "name: x, type: gauge") =>
  `version: 1\nmetrics:\n- {${keys}, series: [${entries}]}\n`;

describe("planSpec fixes the grid", () => {
  test("planSpec takes 15 s and 6 h and ends with the last multiple of the step", () => {
    // 12:00:07 rounded down to 15 s is 12:00:00; the first of 1440 samples lies 1439 steps before.
    expect(plan(spec("")).grid).toEqual({ fromMs: Date.UTC(2026, 10, 1, 6, 0, 15), stepMs: 15_000, count: 1440 });
    expect(plan(spec("")).fixedStart).toBe(false);
  });

  test("planSpec takes the step from the flag, then the spec, then the data source", () => {
    const steps = (text: string, options: Partial<PlanSpecOptions>) => plan(text, options).grid.stepMs;
    expect(steps(spec("step: 30s"), { stepMs: 60_000, defaultStepMs: 10_000 })).toBe(60_000);
    expect(steps(spec("step: 30s"), { defaultStepMs: 10_000 })).toBe(30_000);
    expect(steps(spec(""), { defaultStepMs: 10_000 })).toBe(10_000);
    expect(steps(spec(""), {})).toBe(15_000);
  });

  test("planSpec takes the history from the flag, then the spec", () => {
    expect(plan(spec("history: 1h"), { historyMs: 120_000 }).grid.count).toBe(8);
    expect(plan(spec("history: 1h")).grid.count).toBe(240);
  });

  test("planSpec cuts the default history, and only that, down to whole steps", () => {
    // 21,600 s / 7 s = 3085.7
    expect(plan(spec("step: 7s")).grid.count).toBe(3085);
    expect(errorOf(spec("history: 1h"), { stepMs: 7000 })).toBe(
      "f:2:10: `history` 1h is not a multiple of the step that was asked for, 7s",
    );
    expect(errorOf(spec("history: 1h"), { defaultStepMs: 7000 })).toBe(
      "f:2:10: `history` 1h is not a multiple of the data source's scrape interval (give the spec a `step` of its own, or pass --step), 7s",
    );
    expect(errorOf(spec("step: 30s"), { historyMs: 50_000 })).toBe(
      "f: the history of 50s is not a multiple of `step` 30s",
    );
  });

  test("planSpec refuses a window that begins before 1970, and a step of nothing", () => {
    expect(errorOf(spec("history: 100y\nstep: 1d"))).toBe("f:2:10: the window begins before 1970");
    expect(errorOf(spec(""), { historyMs: 4e12, stepMs: 1e6 })).toBe(
      "f: the window begins before 1970; choose a shorter --history",
    );
    expect(errorOf(spec(""), { stepMs: 0 })).toBe(
      "f: the step must be a whole number of milliseconds, at least 1, got 0",
    );
  });

  test("planSpec keeps a fixed start, with history or scrapes", () => {
    const grid = { fromMs: Date.UTC(2026, 10, 1), stepMs: 15_000, count: 240 };
    expect(plan(spec("start: 2026-11-01T00:00:00Z\nhistory: 1h"))).toMatchObject({ grid, fixedStart: true });
    expect(plan(spec("start: 2026-11-01T02:00:00+02:00\nscrapes: 240"))).toMatchObject({ grid, fixedStart: true });
    expect(plan(spec("start: 2026-11-01T00:00:00Z\nscrapes: 240"), { historyMs: 60_000 }).grid.count).toBe(4);
  });

  test("planSpec lets the newest sample of a fixed window be now, and not later", () => {
    const text = spec("start: 2026-11-01T11:00:00Z\nscrapes: 241");
    expect(errorOf(text, { nowMs: Date.UTC(2026, 10, 1, 12) })).toBe("no error");
    expect(errorOf(text, { nowMs: Date.UTC(2026, 10, 1, 12) - 1 })).toBe(
      "f:2:8: the last sample of the window would lie in the future: 2026-11-01T12:00:00.000Z is after the receiver's now, 2026-11-01T11:59:59.999Z",
    );
  });

  test("planSpec refuses live data after a fixed start", () => {
    expect(errorOf(spec("start: 2026-11-01T00:00:00Z\nscrapes: 2"), { live: true })).toBe(
      "f:2:8: `start` fixes the window, so live data cannot follow; leave `start` out, or do without live data",
    );
    expect(errorOf(spec(""), { live: true })).toBe("no error");
  });
});

describe("planSpec expands labels", () => {
  const labelsOf = (text: string) =>
    plan(text).definitions.map(({ labels }) => labels.map((label) => label.join("=")).join(","));

  test("planSpec sorts label names, and the last one is the fastest", () => {
    expect(labelsOf(series('{labels: {b: ["x", "y"], a: "{1..2}"}, value: 1}'))).toEqual([
      "a=1,b=x",
      "a=1,b=y",
      "a=2,b=x",
      "a=2,b=y",
    ]);
  });

  test("planSpec merges the labels of the spec", () => {
    expect(labelsOf(`labels: {m: w}\n${series("{labels: {a: x, z: y}, value: 1}, {value: 1}")}`)).toEqual([
      "a=x,m=w,z=y",
      "m=w",
    ]);
  });

  test("planSpec leaves a label without a value out", () => {
    expect(labelsOf(series('{labels: {a: ["", b]}, value: 1}'))).toEqual(["", "a=b"]);
  });

  test("planSpec refuses two series with the same labels, in one entry or in two", () => {
    expect(errorOf(series("{labels: {a: [x, x]}, value: 1}"))).toBe(
      'f:3:35: two series of x have the same labels: {a="x"}',
    );
    expect(errorOf(series('{labels: {a: "{1..3}"}, value: 1}, {labels: {a: "2"}, value: 1}'))).toBe(
      'f:3:70: two series of x have the same labels: {a="2"}',
    );
    expect(errorOf(series("{value: 1}, {value: 1}"))).toBe("f:3:47: two series of x have the same labels: {}");
  });

  test("planSpec keeps metrics apart", () => {
    expect(
      plan("version: 1\nmetrics: [{name: x, type: info, series: [{}]}, {name: y, type: info, series: [{}]}]")
        .definitions,
    ).toEqual([
      { name: "x", labels: [], kind: "info" },
      { name: "y", labels: [], kind: "info" },
    ]);
  });
});

describe("planSpec counts before it builds", () => {
  const distributed = "{labels: {a: [x, y]}, rate: 1, observe: {exponential: {mean: 1}}}";
  test.for([
    ["name: x, type: histogram, buckets: [1, 2, 3]", 12],
    ["name: x, type: histogram, native: true", 2],
    ["name: x, type: histogram, native: both, buckets: [1, 2, 3]", 14],
    ["name: x, type: summary", 10],
    ["name: x, type: summary, quantiles: [0.5]", 6],
  ] as const)("%s makes %i series on the wire", ([keys, count]) => {
    expect(plan(series(distributed, keys))).toMatchObject({ seriesCount: count, sampleCount: count * 1440 });
  });

  test("planSpec refuses too many series and names the entry that makes most", () => {
    const text = series('{labels: {a: "{1..40000}"}, value: 1}, {labels: {a: b, c: "{1..20000}"}, value: 1}');
    expect(errorOf(text)).toBe(
      "f:3:35: f makes 60,000 series, more than 50,000; most come from this entry of x (40,000): shorten its labels, or raise --max-series",
    );
    expect(errorOf(text, { maxSeries: 60_000 })).toBe("no error");
  });

  test("planSpec refuses too many samples", () => {
    expect(errorOf(`step: 1ms\n${series('{labels: {a: "{1..5}"}, value: 1}')}`)).toBe(
      "f makes 108,000,000 samples (5 series of 21,600,000), more than 100,000,000; shorten --history, lengthen --step, or raise --max-samples",
    );
    expect(
      plan(`step: 1ms\n${series('{labels: {a: "{1..5}"}, value: 1}')}`, { maxSamples: 108_000_000 }).sampleCount,
    ).toBe(108_000_000);
  });

  test("planSpec counts a product that no machine could build", () => {
    const labels = Array.from({ length: 5 }, (_, index) => `l${index}: "{1..999999999}"`).join(", ");
    expect(errorOf(series(`{labels: {${labels}}, value: 1}`))).toBe(
      "f:3:35: f makes 999,999,995,000,000,009,999,999,990,000,000,004,999,999,999 series, more than 50,000; most come from this entry of x (999,999,995,000,000,009,999,999,990,000,000,004,999,999,999): shorten its labels, or raise --max-series",
    );
  });
});

describe("planSpec passes on what the spec says", () => {
  test("planSpec hands out seed, metadata, alerts and warnings", () => {
    const text = `version: 1
seed: 7
metrics:
  - {name: x, type: gauge, help: How many., unit: things, series: [{value: 1}]}
alerts:
  - {alert: A, labels: {b: c, a: d}, fires: {after: 5m, within: 1m}}
  - {alert: B, fires: never}
  - {alert: C, fires: {after: 7h}}
`;
    expect(plan(text)).toMatchObject({
      seed: 7,
      metadata: [{ name: "x", type: "gauge", help: "How many.", unit: "things" }],
      alerts: [
        {
          alert: "A",
          labels: [
            ["a", "d"],
            ["b", "c"],
          ],
          fires: { afterMs: 300_000, withinMs: 60_000 },
          position: { file: "f", line: 6, column: 5 },
        },
        { alert: "B", labels: [], fires: "never" },
        { alert: "C", fires: { afterMs: 25_200_000 } },
      ],
      warnings: ["f:8:5: C is expected to fire after the end of the window"],
    });
  });

  test("planSpec writes definitions with everything that the kinds take", () => {
    const text = `version: 1
metrics:
  - name: c
    type: counter
    series:
      - {rate: {line: {from: 0, to: 2, for: 1m}}, initial: 5, gaps: running, resets: {at: [1m, 2m]}, integer: true, then: {value: 3}}
  - {name: n, type: histogram, native: both, buckets: [1], schema: 2, series: [{rate: "1x3", observe: {values: {2: 1, 0.5: 3}}}]}
  - {name: s, type: summary, series: [{rate: 1, observe: {lognormal: {p50: 1, p99: {wave: {min: 2, max: 4, period: 1h, peak: "14:30"}}}}}]}
`;
    const wave = { type: "wave", min: 2, max: 4, periodMs: 3_600_000, peak: { timeOfDayMs: 52_200_000 } };
    const expected: unknown[] = [
      {
        name: "c",
        labels: [],
        kind: "counter",
        rate: { type: "line", from: 0, to: 2, length: { forMs: 60_000 }, bounds: "[]" },
        initial: 5,
        gaps: "running",
        resets: { at: [{ afterAnchorMs: 60_000 }, { afterAnchorMs: 120_000 }] },
        integer: true,
        ["then" as string]: { value: 3 },
      },
      {
        name: "n",
        labels: [],
        kind: "histogram",
        rate: { type: "notation", text: "1x3" },
        observe: {
          type: "values",
          weights: [
            { value: 0.5, weight: 3 },
            { value: 2, weight: 1 },
          ],
        },
        buckets: [1],
        native: "both",
        schema: 2,
        ["then" as string]: "missing",
      },
      {
        name: "s",
        labels: [],
        kind: "summary",
        rate: { type: "constant", value: 1 },
        observe: { type: "lognormal", p50: 1, p99: wave },
        quantiles: [0.5, 0.9, 0.99],
      },
    ];
    expect(plan(text).definitions).toEqual(expected);
  });
});
