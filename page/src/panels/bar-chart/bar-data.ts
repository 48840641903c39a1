import { type DataFrame, type Field, FieldType, formattedValueToString, getFieldDisplayName } from "@grafana/data";

/** What bars are made of: names, and numbers beside them. */
export interface BarData {
  readonly frame: DataFrame;
  /** The index of the frame among the panel's, for the legend. */
  readonly frameIndex: number;
  readonly names: readonly string[];
  readonly fields: readonly { readonly field: Field; readonly index: number; readonly name: string }[];
  /** Colours bars in place of their own field. */
  readonly colors: Field | undefined;
}

/** Most rows that have a bar each; more would be thinner than a pixel. */
const mostRows = 2000;

/**
 * The names and numbers of a bar chart: names are the field that the panel chooses, the first texts, or the first times.
 *
 * @throws {Error} with words for the reader, where one of them is missing.
 */
export function barData(frames: DataFrame[], xField: string | undefined, colorByField: string | undefined): BarData {
  const frameIndex = frames.findIndex(({ fields }) => fields.some(({ type }) => type === FieldType.number));
  const frame = frames[frameIndex];
  if (frame === undefined) throw new Error("No numeric fields found");
  const nameOf = (field: Field) => getFieldDisplayName(field, frame, frames);
  const called = (name: string | undefined) =>
    name ? frame.fields.find((field) => nameOf(field) === name || field.name === name) : undefined;
  const first = (type: FieldType) => frame.fields.find((field) => field.type === type);
  const x = called(xField) ?? first(FieldType.string) ?? first(FieldType.time);
  if (x === undefined) throw new Error("Bar charts requires a string or time field");
  const colors = called(colorByField);
  const fields = frame.fields.flatMap((field, index) =>
    field.type === FieldType.number && field !== x && field.config.custom?.hideFrom?.viz !== true
      ? [{ field, index, name: nameOf(field) }]
      : [],
  );
  const bars = fields.length > 1 ? fields.filter(({ field }) => field !== colors) : fields;
  const names = x.values
    .slice(0, mostRows)
    .map((value) => (x.display === undefined ? String(value) : formattedValueToString(x.display(value))));
  return { frame, frameIndex, names, fields: bars, colors };
}
