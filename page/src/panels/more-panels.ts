import { BarChartPanel } from "./bar-chart/bar-chart-panel.tsx";
import { HeatmapPanel } from "./heatmap/heatmap-panel.tsx";
import { HistogramPanel } from "./histogram/histogram-panel.tsx";
import type { PanelComponent } from "./panel-props.ts";
import { PiePanel } from "./pie/pie-panel.tsx";
import { StateTimelinePanel, StatusHistoryPanel } from "./timeline/timeline-panel.tsx";
import { TrendPanel } from "./trend/trend-panel.tsx";
import { XyPanel } from "./xy/xy-panel.tsx";

/** Types of panels that Grafana's packages have nothing for: drawn by cells, slices and points. */
export const morePanels: Readonly<Record<string, PanelComponent>> = {
  barchart: BarChartPanel,
  heatmap: HeatmapPanel,
  histogram: HistogramPanel,
  piechart: PiePanel,
  "state-timeline": StateTimelinePanel,
  "status-history": StatusHistoryPanel,
  trend: TrendPanel,
  xychart: XyPanel,
};
