import type { VizLegendOptions } from "@grafana/schema";
import { VizLayout, type VizLayoutLegendProps, VizLegend, type VizLegendItem } from "@grafana/ui";
import type { ReactElement } from "react";
import { legendOf } from "./legend.ts";

/** A legend of entries that are not series, for `VizLayout`; null where the panel has none. */
export function itemLegend(
  items: VizLegendItem[],
  given: Partial<VizLegendOptions> | undefined,
): ReactElement<VizLayoutLegendProps> | null {
  const { showLegend, placement, width, displayMode } = legendOf(given);
  if (!showLegend || items.length === 0) return null;
  return (
    <VizLayout.Legend placement={placement} {...(width === undefined ? {} : { width })}>
      <VizLegend placement={placement} items={items} displayMode={displayMode} readonly />
    </VizLayout.Legend>
  );
}
