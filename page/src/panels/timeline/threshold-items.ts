import {
  type FieldConfig,
  formattedValueToString,
  type GrafanaTheme2,
  getValueFormat,
  ThresholdsMode,
} from "@grafana/data";
import type { VizLegendItem } from "@grafana/ui";

/** Entries of a legend for thresholds: `< 60%`, `60%+`, `80%+`. */
export function thresholdItems({ thresholds, unit, decimals }: FieldConfig, theme: GrafanaTheme2): VizLegendItem[] {
  const steps = thresholds?.steps ?? [];
  const format = getValueFormat(thresholds?.mode === ThresholdsMode.Percentage ? "percent" : (unit ?? ""));
  const text = (value: number) => formattedValueToString(format(value, decimals));
  return steps.map(({ value, color }, index) => {
    const next = steps[index + 1];
    const label =
      value === Number.NEGATIVE_INFINITY && next !== undefined ? `< ${text(next.value)}` : `${text(value)}+`;
    return { label, color: theme.visualization.getColorByName(color), yAxis: 1 };
  });
}
