import { fieldName, valueName } from "../field-name.ts";
import { checkCells, type Field, type Frame } from "../frame.ts";
import type { Transformation } from "./transformation.ts";

/** `concatenate`: the fields of all frames side by side. */
export const concatenate: Transformation = (frames, options) => {
  if (frames.length < 2) return { frames };
  const mode = options["frameNameMode"] ?? "field";
  const length = Math.max(...frames.map((frame) => frame.length));
  const fields = frames.flatMap((frame) =>
    frame.fields.map((field): Field => {
      const { values } = field;
      const filled = values && values.length < length ? [...values, ...new Array(length - values.length)] : values;
      if (!frame.name || mode === "drop") return { ...field, values: filled };
      const label = typeof options["frameNameLabel"] === "string" ? options["frameNameLabel"] : "frame";
      if (mode === "label")
        return { ...field, labels: new Map([...(field.labels ?? []), [label, frame.name]]), values: filled };
      const name = field.name === "" || field.name === valueName ? frame.name : `${frame.name} · ${field.name}`;
      return { ...field, name, values: filled };
    }),
  );
  checkCells([{ fields, length }]);
  return { frames: [{ fields, length }] };
};

/** `seriesToRows`: the rows of all series below one another. Frames that are no series stay as they are. */
export const seriesToRows: Transformation = (frames) => {
  const filled = frames.filter(({ length }) => length > 0);
  if (frames.length === 0 || !filled.every(isSeries)) return { frames: filled };
  checkCells(filled);
  const column = (choose: (frame: Frame) => Field | undefined) =>
    filled.flatMap((frame) => choose(frame)?.values ?? new Array(frame.length));
  const timeOf = ({ fields }: Frame) => fields.find(({ kind }) => kind === "time");
  const numberOf = ({ fields }: Frame) => fields.find(({ kind }) => kind !== "time");
  const names = filled.flatMap((frame) => new Array<string>(frame.length).fill(frameName(frame)));
  const known = filled.every((frame) => numberOf(frame)?.values !== undefined);
  const fields: Field[] = [
    { name: "Time", kind: "time", values: column(timeOf) },
    { name: "Metric", kind: "string", values: names },
    { name: valueName, kind: "number", values: known ? column(numberOf) : undefined },
  ];
  const refId = `seriesToRows-${filled.map((frame) => frame.refId).join("-")}`;
  return { frames: [{ refId, fields: filled.length === 0 ? [] : fields, length: names.length }] };
};

/** A time that climbs and a number. */
function isSeries({ fields }: Frame): boolean {
  const climbs = ({ kind, values = [] }: Field) =>
    kind === "time" &&
    values.slice(0, 100).every((time, index) => index === 0 || Number(time) > Number(values[index - 1]));
  return fields.length > 1 && fields.some(climbs) && fields.some(({ kind }) => kind === "number");
}

const frameName = (frame: Frame) =>
  frame.name ||
  frame.fields
    .filter(({ kind }) => kind !== "time")
    .map((field) => fieldName(field, frame))
    .join(", ");
