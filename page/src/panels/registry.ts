import { BarGaugePanel } from "./bar-gauge/bar-gauge-panel.tsx";
import { BoxPanel } from "./box/box-panel.tsx";
import { GaugePanel } from "./gauge/gauge-panel.tsx";
import { morePanels } from "./more-panels.ts";
import type { PanelComponent } from "./panel-props.ts";
import { StatPanel } from "./stat/stat-panel.tsx";
import { TablePanel } from "./table/table-panel.tsx";
import { TextPanel } from "./text/text-panel.tsx";
import { TimeSeriesPanel } from "./timeseries/timeseries-panel.tsx";

/** Types of panels by their name in Grafana, in the order of the alphabet. */
const registry: Readonly<Record<string, PanelComponent>> = {
  ...morePanels,
  bargauge: BarGaugePanel,
  gauge: GaugePanel,
  stat: StatPanel,
  table: TablePanel,
  text: TextPanel,
  timeseries: TimeSeriesPanel,
};

/** What draws panels of a type; a box with a name and the data where nothing does. */
export function panelOf(type: string): PanelComponent {
  return Object.hasOwn(registry, type) ? registry[type]! : BoxPanel;
}
