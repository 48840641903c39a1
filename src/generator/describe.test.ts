import { expect, test } from "vitest";
import { describeDefinition } from "./describe-definition.ts";
import { describeSignal } from "./describe-signal.ts";
import type { Signal } from "./signal.ts";

const one = { type: "constant", value: 1 } as const;

test("describeDefinition shows a series as a tree", () => {
  const lines = describeDefinition({
    name: "http_requests_total",
    labels: [
      ["code", "500"],
      ["job", "api"],
    ],
    kind: "counter",
    rate: {
      type: "sequence",
      parts: [
        { type: "line", from: 0, to: 25, length: { forMs: 1_200_000 }, bounds: "[]" },
        { type: "gap", length: { samples: 4 } },
        { type: "values", values: [25, null, 0] },
      ],
    },
    initial: 10,
    gaps: "running",
    resets: { everyMs: 7_200_000 },
    integer: true,
  });
  expect(lines).toEqual([
    'http_requests_total{code="500", job="api"} counter',
    "  rate:",
    "    one after the other",
    "      line 0 → 25 for 20m",
    "      gap for 4 samples",
    "      values 25, null, 0",
    "  then its last value",
    "  initial 10",
    "  goes on counting in gaps",
    "  resets every 2h",
    "  whole numbers",
  ]);
});

test("describeDefinition shows what a histogram observes, with parameters that change", () => {
  const lines = describeDefinition({
    name: "x",
    labels: [],
    kind: "histogram",
    rate: { type: "constant", value: 120 },
    observe: {
      type: "lognormal",
      p50: 0.08,
      p99: { type: "line", from: 0.4, to: 2, length: { forMs: 21_600_000 }, bounds: "[]" },
    },
    buckets: [0.1, 1],
    native: "both",
  });
  expect(lines).toEqual([
    "x{} histogram",
    "  rate:",
    "    number 120",
    "  observe lognormal: p50 0.08",
    "    p99:",
    "      line 0.4 → 2 for 6h",
    "  buckets 0.1, 1",
    "  native, schema 3",
  ]);
});

test.for<[Signal, string[]]>([
  [
    { type: "wave", min: 20, max: 80, periodMs: 86_400_000, peak: { timeOfDayMs: 50_400_000 } },
    ["wave every 1d, peak 14:00 UTC: min 20, max 80"],
  ],
  [
    { type: "square", low: 0, high: 1, periodMs: 60_000, duty: 0.25, at: { afterAnchorMs: 0 } },
    ["square every 1m, high 25 % of it, begins at the start: low 0, high 1"],
  ],
  [
    { type: "spike", base: 0, height: 5, when: { everyMs: 3_600_000 } },
    ["spike every 1h for one step: base 0, height 5"],
  ],
  [{ type: "walk", start: 5, step: 1, min: 0 }, ["walk from 5, step 1: min 0"]],
  [{ type: "random", min: 0, max: 9 }, ["random: min 0, max 9"]],
  [{ type: "level", min: 0, max: 9 }, ["level: min 0, max 9"]],
  [{ type: "loop", of: { type: "gap", length: { forMs: 1000 } }, times: 3 }, ["loop 3 times", "  gap for 1s"]],
  [{ type: "limit", of: one, length: { forMs: 1000 } }, ["limit for 1s", "  number 1"]],
  [{ type: "clamp", of: one, min: 0, max: 2 }, ["clamp: min 0, max 2", "  number 1"]],
  [
    { type: "div", operands: [one, { type: "noise", stddev: 1, mean: 0 }] },
    ["div", "  number 1", "  noise: stddev 1, mean 0"],
  ],
  [{ type: "notation", text: " 1x2\n _ " }, ["notation 1x2 _"]],
  [{ type: "values", values: [1, 2, 3, 4, 5, 6, 7, 8, 9] }, ["values 1, 2, 3, 4, 5, 6, 7, 8, … (9)"]],
])("describeSignal %#", ([signal, expected]) => {
  expect(describeSignal(signal)).toEqual(expected);
});
