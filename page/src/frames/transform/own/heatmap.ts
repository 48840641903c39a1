import type { HeatmapCalculationOptions } from "@grafana/schema";
import { calculateHeatmap } from "../../heatmap/calculate-heatmap.ts";
import type { OwnTransformation } from "./own-transformation.ts";

/** Series as a heatmap: how many samples lie in each bucket of time and value. */
export const heatmap: OwnTransformation = (frames, options) => {
  const cells = calculateHeatmap(frames, options as HeatmapCalculationOptions);
  return options["keepOriginalData"] === true ? [cells, ...frames] : [cells];
};
