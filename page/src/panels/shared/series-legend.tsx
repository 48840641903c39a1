import type { DataFrame, DataFrameFieldIndex, GrafanaTheme2 } from "@grafana/data";
import type { VizLegendOptions } from "@grafana/schema";
import { PlotLegend, UPlotConfigBuilder, type VizLayoutLegendProps } from "@grafana/ui";
import type { ReactElement } from "react";
import { legendOf } from "./legend.ts";

/** A legend of fields with their calculations, which shows and hides them; null where the panel has none. */
export function seriesLegend(
  frames: DataFrame[],
  fields: readonly DataFrameFieldIndex[],
  given: Partial<VizLegendOptions> | undefined,
  theme: GrafanaTheme2,
): ReactElement<VizLayoutLegendProps> | null {
  const legend = legendOf(given);
  if (!legend.showLegend || fields.length === 0) return null;
  const config = new UPlotConfigBuilder();
  for (const place of fields) {
    const { config: settings } = frames[place.frameIndex]!.fields[place.fieldIndex]!;
    const show = settings.custom?.hideFrom?.viz !== true;
    config.addSeries({ scaleKey: "y", theme, show, dataFrameFieldIndex: place });
  }
  return (
    <PlotLegend data={frames} config={config} maxHeight="35%" maxWidth="60%" {...legend} />
  ) as ReactElement<VizLayoutLegendProps>;
}

/** Where the numbers of frames are. */
export const numberPlaces = (frames: readonly DataFrame[]): DataFrameFieldIndex[] =>
  frames.flatMap(({ fields }, frameIndex) =>
    fields.flatMap(({ type }, fieldIndex) => (type === "number" ? [{ frameIndex, fieldIndex }] : [])),
  );
