import type { Distribution, DistributionTypes } from "../series.ts";
import type { DistributionRow } from "./distribution-row.ts";
import { exponentialRow } from "./exponential.ts";
import { lognormalRow } from "./lognormal.ts";
import { normalRow } from "./normal.ts";
import { uniformRow } from "./uniform.ts";
import { valuesRow } from "./weighted-values.ts";

/** Every distribution. The compiler asks for the row of each type and for each of its columns. */
const distributionTable: { readonly [Type in keyof DistributionTypes]: DistributionRow<DistributionTypes[Type]> } = {
  lognormal: lognormalRow,
  normal: normalRow,
  exponential: exponentialRow,
  uniform: uniformRow,
  values: valuesRow,
};

/** The row of a distribution. */
export function distributionRowOf(distribution: Distribution): DistributionRow<Distribution> {
  return distributionTable[distribution.type];
}
