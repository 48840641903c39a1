import { VizTooltipColorIndicator, VizTooltipColorPlacement } from "@grafana/ui";

/** A square of a colour after the value of a tooltip's row. */
export const swatch = (color: string) => ({
  color,
  colorIndicator: VizTooltipColorIndicator.value,
  colorPlacement: VizTooltipColorPlacement.trailing,
});
