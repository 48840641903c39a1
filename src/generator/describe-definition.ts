import { formatDuration } from "../text/duration.ts";
import { type DescribeContext, describeSignal, indent, withParameters } from "./describe-signal.ts";
import { describeList, describePhase } from "./describe-values.ts";
import { distributionRowOf } from "./distributions/distribution-table.ts";
import { isEndless } from "./lengths.ts";
import { defaultEnd } from "./sampling/default-end.ts";
import type { Distribution, End, Resets, SeriesDefinition } from "./series.ts";
import type { Signal } from "./signal.ts";

/**
 * A series as an indented tree: its name and labels, its signal, what follows it, and the options of its kind.
 */
export function describeDefinition(definition: SeriesDefinition, context: DescribeContext = {}): string[] {
  const { name, labels, kind } = definition;
  const set = labels.map(([label, value]) => `${label}=${JSON.stringify(value)}`).join(", ");
  return [`${name}{${set}} ${kind}`, ...indent([...describeKind(definition, context), ...describeLife(definition)])];
}

function describeKind(definition: SeriesDefinition, context: DescribeContext): string[] {
  const { kind } = definition;
  if (kind === "info") return ["value 1"];
  if ("value" in definition) {
    const options = kind === "counter" ? counterOptions(definition) : [];
    return [...branch("value", definition.value, definition.then, context), ...options];
  }
  const rate = branch("rate", definition.rate, definition.then, context);
  if (kind === "counter") return [...rate, ...counterOptions(definition)];
  const observe = describeDistribution(definition.observe, context);
  const resets = describeResets(definition.resets);
  if (kind === "summary") return [...rate, ...observe, `quantiles ${definition.quantiles.join(", ")}`, ...resets];
  const native = definition.native === false ? [] : [`native, schema ${definition.schema ?? 3}`];
  return [
    ...rate,
    ...observe,
    ...(definition.native === true ? [] : [`buckets ${definition.buckets.join(", ")}`]),
    ...native,
    ...resets,
  ];
}

function branch(name: string, signal: Signal, then: End | undefined, context: DescribeContext): string[] {
  const lines = [`${name}:`, ...indent(describeSignal(signal, context))];
  return isEndless(signal) ? lines : [...lines, `then ${describeEnd(then ?? defaultEnd(signal))}`];
}

function describeEnd(end: End): string {
  if (typeof end === "object") return `${end.value}`;
  return {
    last: "its last value",
    loop: "again from the start",
    missing: "nothing",
    end: "a stale marker, then nothing",
  }[end];
}

function counterOptions(definition: Extract<SeriesDefinition, { kind: "counter" }>): string[] {
  const { integer } = definition;
  const own = "rate" in definition ? definition : undefined;
  return [
    ...(own?.initial ? [`initial ${own.initial}`] : []),
    ...(own?.gaps === "running" ? ["goes on counting in gaps"] : []),
    ...describeResets(definition.resets),
    ...(integer ? ["whole numbers"] : []),
  ];
}

function describeResets(resets: Resets | undefined): string[] {
  if (resets === undefined) return [];
  const when =
    "everyMs" in resets
      ? `every ${formatDuration(resets.everyMs)}`
      : `at ${describeList(resets.at.map(describePhase))}`;
  return [`resets ${when}`];
}

function describeLife({ life = {}, restarts = [] }: SeriesDefinition): string[] {
  const { fromMs, untilMs } = life;
  const after = (ms: number) => describePhase({ afterAnchorMs: ms });
  const down = (ms: number) => (ms === 0 ? "" : `, down for ${formatDuration(ms)}`);
  return [
    ...(fromMs === undefined ? [] : [`begins ${after(fromMs)}`]),
    ...(untilMs === undefined ? [] : [`ends ${after(untilMs)}, with a stale marker`]),
    ...restarts.map(({ atMs, downMs }) => `restarts ${after(atMs)}${down(downMs)}`),
  ];
}

function describeDistribution(observe: Distribution, context: DescribeContext): string[] {
  const row = distributionRowOf(observe);
  return withParameters(`observe ${row.describe(observe)}`, row.parameters(observe), context);
}
