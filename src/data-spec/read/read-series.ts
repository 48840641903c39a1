import { checkNative, isNative } from "../../generator/kinds/native-signal.ts";
import { endsAtTimeOfDay, isEndless } from "../../generator/lengths.ts";
import { negativeValue } from "../../generator/negative-value.ts";
import { defaultEnd } from "../../generator/sampling/default-end.ts";
import type { End, Resets } from "../../generator/series.ts";
import type { Signal } from "../../generator/signal.ts";
import { defined } from "../../json/defined.ts";
import type { MetricSpec, ResetsSpec, SeriesSpec, SignalSpec } from "../generated/data-spec.ts";
import type { Reading } from "../signals/reading.ts";
import { nameOf, type SpecPath } from "../source/path.ts";
import { wrongOf } from "../source/wrong-of.ts";
import { articled } from "./kind-keys.ts";
import { readDistribution } from "./read-distribution.ts";
import { readSignal } from "./read-signal.ts";
import { readDuration, readPhase } from "./read-time.ts";
import type { SeriesTemplate } from "./series-template.ts";

/** Settings of a metric that all of its histograms or summaries share. */
export interface KindOptions {
  readonly buckets: readonly number[];
  readonly native: false | true | "both";
  readonly schema: number | undefined;
  readonly quantiles: readonly number[];
}

/** Reads one entry of `series`, without its labels. Its keys were checked against the kind before. */
export function readSeries(
  metric: MetricSpec,
  options: KindOptions,
  { spec, path }: { readonly spec: SeriesSpec; readonly path: SpecPath },
  problems: Reading,
): SeriesTemplate | undefined {
  switch (metric.type) {
    case "info":
      return { kind: "info" };
    case "gauge":
    case "unknown":
      return readGauge(metric.type, spec, path, problems);
    case "counter":
      return readCounter(spec, path, problems);
    case "histogram":
    case "summary":
      return readDistributed(metric.type, options, { spec, path }, problems);
  }
}

function readGauge(
  kind: "gauge" | "unknown",
  spec: SeriesSpec,
  path: SpecPath,
  problems: Reading,
): SeriesTemplate | undefined {
  if (spec.value === undefined) {
    // A `rate` was already reported as a key of other kinds.
    if (spec.rate === undefined) problems.add(path, `${articled(kind)} needs \`value\``);
    return undefined;
  }
  const value = readWhole(spec.value, [...path, "value"], problems, { histograms: true });
  return value && { kind, value, ...readEnd(spec, value, path, problems) };
}

function readCounter(spec: SeriesSpec, path: SpecPath, problems: Reading): SeriesTemplate | undefined {
  if (spec.rate === undefined && spec.value === undefined)
    return void problems.add(path, "a counter needs `rate` (events per second) or `value` (raw)");
  const resets = spec.resets === undefined ? undefined : readResets(spec.resets, [...path, "resets"], problems);
  const common = {
    kind: "counter",
    ...defined({ resets, integer: spec.integer }),
  } as const;
  if (spec.rate !== undefined) {
    const rate = readRate(spec, path, problems);
    const { initial, gaps } = spec;
    return (
      rate && {
        ...common,
        rate,
        ...defined({ initial, gaps }),
        ...readEnd(spec, rate, path, problems),
      }
    );
  }
  for (const key of ["initial", "gaps"] as const) {
    if (spec[key] !== undefined)
      problems.add([...path, key], `\`${key}\` goes with \`rate\`; this counter has a raw \`value\``, "key");
  }
  const value = readWhole(spec.value!, [...path, "value"], problems);
  return value && { ...common, value, ...readEnd(spec, value, path, problems) };
}

function readDistributed(
  kind: "histogram" | "summary",
  { buckets, native, schema, quantiles }: KindOptions,
  { spec, path }: { readonly spec: SeriesSpec; readonly path: SpecPath },
  problems: Reading,
): SeriesTemplate | undefined {
  for (const key of ["rate", "observe"] as const) {
    const named = key === "rate" && spec.value !== undefined;
    if (spec[key] === undefined && !named) problems.add(path, `${articled(kind)} needs \`${key}\``);
  }
  if (spec.rate === undefined || spec.observe === undefined) return undefined;
  const rate = readRate(spec, path, problems);
  const observe = readDistribution(spec.observe, [...path, "observe"], problems);
  if (rate === undefined || observe === undefined) return undefined;
  const resets = spec.resets === undefined ? undefined : readResets(spec.resets, [...path, "resets"], problems);
  const common = { rate, observe, ...readEnd(spec, rate, path, problems), ...defined({ resets }) };
  if (kind === "summary") return { kind, ...common, quantiles };
  return { kind, ...common, buckets, native, ...defined({ schema }) };
}

/** Reads `rate` of a series: it must not be below 0. */
export function readRate(spec: Pick<SeriesSpec, "rate">, path: SpecPath, problems: Reading): Signal | undefined {
  const rate = readWhole(spec.rate!, [...path, "rate"], problems);
  const negative = rate === undefined ? undefined : negativeValue(rate);
  if (negative === undefined) return rate;
  return void problems.add([...path, "rate"], `\`rate\` must not be below 0, and this one reaches ${negative}`);
}

/** Reads `value` or `rate` of a series; only with `histograms` may it have native histograms. */
export function readWhole(
  spec: SignalSpec,
  path: SpecPath,
  problems: Reading,
  { histograms = false } = {},
): Signal | undefined {
  const signal = readSignal(spec, path, problems);
  if (signal === undefined || !isNative(signal)) return signal;
  const message = histograms
    ? wrongOf(() => checkNative(signal))
    : "histograms ({{…}}) can only be the `value` of a gauge or a metric of unknown type";
  return message === undefined ? signal : void problems.add(path, `${nameOf(path)}: ${message}`);
}

function readEnd(spec: SeriesSpec, signal: Signal, path: SpecPath, problems: Reading): { then?: End } {
  const { then } = spec;
  if (then === undefined) return defaultEnd(signal) === "last" ? {} : endWith(defaultEnd(signal));
  if (isEndless(signal)) {
    problems.add(
      [...path, "then"],
      "`then` says what follows a finite signal, and this one is endless; leave it out",
      "key",
    );
  }
  if (then === "loop" && endsAtTimeOfDay(signal))
    problems.add([...path, "then"], "`then: loop` repeats what is always as long, and this ends at a time of day");
  if (typeof then === "object" && spec.rate !== undefined && then.value < 0) {
    problems.add(
      [...path, "then", "value"],
      `\`value\` after a \`rate\` is a rate too and must not be below 0, got ${then.value}`,
    );
  }
  return endWith(typeof then === "string" ? then : { value: then.value });
}

function endWith(end: End): { then: End } {
  // biome-ignore lint/suspicious/noThenProperty: the key of the spec; nothing awaits a series.
  return { then: end };
}

function readResets({ every, at }: ResetsSpec, path: SpecPath, problems: Reading): Resets | undefined {
  if (every !== undefined) {
    const everyMs = readDuration(every, [...path, "every"], problems);
    return everyMs === undefined ? undefined : { everyMs };
  }
  const list = (at ?? []).map((one, index) => readPhase(one, [...path, "at", index], problems));
  const phases = list.filter((one) => one !== undefined);
  const times = phases.map((phase) => ("afterAnchorMs" in phase ? phase.afterAnchorMs : undefined));
  const descent = times.findIndex((one, index) => one !== undefined && index > 0 && one <= (times[index - 1] ?? -1));
  if (descent !== -1)
    problems.add([...path, "at", descent], `${nameOf([...path, "at", descent])}: the times must ascend`);
  return phases.length < list.length ? undefined : { at: phases };
}
