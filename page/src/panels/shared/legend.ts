import { LegendDisplayMode, type VizLegendOptions } from "@grafana/schema";

/** A panel's legend with Grafana's defaults. */
export function legendOf(given: Partial<VizLegendOptions> | undefined): VizLegendOptions {
  const hidden = given?.displayMode === LegendDisplayMode.Hidden;
  return {
    displayMode: LegendDisplayMode.List,
    placement: "bottom",
    calcs: [],
    ...given,
    showLegend: !hidden && (given?.showLegend ?? true),
  };
}
