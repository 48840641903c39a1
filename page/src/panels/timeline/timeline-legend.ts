import type { GrafanaTheme2 } from "@grafana/data";
import type { VizLegendItem } from "@grafana/ui";
import { thresholdItems } from "./threshold-items.ts";
import type { TimelineRow } from "./timeline-rows.ts";

/** The legend of states: thresholds where they colour, nothing for colours without steps, else each state's text. */
export function timelineLegend(rows: readonly TimelineRow[], theme: GrafanaTheme2): VizLegendItem[] {
  const { color, thresholds } = rows[0]?.field.config ?? {};
  const mode = color?.mode ?? "fixed";
  if (mode === "thresholds" && (thresholds?.steps.length ?? 0) > 1) return thresholdItems(rows[0]!.field.config, theme);
  if (mode.startsWith("continuous")) return [];
  const texts = new Map<string, string>();
  for (const { field, states, display } of rows) {
    if (field.config.custom?.hideFrom?.legend === true) continue;
    for (const state of new Set(states)) {
      const { text, color: shown } = display(state);
      if (shown !== undefined && text !== "") texts.set(text, shown);
    }
  }
  return [...texts].map(([label, shown]) => ({
    label,
    color: theme.visualization.getColorByName(shown),
    yAxis: 1,
  }));
}
