import { charts } from "./of-charts.ts";
import { values } from "./of-values.ts";
import type { PanelDefaults } from "./shared.ts";

/** The settings that a panel of a type has without writing them; none of a type that is not Grafana's own. */
export function defaultsOf(type: string): PanelDefaults {
  const all = Object.hasOwn(charts, type) ? charts[type] : Object.hasOwn(values, type) ? values[type] : undefined;
  return all ?? { options: {}, fields: {} };
}
