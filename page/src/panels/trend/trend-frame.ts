import { type DataFrame, type Field, FieldType, getFieldDisplayName, isLikelyAscendingVector } from "@grafana/data";

/**
 * The frame of a trend: the field that lies along the axis first, then the other numbers.
 *
 * @param xField - the name of that field. Default: the first field of numbers.
 * @throws {Error} with several frames, without such a field or others, or if its values do not rise.
 */
export function trendFrame(frames: readonly DataFrame[], xField: string | undefined): DataFrame {
  const [frame] = frames;
  if (frames.length > 1) throw new Error("Only one frame is drawn: a transformation may join them");
  const x = frame?.fields.find((field) =>
    xField ? getFieldDisplayName(field, frame) === xField || field.name === xField : field.type === FieldType.number,
  );
  if (frame === undefined || x === undefined)
    throw new Error(xField ? `There is no field ${xField}` : "Data is missing numbers for the axis");
  if (x.type === FieldType.number && !isLikelyAscendingVector(x.values))
    throw new Error("Values of the axis do not rise");
  const others = frame.fields.filter((field) => field !== x && field.type === FieldType.number);
  if (others.length === 0) throw new Error("Data is missing numbers to draw");
  const fields = [x, ...others].map((field, fieldIndex): Field => {
    const values = field.values.map((value) => (Number.isFinite(value) ? value : null));
    return { ...field, values, state: { ...field.state, origin: { frameIndex: 0, fieldIndex } } };
  });
  return { ...frame, fields };
}
