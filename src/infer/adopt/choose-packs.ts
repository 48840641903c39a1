import { type Pack, type PackClaim, type PackMetric, packClaims, packOf } from "../../packs/packs.ts";
import type { InferredKind } from "../read/families.ts";
import type { Usage } from "../read/usage.ts";

/** A metric of a pack that a dashboard's metric is. */
export interface Packed {
  readonly pack: Pack;
  readonly metric: PackMetric;
}

/**
 * The pack's metric for each metric that is in one, by the pack's name for it: of a histogram without `_bucket`. Where
 * several packs have it, that of which queries ask for the most metrics; then the one that it is typical of; then the
 * smallest, which is about that alone. A single metric that is not typical of its pack is some other one of that name.
 */
export function choosePacks({ metrics }: Pick<Usage, "metrics">): ReadonlyMap<string, Packed> {
  const claims = packClaims();
  const asked = new Map<string, number>();
  for (const name of metrics.keys())
    for (const { pack } of claims.get(name) ?? []) asked.set(pack, (asked.get(pack) ?? 0) + 1);
  const chosen = new Map<string, Packed>();
  for (const name of metrics.keys()) {
    const best = (claims.get(name) ?? []).toSorted((a, b) => rank(b, asked) - rank(a, asked))[0];
    if (best === undefined || chosen.has(best.metric) || (asked.get(best.pack)! < 2 && !best.typical)) continue;
    const pack = packOf(best.pack)!;
    const metric = pack.metrics.find((one) => one.name === best.metric);
    if (metric !== undefined) chosen.set(metric.name, { pack, metric });
  }
  return chosen;
}

function rank({ pack, size, typical }: PackClaim, asked: ReadonlyMap<string, number>): number {
  return asked.get(pack)! + (typical ? 0.5 : 0) - size / 100_000;
}

/** The kind of a pack's metric, as inference calls it. */
export function kindOf({ type, native }: PackMetric): InferredKind {
  if (type === "histogram" && native === true) return "native";
  return type === "unknown" ? "gauge" : type;
}
