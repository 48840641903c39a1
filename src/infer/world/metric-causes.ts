import type { SignalSpec } from "../../data-spec/generated/data-spec.ts";
import { specOf } from "../levels/signal.ts";
import type { InferredMetric } from "../series/model.ts";
import { type Cause, usedCauses } from "./cause.ts";

/** The causes that series of the metrics use, directly or through others; of two with one name the first. */
export function causesOf(metrics: readonly InferredMetric[]): readonly Cause[] {
  const byName = new Map<string, Cause>();
  for (const { causes = [] } of metrics)
    for (const cause of causes) if (!byName.has(cause.name)) byName.set(cause.name, cause);
  return usedCauses([...byName.values()], metrics.flatMap(signalsOf));
}

function signalsOf({ kind, series }: InferredMetric): SignalSpec[] {
  if (kind === "info") return [];
  return series.flatMap(({ signal, observe }) => [
    ...(signal.form === "course" ? [specOf(signal)] : []),
    ...(observe === undefined ? [] : [observe as SignalSpec]),
  ]);
}
