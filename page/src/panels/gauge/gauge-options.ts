import type { VizOrientation } from "@grafana/data";
import type { VizTextDisplayOptions } from "@grafana/schema";

/** A gauge's options. */
export interface GaugeOptions {
  readonly orientation?: VizOrientation;
  readonly shape?: "gauge" | "circle";
  readonly barShape?: "flat" | "rounded";
  readonly barWidthFactor?: number;
  readonly segmentCount?: number;
  readonly segmentSpacing?: number;
  readonly showThresholdMarkers?: boolean;
  readonly showThresholdLabels?: boolean;
  readonly neutral?: number;
  readonly sparkline?: boolean;
  readonly textMode?: "auto" | "value" | "name" | "value_and_name" | "none";
  readonly sizing?: "auto" | "manual";
  readonly minVizWidth?: number;
  readonly minVizHeight?: number;
  readonly text?: VizTextDisplayOptions;
}
