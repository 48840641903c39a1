import {
  type DataFrame,
  type Field,
  FieldType,
  formattedValueToString,
  getFieldDisplayName,
  outerJoinDataFrames,
} from "@grafana/data";

/** What bars are made of: names, and numbers beside them. */
export interface BarData {
  readonly frame: DataFrame;
  /** The index of the frame among the panel's, for the legend; undefined where all of them were joined. */
  readonly frameIndex: number | undefined;
  readonly names: readonly string[];
  readonly fields: readonly { readonly field: Field; readonly index: number; readonly name: string }[];
  /** Colours bars in place of their own field. */
  readonly colors: Field | undefined;
}

/** Most rows that have a bar each; more would be thinner than a pixel. */
const mostRows = 2000;

/**
 * The names and numbers of a bar chart, of all frames where they are over time, else of the first that has numbers:
 * names are the field that the panel chooses, the first texts, or the first times.
 *
 * @throws {Error} with words for the reader, where one of them is missing.
 */
export function barData(given: DataFrame[], xField: string | undefined, colorByField: string | undefined): BarData {
  const joined = joinedByTime(given);
  const frames = joined === undefined ? given : [joined];
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
  return { frame, frameIndex: joined === undefined ? frameIndex : undefined, names, fields: bars, colors };
}

/** Several frames over time are one: bars of one instant stand together. */
function joinedByTime(frames: DataFrame[]): DataFrame | undefined {
  const overTime = frames.length > 1 && frames[0]!.fields.some(({ type }) => type === FieldType.time);
  return overTime ? outerJoinDataFrames({ frames, keepDisplayNames: true }) : undefined;
}
