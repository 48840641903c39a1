import {
  type DataFrame,
  type DataFrameFieldIndex,
  type Field,
  type GrafanaTheme2,
  getDisplayProcessor,
} from "@grafana/data";

/** Copies of frames in which the fields at places are the first, second, … series: colours of palettes follow that. */
export function withSeriesIndices(
  frames: readonly DataFrame[],
  places: readonly DataFrameFieldIndex[],
  { theme, timeZone }: { readonly theme: GrafanaTheme2; readonly timeZone: string },
): DataFrame[] {
  return frames.map((frame, frameIndex) => ({
    ...frame,
    fields: frame.fields.map((field, fieldIndex) => {
      const at = places.findIndex((place) => place.frameIndex === frameIndex && place.fieldIndex === fieldIndex);
      if (at < 0) return field;
      const indexed: Field = { ...field, state: { ...field.state, seriesIndex: at } };
      return { ...indexed, display: getDisplayProcessor({ field: indexed, theme, timeZone }) };
    }),
  }));
}
