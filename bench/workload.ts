import type { Grid } from "../src/generator/sampling/grid.ts";
import type { SeriesDefinition } from "../src/generator/series.ts";
import type { Signal } from "../src/generator/signal.ts";
import { mul } from "../src/generator/signals/arithmetic.ts";
import { constant } from "../src/generator/signals/constant.ts";
import { type NamedSignal, named } from "../src/generator/signals/named.ts";

/** Scrape interval of the workload. */
export const stepMs = 15_000;
/** Series on the wire: 600 counters, 200 walks, 15 histograms of 13 series each (10 buckets, `+Inf`, sum, count), 5 gauges with gaps. */
export const seriesCount = 1000;

/** Data typical of a dashboard: counters with a daily rhythm and noise, walks, histograms, gauges with gaps. */
export function workload(): SeriesDefinition[] {
  return [
    ...times(600, (index) => counter(index)),
    ...times(200, (index) => walk(index)),
    ...times(15, (index) => histogram(index)),
    ...times(5, (index) => gaugeWithGaps(index)),
  ];
}

/**
 * The same series of ten causes that they share: five loads per instance (250 courses) drive the counters and
 * histograms, five walks the gauges.
 */
export function sharedWorkload(): SeriesDefinition[] {
  const loads = times(5, (index) => named({ name: `load${index}`, per: ["instance"], value: requests(index) }));
  const levels = times(5, (index) => named({ name: `level${index}`, value: waiting }));
  const part = (causes: readonly NamedSignal[], index: number): Signal =>
    mul([causes[index % causes.length]!, constant(0.5 + (index % 13) / 13)]);
  return [
    ...times(600, (index) => ({ ...counter(index), rate: part(loads, index) }) as SeriesDefinition),
    ...times(200, (index) => ({ ...walk(index), value: part(levels, index) }) as SeriesDefinition),
    ...times(15, (index) => ({ ...histogram(index), rate: loads[index % 5]! }) as SeriesDefinition),
    ...times(5, (index) => gaugeWithGaps(index)),
  ];
}

/** `count` scrapes, the newest one at or before `endMs`. */
export function workloadGrid(endMs: number, count: number): Grid {
  const lastMs = Math.floor(endMs / stepMs) * stepMs;
  return { fromMs: lastMs - (count - 1) * stepMs, stepMs, count };
}

function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function labels(index: number, ...more: readonly (readonly [string, string])[]): SeriesDefinition["labels"] {
  return [["cluster", "bench"], ["instance", `host-${index % 50}:9100`], ["job", "bench"], ...more];
}

function daily(min: number, max: number): Signal {
  return { type: "wave", min, max, periodMs: 86_400_000, peak: { timeOfDayMs: 14 * 3_600_000 } };
}

/** Requests a second: a daily rhythm and noise. */
function requests(index: number): Signal {
  const noise: Signal = { type: "noise", stddev: 2, mean: 0 };
  return { type: "add", operands: [daily(20 + (index % 7), 80 + (index % 11)), noise] };
}

function counter(index: number): SeriesDefinition {
  return {
    name: "bench_requests_total",
    labels: labels(index, ["path", `/item/${Math.floor(index / 50)}`]),
    kind: "counter",
    rate: requests(index),
  };
}

const waiting: Signal = { type: "walk", start: 500, step: 5, min: 0, max: 1000 };

function walk(index: number): SeriesDefinition {
  return {
    name: "bench_in_flight",
    labels: labels(index, ["queue", `q${Math.floor(index / 50)}`]),
    kind: "gauge",
    value: waiting,
  };
}

function histogram(index: number): SeriesDefinition {
  return {
    name: "bench_duration_seconds",
    labels: labels(index),
    kind: "histogram",
    rate: daily(50, 120),
    observe: { type: "lognormal", p50: 0.08, p99: 0.9 },
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    native: false,
  };
}

function gaugeWithGaps(index: number): SeriesDefinition {
  const on: Signal = { type: "limit", of: { type: "random", min: 0, max: 100 }, length: { forMs: 50 * 60_000 } };
  const off: Signal = { type: "gap", length: { forMs: 10 * 60_000 } };
  const value: Signal = { type: "loop", of: { type: "sequence", parts: [on, off] } };
  return { name: "bench_temperature_celsius", labels: labels(index), kind: "gauge", value };
}
