import { madeLabel, wireNames } from "../generator/wire-names.ts";
import type { InferredKind } from "./read/families.ts";
import type { InferredMetric, InferredSeries } from "./series/model.ts";
import { isPlaceLabel } from "./words/place-labels.ts";
import type { Cause } from "./world/cause.ts";
import { withCausesRenamed } from "./write/add-causes.ts";

/** Kinds, the most telling first: a query that shows a counter as it is says little, one that takes its rate much. */
const kinds: readonly InferredKind[] = ["histogram", "native", "summary", "counter", "info", "gauge"];

/**
 * Metrics that one dashboard takes for another kind than a second one does.
 *
 * @returns the kind that says more, by name.
 */
export function disagreeingKinds(parts: readonly (readonly InferredMetric[])[]): ReadonlyMap<string, InferredKind> {
  const found = new Map<string, InferredMetric[]>();
  const disagreeing = new Map<string, InferredKind>();
  for (const metric of parts.flat()) {
    const { name, kind } = metric;
    const known = found.get(name) ?? [];
    found.set(name, [...known, metric]);
    for (const other of known) {
      if (other.kind === kind || isHistogram(kind, other.kind) || !isOne(metric, other)) continue;
      disagreeing.set(name, moreTelling(disagreeing.get(name) ?? kind, moreTelling(kind, other.kind)));
    }
  }
  return disagreeing;
}

/** Whether two metrics are one: a histogram `x` makes nothing that a gauge `x` makes, and both may stand. */
function isOne(a: InferredMetric, b: InferredMetric): boolean {
  if (a.name !== b.name) return false;
  const wires = new Set(wireNames(a));
  return isHistogram(a.kind, b.kind) || wireNames(b).some((wire) => wires.has(wire));
}

function moreTelling(a: InferredKind, b: InferredKind): InferredKind {
  return kinds.indexOf(a) < kinds.indexOf(b) ? a : b;
}

/** Both forms of a histogram go together. */
function isHistogram(...all: readonly InferredKind[]): boolean {
  return all.every((kind) => kind === "histogram" || kind === "native");
}

/**
 * The metrics of several dashboards in one spec: each keeps the series that it has alone. Of series that are the same
 * the first stays; one that others show in more detail is left out.
 */
export function mergeMetrics(parts: readonly (readonly InferredMetric[])[]): readonly InferredMetric[] {
  if (parts.length === 1) return parts[0]!;
  const merged = new Map<string, readonly InferredMetric[]>();
  const causes = new Map<string, Cause>();
  for (const part of parts) {
    for (const metric of apart(part, causes)) {
      const known = merged.get(metric.name) ?? [];
      const same = known.find((one) => isOne(one, metric));
      const joined = same === undefined ? metric : join(same, metric);
      merged.set(metric.name, [...known.filter((one) => one !== same), joined]);
    }
  }
  return intoHistograms([...merged.values()].flat());
}

/** Metrics whose causes have other names than causes so far that are not the same. */
function apart(metrics: readonly InferredMetric[], known: Map<string, Cause>): readonly InferredMetric[] {
  const own = new Map(metrics.flatMap(({ causes = [] }) => causes.map((cause) => [cause.name, cause] as const)));
  const names = new Map<string, string>();
  for (const [name, cause] of own) {
    let free = name;
    for (let number = 2; known.has(free) && !isSame(known.get(free)!, cause); number++) free = `${name}-${number}`;
    if (free !== name) names.set(name, free);
    if (!known.has(free)) known.set(free, cause);
  }
  return metrics.map((metric) =>
    metric.causes?.some(({ name }) => names.has(name)) === true ? withCausesRenamed(metric, names) : metric,
  );
}

function isSame(a: Cause, b: Cause): boolean {
  return JSON.stringify([a.per, a.value]) === JSON.stringify([b.per, b.value]);
}

function join(a: InferredMetric, b: InferredMetric): InferredMetric {
  // Where they still disagree, the kind that says more stands, and has the other's series as its own.
  if (a.kind !== b.kind && !isHistogram(a.kind, b.kind))
    return moreTelling(a.kind, b.kind) === a.kind ? withSeriesOf(a, [b]) : withSeriesOf(b, [a]);
  const both = isHistogram(a.kind, b.kind) && a.kind !== b.kind;
  const first = both && b.kind === "histogram" ? b : a;
  return {
    ...first,
    ...(both || a.native === "both" || b.native === "both" ? { native: "both" as const } : {}),
    help: a.help ?? b.help,
    series: joinSeries(a.series, inPlace(a.series, onePlace(a.series, b.series, [...a.needs, ...b.needs]))),
    users: [...new Set([...a.users, ...b.users])],
    needs: [...a.needs, ...b.needs],
    buckets: numbers(a.buckets, b.buckets),
    quantiles: numbers(a.quantiles, b.quantiles),
    causes: [...new Map([...(b.causes ?? []), ...(a.causes ?? [])].map((cause) => [cause.name, cause])).values()],
  };
}

function numbers(a: readonly number[], b: readonly number[]): readonly number[] {
  return [...new Set([...a, ...b])].sort((x, y) => x - y);
}

/** Series are compared pair by pair up to so many; beyond, only those that are exactly the same count once. */
const maxCompared = 500;

function joinSeries(a: readonly InferredSeries[], b: readonly InferredSeries[]): readonly InferredSeries[] {
  const keys = new Set(a.map(keyOf));
  const all = [...a, ...b.filter((one) => !keys.has(keyOf(one)))];
  if (all.length > maxCompared) return all;
  return all.filter((one) => !all.some((other) => other.labels.size > one.labels.size && isPart(one, other)));
}

/**
 * The second ones without those that put a member of the first ones into several places: of series that differ in
 * nothing but labels that the first ones lack, and that say where something lies, the first stays; also those that a
 * query asks for.
 */
function onePlace(
  a: readonly InferredSeries[],
  b: readonly InferredSeries[],
  needs: InferredMetric["needs"],
): readonly InferredSeries[] {
  if (a.length === 0 || a.length + b.length > maxCompared) return b;
  const lacking = (name: string) => isPlaceLabel(name) && a.every(({ labels }) => !labels.has(name));
  const asked = new Set(needs.flat().flatMap(({ name }) => (lacking(name) ? [name] : [])));
  const members = new Set<string>();
  return b.filter(({ labels }) => {
    const own = [...labels].filter(([name]) => asked.has(name) || !lacking(name));
    if (own.length === labels.size) return true;
    const member = keyOf({ labels: new Map(own) });
    return !members.has(member) && members.add(member);
  });
}

/**
 * The second ones, each where the first ones of its member lie: parts of which a dashboard shows some and an alert the
 * others are parts of one thing, also if only one of the two asks for its cluster.
 */
function inPlace(a: readonly InferredSeries[], b: readonly InferredSeries[]): readonly InferredSeries[] {
  if (a.length === 0 || a.length + b.length > maxCompared) return b;
  const places = [...a[0]!.labels.keys()].filter(
    (name) => isPlaceLabel(name) && a.every(({ labels }) => labels.has(name)),
  );
  return b.map((one) => {
    const lacking = places.filter((name) => !one.labels.has(name));
    const known = places.filter((name) => one.labels.has(name));
    if (lacking.length === 0 || known.length === 0) return one;
    const beside = a.filter(({ labels }) => known.every((name) => labels.get(name) === one.labels.get(name)));
    const found = new Set(beside.map(({ labels }) => JSON.stringify(lacking.map((name) => labels.get(name)))));
    if (found.size !== 1) return one;
    const added = lacking.map((name) => [name, beside[0]!.labels.get(name)!] as const);
    return { ...one, labels: new Map([...one.labels, ...added].sort(([x], [y]) => (x < y ? -1 : 1))) };
  });
}

function keyOf({ labels }: Pick<InferredSeries, "labels">): string {
  return JSON.stringify([...labels].sort(([x], [y]) => (x < y ? -1 : 1)));
}

function isPart(one: InferredSeries, other: InferredSeries): boolean {
  return [...one.labels].every(([name, value]) => other.labels.get(name) === value);
}

/** `x_count` alone belongs to the histogram or summary `x` of another dashboard: it has these series too. */
function intoHistograms(metrics: readonly InferredMetric[]): readonly InferredMetric[] {
  const makers = new Map<string, string>();
  for (const metric of metrics)
    for (const wire of wireNames(metric)) if (wire !== metric.name) makers.set(wire, metric.name);
  const added = new Map<string, InferredMetric[]>();
  const left = metrics.filter((metric) => {
    const maker = makers.get(metric.name);
    if (maker === undefined) return true;
    added.set(maker, [...(added.get(maker) ?? []), metric]);
    return false;
  });
  return left.map((metric) => withSeriesOf(metric, added.get(metric.name) ?? []));
}

function withSeriesOf(metric: InferredMetric, parts: readonly InferredMetric[]): InferredMetric {
  if (parts.length === 0) return metric;
  const model = metric.series[0]!;
  const made = madeLabel(metric.kind);
  const added = parts.flatMap(({ series }) =>
    series.map(({ labels, index }) => ({
      ...model,
      labels: new Map([...labels].filter(([name]) => name !== made)),
      index,
    })),
  );
  return {
    ...metric,
    series: joinSeries(metric.series, [...new Map(added.map((one) => [keyOf(one), one])).values()]),
    users: [...new Set([metric, ...parts].flatMap(({ users }) => users))],
    needs: [metric, ...parts].flatMap(({ needs }) => needs),
  };
}
