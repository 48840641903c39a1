import type { SpecData } from "./spec-data.ts";

/** Maps of named things in a spec. */
export const collections = ["signals", "scenarios"] as const;
export type Collection = (typeof collections)[number];

/** The entries of `metrics`, packs among them. */
function metricsOf({ metrics }: SpecData): readonly unknown[] {
  return Array.isArray(metrics) ? metrics : [];
}

function hasName(metric: unknown, name: string): boolean {
  return typeof metric === "object" && metric !== null && "name" in metric && metric.name === name;
}

/** The metric of this name that the spec writes out; undefined for one of a pack. */
export function metricOf(data: SpecData, name: string): SpecData | undefined {
  return metricsOf(data).find((metric) => hasName(metric, name)) as SpecData | undefined;
}

/** The spec with another metric in place of the one of this name, or at the end; without it, if none is given. */
export function withMetric(data: SpecData, name: string, metric: unknown): SpecData {
  const all = metricsOf(data);
  const at = all.findIndex((one) => hasName(one, name));
  if (metric === undefined) return { ...data, metrics: all.filter((_, place) => place !== at) };
  return { ...data, metrics: at === -1 ? [...all, metric] : all.with(at, metric) };
}

/** The entries of a metric's `series`. */
export function entriesOf(metric: SpecData): readonly unknown[] {
  return Array.isArray(metric["series"]) ? metric["series"] : [];
}

/** A metric with another entry at a place; without it, if none is given. */
export function withEntry(metric: SpecData, place: number, entry: unknown): SpecData {
  const entries = entriesOf(metric);
  const series =
    entry === undefined
      ? entries.filter((_, one) => one !== place)
      : place >= entries.length
        ? [...entries, entry]
        : entries.with(place, entry);
  return { ...metric, series };
}

/** The named things of a collection. */
export function partsIn(data: SpecData, collection: Collection): SpecData {
  const parts = data[collection];
  return typeof parts === "object" && parts !== null ? (parts as SpecData) : {};
}

/** The spec with another thing of this name; without it, if none is given. */
export function withPart(data: SpecData, collection: Collection, name: string, part: unknown): SpecData {
  const rest = Object.entries(partsIn(data, collection)).filter(([one]) => one !== name);
  // A name such as __proto__ must become a key like any other.
  const parts = Object.fromEntries(part === undefined ? rest : [...rest, [name, part]]);
  if (Object.keys(parts).length > 0) return { ...data, [collection]: parts };
  return Object.fromEntries(Object.entries(data).filter(([key]) => key !== collection));
}
