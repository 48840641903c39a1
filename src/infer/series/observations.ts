import { round } from "../levels/signal.ts";

/** Median and 99th percentile of observations in bytes, in seconds, and in anything else. */
const observations = {
  bytes: { p50: 2000, p99: 80_000 },
  seconds: { p50: 0.08, p99: 0.7 },
  other: { p50: 8, p99: 70 },
} as const;
/** Bounds of buckets, as parts of the median and of the 99th percentile. */
const bucketFactors = { p50: [0.25, 0.5, 1, 2, 5], p99: [1, 2.5] } as const;

/** Median and 99th percentile of what a histogram or summary observes, in the unit that its name or panels say. */
export function typicalObservations(name: string, units: ReadonlySet<string>): { p50: number; p99: number } {
  if (/bytes|_size/.test(name) || [...units].some((unit) => /bytes$/.test(unit))) return observations.bytes;
  const isTime =
    /second|duration|latency|time|_ms|delay/.test(name) ||
    [...units].some((unit) => ["s", "ms", "µs", "ns"].includes(unit));
  const { p50, p99 } = observations.seconds;
  const perSecond = unitsPerSecond(units, name);
  return isTime ? { p50: p50 * perSecond, p99: p99 * perSecond } : observations.other;
}

/** Bounds of buckets in which the median and the 99th percentile lie, and those that queries name; ascending. */
export function bucketsFor({ p50, p99 }: { p50: number; p99: number }, named: readonly number[]): number[] {
  const made = [
    ...bucketFactors.p50.map((factor) => p50 * factor),
    ...bucketFactors.p99.map((factor) => p99 * factor),
  ].map(round);
  return [...new Set([...made, ...named])].sort((a, b) => a - b);
}

/** How many of the unit of time that the name or the panel uses make a second. */
function unitsPerSecond(units: ReadonlySet<string>, name: string): number {
  if (/(_ms|milliseconds|millis|_msec)(_|$)/.test(name)) return 1000;
  if (/(_us|microseconds)(_|$)/.test(name)) return 1e6;
  if (/(_ns|nanoseconds)(_|$)/.test(name)) return 1e9;
  if (/seconds/.test(name)) return 1;
  if (units.has("ms")) return 1000;
  if (units.has("µs")) return 1e6;
  return units.has("ns") ? 1e9 : 1;
}
