import { type InferredSignal, round, scaleSignal } from "../levels/signal.ts";
import {
  isFixed,
  shareByName,
  shareByValue,
  shares,
  type Typical,
  typicalByName,
  typicalByUnit,
  typicalRate,
} from "../levels/typical.ts";
import type { Patterns } from "../read/conditions.ts";
import type { Family } from "../read/families.ts";
import type { KnownMetric } from "../read/known-metric.ts";
import type { MetricUse } from "../read/usage.ts";
import { compared, holds } from "./compare.ts";
import type { InferredMetric, InferredSeries } from "./model.ts";
import type { Row } from "./rows.ts";

/** Midnight of the first day of the month before, so that a file made today and tomorrow is the same; Unix seconds. */
export interface TimeAnchor {
  readonly monthSeconds: number;
}

/** Rows differ in height by these factors, so that lines lie apart. */
const rowWeights = [1, 0.72, 1.31, 0.88, 1.12, 0.64, 1.2, 0.8] as const;
/** What a label's value makes of the height: CPUs are idle for the most part, and errors are rare. */
const valueWeights = { idle: 6, serverError: 0.04, clientError: 0.1 } as const;
/** A gauge wanders by these parts around its middle: a whole hardly, a part of it in a wave. */
const swings = { usual: 0.1, whole: 0.005, part: 0.25, compared: 0.04 } as const;
/** What a gauge is of which nothing is known. */
const usualLevel: Typical = { min: 12, max: 38 };
/** The first host has been up for ten days, each other one for longer, in seconds. */
const uptime = { first: 864_000, each: 200_000 } as const;
/** Days that moments lie before or behind the anchor: the first, and how much further each row's is. */
const moments = {
  ahead: { first: 70, each: 25 },
  started: { first: 12, each: 11 },
  past: { first: 3, each: 11 },
} as const;
/** Where observations lie: in bytes, seconds, and anything else. */
const observations = {
  bytes: { p50: 2000, p99: 80_000 },
  seconds: { p50: 0.08, p99: 0.7 },
  other: { p50: 8, p99: 70 },
} as const;
/** Bounds of buckets around the median, and beyond the 99th percentile. */
const bucketFactors = { p50: [0.25, 0.5, 1, 2, 5], p99: [1, 2.5] } as const;
const daySeconds = 86_400;

/**
 * A family with a signal for each of its rows: by its kind, its name, the unit of panels that show it, and the
 * comparisons that it stands in.
 */
export function assignSignals(family: Family, rows: readonly Row[], context: AssignContext): InferredMetric {
  const { name, kind, use, bounds } = family;
  const scale = secondsScale(use.units, name);
  const observe =
    kind === "histogram" || kind === "native" || kind === "summary" ? observed(name, use.units, scale) : undefined;
  const series = rows.map((row): InferredSeries => ({ ...row, signal: signalFor(family, row, context) }));
  return {
    name,
    kind,
    help: context.shape?.help,
    series,
    needs: [...use.selectors.values()].filter(({ removes }) => !removes).map(({ conditions }) => conditions),
    users: [...use.users],
    observe,
    buckets: kind === "histogram" ? (context.shape?.buckets ?? bucketsFor(observe!, bounds)) : [],
    quantiles: kind === "summary" ? (context.shape?.quantiles ?? (bounds.length > 0 ? bounds : [0.5])) : [],
  };
}

/** What {@link assignSignals} needs to know. */
export interface AssignContext {
  readonly anchor: TimeAnchor;
  /** What is known of it from elsewhere. */
  readonly shape?: KnownMetric | undefined;
  /** What a person says its value, or rate, is. */
  readonly level?: Typical | undefined;
  readonly patterns: Patterns;
}

function signalFor(
  { name, kind, use }: Family,
  row: Row,
  { anchor, patterns, shape, level }: AssignContext,
): InferredSignal {
  if (kind === "info") return { form: "constant", value: 1, fixed: true };
  const weight = rowWeights[row.index % rowWeights.length]! * valueWeight(row);
  if (kind !== "gauge") {
    const rate = level ?? shape?.level ?? typicalRate(name);
    return scaleSignal({ form: "rhythm", ...rate }, weight);
  }
  const unit = [...use.units];
  if (isTimestamp(name, use.functions, unit))
    return { form: "constant", value: timestamp(name, use.functions, unit, row.index, anchor), fixed: true };
  if (/uptime/.test(name) && use.comparisons.length === 0)
    return { form: "uptime", from: uptime.first + row.index * uptime.each };
  if (level !== undefined) return { form: "walk", ...level };
  const typical = shape?.level ?? chooseTypical(name, unit);
  const wanted = comparedSignal(use, row, patterns, typical);
  if (wanted !== undefined) return wanted;
  if (isState(name, unit)) return { form: "constant", value: 1, fixed: true };
  return shape?.level === undefined
    ? gaugeSignal(name, typical, weight)
    : scaleSignal({ form: "walk", ...typical }, weight);
}

/** Used and free go up and down against each other, so that together they are the whole. */
function gaugeSignal(name: string, { min, max }: Typical, weight: number): InferredSignal {
  const share = shareByName(name);
  const middle = ((min + max) / 2) * (share ?? 1);
  if (isFixed(name)) return scaleSignal({ form: "constant", value: middle }, weight);
  const around = (swing: number) => ({ min: middle * (1 - swing), max: middle * (1 + swing) });
  if (share === shares.whole) return scaleSignal({ form: "walk", ...around(swings.whole) }, weight);
  if (share === shares.used || share === shares.free) {
    const swing = ((min + max) / 2) * swings.part;
    return scaleSignal(
      { form: "wave", min: middle - swing, max: middle + swing, peak: share === shares.used ? "00:00" : "01:00" },
      weight,
    );
  }
  return scaleSignal({ form: "walk", ...around(swings.usual) }, weight);
}

function chooseTypical(name: string, units: readonly string[]): Typical {
  const byUnit = units.flatMap((unit) => typicalByUnit(unit) ?? []);
  return typicalByName(name) ?? byUnit[0] ?? usualLevel;
}

/** Labels whose value says that this is much or little. */
function valueWeight({ labels }: Row): number {
  let weight = 1;
  for (const value of labels.values()) {
    const share = /^[a-z_]{3,30}$/i.test(value) ? shareByValue(value) : undefined;
    if (share !== undefined) weight *= share;
    else if (/^(idle)$/i.test(value)) weight *= valueWeights.idle;
    else if (/^(5\d\d|5xx|.*(error|fail|timeout|drop|reject).*)$/i.test(value)) weight *= valueWeights.serverError;
    else if (/^(4\d\d|4xx)$/i.test(value)) weight *= valueWeights.clientError;
  }
  return weight;
}

function isTimestamp(name: string, functions: ReadonlySet<string>, units: readonly string[]): boolean {
  if (/seconds_total|duration/.test(name)) return false;
  return (
    functions.has("time-") ||
    functions.has("-time") ||
    /(_|^)timestamp(_|$)|_time_seconds$|start_time|_not_after|_not_before|expir(y|es|ation)(_timestamp|_time)?(_seconds)?$/.test(
      name,
    ) ||
    units.some((unit) => unit.startsWith("dateTime"))
  );
}

function timestamp(
  name: string,
  functions: ReadonlySet<string>,
  units: readonly string[],
  index: number,
  { monthSeconds }: TimeAnchor,
): number {
  const ahead = functions.has("-time") || /_not_after|expir/.test(name);
  const { first, each } = ahead ? moments.ahead : /boot|start/.test(name) ? moments.started : moments.past;
  const seconds = monthSeconds + (ahead ? 1 : -1) * (first + each * index) * daySeconds;
  const isMs = units.some((unit) => unit.startsWith("dateTime")) && !functions.has("time-") && !/seconds/.test(name);
  return isMs || /_ms$|millis/.test(name) ? seconds * 1000 : seconds;
}

/** A metric that is 1 while all is well, by its name or the panel's unit. */
function isState(name: string, units: readonly string[]): boolean {
  return (
    /(^|_)(up|ready|healthy|alive|enabled|success|online|available|connected|is_leader|has_leader)$/.test(name) ||
    units.some((unit) => unit.startsWith("bool"))
  );
}

/** The value that the row takes so that, over all rows, every comparison holds for some. */
function comparedSignal(use: MetricUse, row: Row, patterns: Patterns, typical: Typical): InferredSignal | undefined {
  const found = compared(use, patterns);
  if (found === undefined) return undefined;
  const values = found.valuesFor(row);
  if (found.state) {
    const normal = use.plain && !values.includes(1) ? [1] : [];
    const all = [...normal, ...values];
    return { form: "constant", value: all[row.index % all.length] ?? 1, fixed: true };
  }
  const places = use.plain ? [undefined, ...values] : values;
  const value = places[row.index % Math.max(1, places.length)];
  if (value === undefined) return undefined;
  const width = Math.abs(value) * swings.compared || (typical.max - typical.min) * 0.01;
  const walk = { form: "walk" as const, min: value - width, max: value + width };
  const holdsAll = use.comparisons
    .filter(({ all }) => all.every((one) => holds(value, one)))
    .every(({ all }) => all.every((one) => holds(walk.min, one) && holds(walk.max, one)));
  return holdsAll ? walk : { form: "constant", value, fixed: true };
}

/** How many of the panel's unit of time are a second. */
function secondsScale(units: ReadonlySet<string>, name: string): number {
  if (/(_ms|milliseconds|millis|_msec)(_|$)/.test(name)) return 1000;
  if (/(_us|microseconds)(_|$)/.test(name)) return 1e6;
  if (/(_ns|nanoseconds)(_|$)/.test(name)) return 1e9;
  if (/seconds/.test(name)) return 1;
  if (units.has("ms")) return 1000;
  if (units.has("µs")) return 1e6;
  return units.has("ns") ? 1e9 : 1;
}

function observed(name: string, units: ReadonlySet<string>, scale: number): { p50: number; p99: number } {
  if (/bytes|_size/.test(name) || [...units].some((unit) => /bytes$/.test(unit))) return observations.bytes;
  const isTime =
    /second|duration|latency|time|_ms|delay/.test(name) ||
    [...units].some((unit) => ["s", "ms", "µs", "ns"].includes(unit));
  const { p50, p99 } = observations.seconds;
  return isTime ? { p50: p50 * scale, p99: p99 * scale } : observations.other;
}

function bucketsFor({ p50, p99 }: { p50: number; p99: number }, named: readonly number[]): number[] {
  const made = [
    ...bucketFactors.p50.map((factor) => p50 * factor),
    ...bucketFactors.p99.map((factor) => p99 * factor),
  ].map(round);
  return [...new Set([...made, ...named])].sort((a, b) => a - b);
}
