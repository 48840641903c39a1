import type { Evaluated } from "../../evaluate/evaluate.ts";

/** The highest value of a result, 0 at least. */
export function highest(found: Evaluated): number {
  if (found.kind === "text") return 0;
  const all = found.kind === "scalar" ? [found.values] : found.series.map(({ values }) => values);
  return Math.max(0, ...all.map((values) => Math.max(...values.filter((value) => !Number.isNaN(value)))));
}

/** Whether the same series is in every result at every instant. */
export function alwaysThere(results: readonly Evaluated[]): boolean {
  const there = results.map((found) => {
    if (found.kind === "text") return new Set<string>();
    if (found.kind === "scalar") return new Set(found.values.some(Number.isNaN) ? [] : [""]);
    const always = found.series.filter(({ values }) => !values.some(Number.isNaN));
    return new Set(always.map(({ labels }) => JSON.stringify([...labels].sort(([a], [b]) => (a < b ? -1 : 1)))));
  });
  return [...there[0]!].some((key) => there.every((one) => one.has(key)));
}
