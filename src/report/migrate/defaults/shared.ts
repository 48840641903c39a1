import type { JsonObject } from "../../../json/read.ts";

/** Settings that a panel has without writing them. */
export interface PanelDefaults {
  readonly options: JsonObject;
  /** Field settings for all fields. */
  readonly fields: JsonObject;
}

export const legend = { showLegend: true, displayMode: "list", placement: "bottom", calcs: [] };
export const tooltip = { mode: "single", sort: "none", hideZeros: false };
export const reduceOptions = { values: false, calcs: ["lastNotNull"], fields: "" };
export const hideFrom = { tooltip: false, viz: false, legend: false };

/** Of an axis. */
export const axis = {
  axisPlacement: "auto",
  axisLabel: "",
  axisColorMode: "text",
  axisBorderShow: false,
  axisCenteredZero: false,
  scaleDistribution: { type: "linear" },
};

/** Grafana's thresholds; the value null stands for minus infinity. */
const thresholds = {
  mode: "absolute",
  steps: [
    { value: null, color: "green" },
    { value: 80, color: "red" },
  ],
};

/**
 * Field settings with those that every panel has.
 *
 * @param color - the mode of colours: `thresholds`, `palette-classic`.
 */
export function fields(color: string, custom?: JsonObject): JsonObject {
  const own = custom === undefined ? {} : { custom };
  return { mappings: [], thresholds, color: { mode: color }, ...own };
}
