import { type DataFrame, type Field, FieldType, formattedValueToString, getFieldDisplayName } from "@grafana/data";

/** More are counted only. */
const mostSeries = 20;

/** What a graph shows, for those who cannot see it: its series with their last values. */
export function spokenText(frames: DataFrame[]): string {
  const series = frames.flatMap((frame) =>
    frame.fields
      .filter(({ type, config }) => type !== FieldType.time && config.custom?.hideFrom?.viz !== true)
      .map((field) => ({ frame, field })),
  );
  const named = series
    .slice(0, mostSeries)
    .map(({ frame, field }) => `${getFieldDisplayName(field, frame, frames)}: ${lastText(field)}`);
  const more = series.length - named.length;
  return `Graph of ${series.length} series, with their last values. ${named.join("; ")}${more > 0 ? `; and ${more} more` : ""}.`;
}

function lastText({ values, display }: Field): string {
  for (let row = values.length - 1; row >= 0; row--) {
    const value: unknown = values[row];
    if (value === null || value === undefined) continue;
    return display === undefined ? String(value) : formattedValueToString(display(value));
  }
  return "no value";
}
