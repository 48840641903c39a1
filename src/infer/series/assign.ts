import { type InferredSignal, round, scaleSignal } from "../levels/signal.ts";
import { isFixed, shareByName, shareByValue, type Typical, typicalByName, typicalByUnit, typicalRate } from "../levels/typical.ts";
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

/** A family with a signal for each of its rows: by its kind, its name, the unit of panels that show it, and the comparisons that it stands in. */
export function assignSignals(family: Family, rows: readonly Row[], context: AssignContext): InferredMetric {
  const { name, kind, use, bounds } = family;
  const scale = secondsScale(use.units, name);
  const observe = kind === "histogram" || kind === "native" || kind === "summary" ? observed(name, use.units, scale) : undefined;
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

function signalFor({ name, kind, use }: Family, row: Row, { anchor, patterns, shape, level }: AssignContext): InferredSignal {
  if (kind === "info") return { form: "constant", value: 1, fixed: true };
  const weight = [1, 0.72, 1.31, 0.88, 1.12, 0.64, 1.2, 0.8][row.index % 8]! * valueWeight(row);
  if (kind !== "gauge") {
    const rate = level ?? shape?.level ?? typicalRate(name);
    return scaleSignal({ form: "rhythm", ...rate }, weight);
  }
  const unit = [...use.units];
  if (isTimestamp(name, use.functions, unit))
    return { form: "constant", value: timestamp(name, use.functions, unit, row.index, anchor), fixed: true };
  if (/uptime/.test(name) && use.comparisons.length === 0) return { form: "uptime", from: 864_000 + row.index * 200_000 };
  if (level !== undefined) return { form: "walk", ...level };
  const typical = shape?.level ?? chooseTypical(name, unit);
  const wanted = comparedSignal(use, row, patterns, typical);
  if (wanted !== undefined) return wanted;
  if (isState(name, unit)) return { form: "constant", value: 1, fixed: true };
  return shape?.level === undefined ? gaugeSignal(name, typical, weight) : scaleSignal({ form: "walk", ...typical }, weight);
}

/** Used and free go up and down against each other, so that together they are the whole. */
function gaugeSignal(name: string, { min, max }: Typical, weight: number): InferredSignal {
  const share = shareByName(name);
  const middle = ((min + max) / 2) * (share ?? 1);
  if (isFixed(name)) return scaleSignal({ form: "constant", value: middle }, weight);
  if (share === 4) return scaleSignal({ form: "walk", min: middle * 0.995, max: middle * 1.005 }, weight);
  if (share === 2.4 || share === 1.6) {
    const swing = ((min + max) / 2) * 0.25;
    return scaleSignal({ form: "wave", min: middle - swing, max: middle + swing, peak: share === 2.4 ? "00:00" : "01:00" }, weight);
  }
  return scaleSignal({ form: "walk", min: middle * 0.9, max: middle * 1.1 }, weight);
}

function chooseTypical(name: string, units: readonly string[]): Typical {
  const byUnit = units.flatMap((unit) => typicalByUnit(unit) ?? []);
  return typicalByName(name) ?? byUnit[0] ?? { min: 12, max: 38 };
}

/** Labels whose value says that this is much or little. */
function valueWeight({ labels }: Row): number {
  let weight = 1;
  for (const value of labels.values()) {
    const share = /^[a-z_]{3,30}$/i.test(value) ? shareByValue(value) : undefined;
    if (share !== undefined) weight *= share;
    else if (/^(idle)$/i.test(value)) weight *= 6;
    else if (/^(5\d\d|5xx|.*(error|fail|timeout|drop|reject).*)$/i.test(value)) weight *= 0.04;
    else if (/^(4\d\d|4xx)$/i.test(value)) weight *= 0.1;
  }
  return weight;
}

function isTimestamp(name: string, functions: ReadonlySet<string>, units: readonly string[]): boolean {
  if (/seconds_total|duration/.test(name)) return false;
  return (
    functions.has("time-") ||
    functions.has("-time") ||
    /(_|^)timestamp(_|$)|_time_seconds$|start_time|_not_after|_not_before|expir(y|es|ation)(_timestamp|_time)?(_seconds)?$/.test(name) ||
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
  const day = 86_400;
  const ahead = functions.has("-time") || /_not_after|expir/.test(name);
  const seconds = ahead ? monthSeconds + (70 + 25 * index) * day : monthSeconds - ((/boot|start/.test(name) ? 12 : 3) + 11 * index) * day;
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
  const width = Math.abs(value) * 0.04 || (typical.max - typical.min) * 0.01;
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
  if (/bytes|_size/.test(name) || [...units].some((unit) => /bytes$/.test(unit))) return { p50: 2000, p99: 80_000 };
  const isTime = /second|duration|latency|time|_ms|delay/.test(name) || [...units].some((unit) => ["s", "ms", "µs", "ns"].includes(unit));
  return isTime ? { p50: 0.08 * scale, p99: 0.7 * scale } : { p50: 8, p99: 70 };
}

function bucketsFor({ p50, p99 }: { p50: number; p99: number }, named: readonly number[]): number[] {
  const made = [0.25, 0.5, 1, 2, 5].map((factor) => round(p50 * factor));
  return [...new Set([...made, round(p99), round(p99 * 2.5), ...named])].sort((a, b) => a - b);
}
