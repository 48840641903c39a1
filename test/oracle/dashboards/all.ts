import type { Json } from "./build.ts";
import { expressions, rows, second } from "./feeding.ts";
import { absences, histograms, joins, plain, timing } from "./queries.ts";
import { chained, filtered, repeats, variables } from "./variables.ts";

/** The twelve dashboards of the recording, by a name of their own. */
export const dashboards: Readonly<Record<string, Json>> = {
  plain,
  timing,
  histograms,
  joins,
  absences,
  variables,
  repeats,
  filtered,
  chained,
  expressions,
  rows,
  second,
};
