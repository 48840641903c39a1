import { isBucketName, wireNames } from "../../generator/wire-names.ts";
import type { Typical } from "../levels/typical.ts";
import type { InferredKind } from "./families.ts";
import { addSelector, isLabelName, labelUse, metricUse, type Usage } from "./usage.ts";

/** A metric that is known from a `/metrics` page or a server. */
export interface KnownMetric {
  /** Of a histogram or summary without `_bucket`, `_sum`, `_count`. */
  readonly name: string;
  readonly kind: InferredKind | undefined;
  readonly help: string | undefined;
  /** Names, with values where these may be taken over. */
  readonly labels: ReadonlyMap<string, readonly string[]>;
  /** Where its value, or rate, lies. */
  readonly level: Typical | undefined;
  readonly buckets: readonly number[] | undefined;
  readonly quantiles: readonly number[] | undefined;
}

/**
 * Fills what is known into the usage: label names of metrics that queries ask for. With `alone` nothing asks, and every
 * metric is wanted.
 */
export function applyKnown(usage: Usage, known: readonly KnownMetric[], { alone }: { readonly alone: boolean }): void {
  for (const { name, kind, labels } of known) {
    for (const wire of wireNames({ name, kind: kind ?? "unknown" })) {
      const use = alone ? metricUse(usage, wire) : usage.metrics.get(wire);
      if (use === undefined || use.exact !== undefined) continue;
      for (const label of labels.keys()) if (isLabelName(label)) use.labels.add(label);
      if (kind === "histogram" && isBucketName(wire)) use.labels.add("le");
      if (kind === "summary" && wire === name) use.labels.add("quantile");
      if (alone) addSelector(use, { conditions: [], removes: false });
    }
    for (const [label, values] of labels) {
      if (!isLabelName(label)) continue;
      const { saved } = labelUse(usage, label);
      for (const value of values) if (saved.size < 12) saved.add(value);
    }
  }
}
