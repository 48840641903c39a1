import { configFromData } from "./config-from-data.ts";
import { extractFields } from "./extract-fields.ts";
import { heatmap } from "./heatmap.ts";
import { joinByLabels } from "./join-by-labels.ts";
import type { OwnTransformation } from "./own-transformation.ts";
import { partitionByValues } from "./partition-by-values.ts";
import { prepareTimeSeries } from "./prepare-time-series.ts";
import { regression } from "./regression.ts";
import { rowsToFields } from "./rows-to-fields.ts";
import { timeSeriesTable } from "./time-series-table.ts";

/** Transformations that Grafana has and `@grafana/data` lacks, by their names. */
export const ownTransformations: Readonly<Record<string, OwnTransformation>> = {
  configFromData,
  extractFields,
  heatmap,
  joinByLabels,
  partitionByValues,
  prepareTimeSeries,
  regression,
  rowsToFields,
  timeSeriesTable,
};
