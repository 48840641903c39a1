import { wireNames } from "../../generator/wire-names.ts";
import { nextTurn } from "../../system/turn.ts";
import type { InferWork } from "../infer-work.ts";
import type { FilledQuery } from "../levels/level-target.ts";
import type { Patterns } from "../read/conditions.ts";
import type { InferredMetric } from "../series/model.ts";
import { nameRelations, type Relation } from "./name-relations.ts";
import { panelRelations } from "./panel-relations.ts";
import { queryRelations } from "./query-relations.ts";
import { type Related, relateMetrics } from "./relate.ts";

/** Parts follow their wholes: by what queries divide or take away, then by names, then by targets of one panel. */
export async function relateAll(
  metrics: readonly InferredMetric[],
  filled: readonly FilledQuery[],
  { patterns, work, signal }: RelateContext,
): Promise<Related> {
  const families = new Map(metrics.flatMap((metric) => wireNames(metric).map((wire) => [wire, metric.name] as const)));
  const familyOf = (wire: string) => families.get(wire);
  const relations: Relation[] = [];
  for (const query of filled) {
    await nextTurn(signal);
    relations.push(...(work.tryOnce(() => queryRelations(query, familyOf))?.value ?? []));
  }
  const shown = work.tryOnce(() => panelRelations(filled, familyOf))?.value ?? [];
  const all = [...relations, ...nameRelations(metrics), ...shown];
  return work.tryOnce(() => relateMetrics(metrics, all, patterns))?.value ?? { metrics, groups: new Map() };
}

/** Options of {@link relateAll}. */
export interface RelateContext {
  readonly patterns: Patterns;
  readonly work: InferWork;
  readonly signal?: AbortSignal | undefined;
}
