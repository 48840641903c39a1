import { createPatternCache } from "../patterns/pattern-match.ts";
import { firstGroup } from "../series/label-copies.ts";
import { type Evaluated, empty, keyOf, numberOf, relabelled, withoutName } from "./level-series.ts";

/** `histogram_quantile` of classic buckets. @param q - for each instant. */
export function quantile(q: Float64Array, vector: Extract<Evaluated, { kind: "vector" }> | undefined): Evaluated {
  const groups = new Map<string, { labels: ReadonlyMap<string, string>; buckets: [number, Float64Array][] }>();
  for (const { labels, values } of vector?.series ?? []) {
    const bound = labels.get("le");
    if (bound === undefined) continue;
    const rest = new Map(withoutName(labels));
    rest.delete("le");
    const key = keyOf(rest, () => true);
    const group = groups.get(key) ?? { labels: rest, buckets: [] };
    groups.set(key, group);
    group.buckets.push([numberOf(bound), values]);
  }
  const series = [...groups.values()].map(({ labels, buckets }) => {
    buckets.sort(([a], [b]) => a - b);
    const at = (instant: number) => buckets.map(([bound, counts]) => [bound, counts[instant]!] as const);
    return { labels, values: q.map((share, instant) => fromBuckets(share, at(instant))) };
  });
  return { kind: "vector", series };
}

function fromBuckets(q: number, buckets: readonly (readonly [number, number])[]): number {
  const total = buckets.at(-1)?.[1] ?? 0;
  if (buckets.length < 2 || buckets.at(-1)![0] !== Number.POSITIVE_INFINITY || !(total > 0)) return Number.NaN;
  const rank = q * total;
  const at = buckets.findIndex(([, count]) => count >= rank);
  if (at === -1 || at === buckets.length - 1) return buckets.at(-2)![0];
  const [below, before] = at === 0 ? [0, 0] : buckets[at - 1]!;
  const [bound, count] = buckets[at]!;
  return below + ((bound - below) * (rank - before)) / (count - before || 1);
}

const patterns = createPatternCache(500);

/** `label_replace`; of the groups of its regex only the first is known. */
export function labelReplace(vector: Evaluated | undefined, texts: readonly Evaluated[]): Evaluated {
  const [target, replacement, source, regex] = texts.map((one) => (one.kind === "text" ? one.text : ""));
  if (vector?.kind !== "vector" || target === undefined || source === undefined || regex === undefined)
    return vector ?? empty;
  const test = patterns(regex)?.test;
  const series = vector.series.map((one) => {
    const value = one.labels.get(source) ?? "";
    if (test?.(value) !== true) return one;
    const labels = new Map(one.labels);
    const first = firstGroup(regex, value, patterns) ?? value;
    const made = (replacement ?? "").replaceAll(/\$\{?(\w+)\}?/g, (_, group: string) =>
      group === "1" ? first : group === "0" ? value : "",
    );
    if (made === "") labels.delete(target);
    else labels.set(target, made);
    return relabelled(one, labels);
  });
  return { kind: "vector", series };
}

/** `label_join`. */
export function labelJoin(vector: Evaluated | undefined, texts: readonly Evaluated[]): Evaluated {
  const [target, separator = "", ...sources] = texts.map((one) => (one.kind === "text" ? one.text : ""));
  if (vector?.kind !== "vector" || target === undefined) return vector ?? empty;
  const series = vector.series.map((one) =>
    relabelled(one, new Map(one.labels).set(target, sources.map((name) => one.labels.get(name) ?? "").join(separator))),
  );
  return { kind: "vector", series };
}
