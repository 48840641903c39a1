import { HeatmapPanel } from "./heatmap/heatmap-panel.tsx";
import type { PanelComponent } from "./panel-props.ts";

/** Types of panels that Grafana's packages have nothing for: drawn by cells, slices and points. */
export const morePanels: Readonly<Record<string, PanelComponent>> = {
  heatmap: HeatmapPanel,
};
