import type { Typical } from "../levels/typical.ts";
import type { Family } from "../read/families.ts";
import type { KnownMetric } from "../read/known-metric.ts";
import { assignSignals } from "../series/assign.ts";
import type { InferredMetric } from "../series/model.ts";
import type { TimeAnchor } from "../series/timestamps.ts";
import type { DayCourses } from "../world/day-courses.ts";
import type { Adoption } from "./adoption.ts";
import { meetComparisons } from "./meet-comparisons.ts";
import { packFamily } from "./pack-courses.ts";
import { makePackRows, type PackRowOptions } from "./pack-rows.ts";

/** Options of {@link makeAdopted}. */
export interface AdoptedOptions extends PackRowOptions {
  readonly anchor: TimeAnchor;
  /** Of a metric of no pack: type, labels and level that are known from elsewhere, or that a person has set. */
  readonly shape?: KnownMetric | undefined;
  readonly level?: Typical | undefined;
  readonly courses: DayCourses;
}

/**
 * A metric with the series of a pack, and the courses of the pack's metric if it is one.
 *
 * @throws {OutOfSteps} where there are not enough steps.
 */
export function makeAdopted(family: Family, adoption: Adoption, options: AdoptedOptions): InferredMetric {
  const rows = makePackRows(family, adoption, options);
  const { anchor, patterns, shape, level } = options;
  const { packed, names } = adoption;
  if (packed === undefined) return assignSignals(family, rows, { anchor, patterns, shape, level });
  const given = meetComparisons(packFamily(packed, names), { use: family.use, rows, kind: family.kind }, options);
  return assignSignals(family, rows, { anchor, patterns, given });
}
