import { formatDuration } from "../duration.ts";
import type { Distribution, End, Resets } from "../generator/series.ts";
import type { Parameter, Signal } from "../generator/signal.ts";
import type { SeriesTemplate } from "./series-template.ts";

/** A key of a series and its value, in words. */
export interface DescribedParameter {
  readonly key: string;
  readonly text: string;
}

type Describe = (signal: Signal) => readonly string[];

/** The signals of a series as trees, and what else shapes it. `describe` makes a tree of a signal. */
export function describeTemplate(
  template: SeriesTemplate,
  describe: Describe,
): { readonly signals: { readonly key: string; readonly tree: readonly string[] }[]; readonly parameters: DescribedParameter[] } {
  const signals = [
    ...("value" in template ? [{ key: "value", tree: describe(template.value) }] : []),
    ...("rate" in template ? [{ key: "rate", tree: describe(template.rate) }] : []),
    ...("observe" in template ? observedSignals(template.observe, describe) : []),
  ];
  return { signals, parameters: parametersOf(template) };
}

function observedSignals(distribution: Distribution, describe: Describe) {
  return parametersOfDistribution(distribution).flatMap(([name, parameter]) =>
    typeof parameter === "number" ? [] : [{ key: `observe.${distribution.type}.${name}`, tree: describe(parameter) }],
  );
}

function parametersOf(template: SeriesTemplate): DescribedParameter[] {
  const list: DescribedParameter[] = [];
  const add = (key: string, text: string | undefined) => text !== undefined && list.push({ key, text });
  if ("observe" in template) add("observe", showDistribution(template.observe));
  if (template.kind === "histogram") {
    if (template.buckets.length > 0) add("buckets", template.buckets.join(", "));
    if (template.native !== false) add("native", `${template.native}, schema ${template.schema ?? 3}`);
  }
  if (template.kind === "summary") add("quantiles", template.quantiles.join(", "));
  if (template.kind === "counter") {
    if ("rate" in template) {
      add("initial", template.initial?.toString());
      add("gaps", template.gaps);
    }
    if (template.resets !== undefined) add("resets", showResets(template.resets));
    add("integer", template.integer?.toString());
  }
  if (template.then !== undefined) add("then", showEnd(template.then));
  return list;
}

function parametersOfDistribution(distribution: Distribution): [string, Parameter][] {
  if (distribution.type === "values") return [];
  const { type: _, ...parameters } = distribution;
  return Object.entries(parameters);
}

function showDistribution(distribution: Distribution): string {
  if (distribution.type === "values") return `values ${distribution.weights.map(({ value, weight }) => `${value}: ${weight}`).join(", ")}`;
  const texts = parametersOfDistribution(distribution).map(
    ([name, parameter]) => `${name} ${typeof parameter === "number" ? parameter : "…"}`,
  );
  return `${distribution.type} ${texts.join(", ")}`;
}

function showResets(resets: Resets): string {
  return "everyMs" in resets ? `every ${formatDuration(resets.everyMs)}` : `at ${resets.atMs.map(formatDuration).join(", ")}`;
}

function showEnd(end: End): string {
  return typeof end === "string" ? end : `value ${end.value}`;
}
