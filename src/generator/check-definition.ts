import {
  checkNotNegative,
  checkParameter,
  checkPhase,
  checkPositiveInteger,
  checkTime,
  refuse,
} from "./argument-checks.ts";
import { checkSignal } from "./check-signal.ts";
import { distributionRowOf } from "./distributions/distribution-table.ts";
import { checkNative, isNative } from "./kinds/native-signal.ts";
import { endsAtTimeOfDay, isEndless } from "./lengths.ts";
import { negativeValue } from "./negative-value.ts";
import type { Distribution, Resets, SeriesDefinition } from "./series.ts";
import type { Signal } from "./signal.ts";

/**
 * Checks every part of a series: signals, end, and the options of its kind.
 *
 * @throws {RangeError} naming kind, parameter and value.
 */
export function checkDefinition(definition: SeriesDefinition): void {
  const { kind } = definition;
  checkLife(definition);
  if (kind === "info") return;
  if ("value" in definition) checkValue(definition, definition.value);
  else checkRate(definition, definition.rate);
  if (kind === "counter") checkCounter(definition);
  if ("resets" in definition && definition.resets !== undefined) checkResets(kind, definition.resets);
  if (kind === "histogram" || kind === "summary") checkDistribution(kind, definition.observe);
  if (kind === "histogram") checkBuckets(definition);
  if (kind === "summary") checkQuantiles(definition.quantiles);
}

function checkValue({ kind, then }: SeriesDefinition, value: Signal): void {
  checkSignal(value);
  checkEnd(kind, value, then);
  if (!isNative(value)) return;
  if (kind === "counter") refuse("counter", "value", "numbers", "native histograms");
  checkNative(value);
  if (typeof then === "object") refuse(kind, "then", "loop, last, missing or end after native histograms", then);
}

function checkRate({ kind, then }: SeriesDefinition, rate: Signal): void {
  checkSignal(rate);
  if (isNative(rate)) refuse(kind, "rate", "numbers", "native histograms");
  checkEnd(kind, rate, then);
  const negative = negativeValue(rate);
  if (negative !== undefined) refuse(kind, "rate", "0 or more at all times", negative);
  if (typeof then === "object" && then.value < 0) refuse(kind, "then.value", "0 or more, for it is a rate", then.value);
}

function checkEnd(kind: string, signal: Signal, then: SeriesDefinition["then"]): void {
  if (then === undefined) return;
  if (isEndless(signal)) refuse(kind, "then", "absent after an endless signal", JSON.stringify(then));
  if (typeof then === "object" ? typeof then.value !== "number" : !["last", "loop", "missing", "end"].includes(then)) {
    refuse(kind, "then", "last, loop, missing, end or {value}", then);
  }
  if (then === "loop" && endsAtTimeOfDay(signal))
    refuse(kind, "then", "last, missing, end or {value} after a signal that ends at a time of day", then);
}

function checkCounter(definition: Extract<SeriesDefinition, { kind: "counter" }>): void {
  if ("rate" in definition && definition.initial !== undefined)
    checkNotNegative("counter", "initial", definition.initial);
}

function checkResets(kind: string, resets: Resets): void {
  if ("everyMs" in resets) checkPositiveInteger(kind, "resets.everyMs", resets.everyMs);
  else for (const [place, phase] of resets.at.entries()) checkPhase(kind, `resets.at[${place}]`, phase);
}

function checkLife({ kind, life = {}, restarts = [] }: SeriesDefinition): void {
  const { fromMs, untilMs } = life;
  if (fromMs !== undefined) checkTime(kind, "life.fromMs", fromMs);
  if (untilMs !== undefined) checkTime(kind, "life.untilMs", untilMs);
  if (untilMs !== undefined && untilMs <= (fromMs ?? 0)) refuse(kind, "life.untilMs", `after ${fromMs ?? 0}`, untilMs);
  for (const { atMs, downMs } of restarts) {
    checkTime(kind, "restarts.atMs", atMs);
    checkTime(kind, "restarts.downMs", downMs);
  }
}

function checkDistribution(kind: string, observe: Distribution): void {
  const row = distributionRowOf(observe);
  for (const [name, parameter] of Object.entries(row.parameters(observe))) {
    if (typeof parameter !== "number") checkSignal(parameter);
    if (typeof parameter !== "number" && isNative(parameter))
      refuse(kind, `observe.${name}`, "numbers", "native histograms");
    checkParameter(kind, `observe.${name}`, parameter);
  }
  row.check(observe, kind);
}

function checkBuckets({ buckets, native, schema }: Extract<SeriesDefinition, { kind: "histogram" }>): void {
  if (buckets.length === 0 && native !== true) refuse("histogram", "buckets", "at least one bound", "an empty list");
  for (const [place, bound] of buckets.entries()) {
    if (!Number.isFinite(bound)) refuse("histogram", `buckets[${place}]`, "a finite number (+Inf is added)", bound);
    if (place > 0 && bound <= buckets[place - 1]!)
      refuse("histogram", `buckets[${place}]`, `greater than ${buckets[place - 1]}`, bound);
  }
  if (schema !== undefined && !(Number.isInteger(schema) && schema >= -4 && schema <= 8)) {
    refuse("histogram", "schema", "a whole number from -4 to 8", schema);
  }
}

function checkQuantiles(quantiles: readonly number[]): void {
  if (quantiles.length === 0) refuse("summary", "quantiles", "at least one", "an empty list");
  for (const quantile of quantiles)
    if (!(quantile >= 0 && quantile <= 1)) refuse("summary", "quantiles", "from 0 to 1", quantile);
}
