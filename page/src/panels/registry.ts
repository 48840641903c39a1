import { BoxPanel } from "./box/box-panel.tsx";
import type { PanelComponent } from "./panel-props.ts";

/** Types of panels by their name in Grafana, in the order of the alphabet. */
const registry: Readonly<Record<string, PanelComponent>> = {};

/** What draws panels of a type; a box with a name and the data where nothing does. */
export function panelOf(type: string): PanelComponent {
  return Object.hasOwn(registry, type) ? registry[type]! : BoxPanel;
}
