import type { LabelPatterns } from "../generated/data-spec.ts";
import type { PlacedMetric } from "../packs/expand-packs.ts";

/** The names of all labels that series of a spec have. */
export function labelsOf(
  specWide: LabelPatterns | undefined,
  metrics: readonly Pick<PlacedMetric, "metric" | "changed">[],
): ReadonlySet<string> {
  return new Set(
    [
      specWide,
      ...metrics.flatMap(({ metric, changed = [] }) =>
        [...metric.series, ...changed.map(({ spec }) => spec)].map((one) => one.labels),
      ),
    ].flatMap((one) => Object.keys(one ?? {})),
  );
}
