import { textField, textList } from "../../../json/read.ts";
import { fieldName } from "../field-name.ts";
import { type Field, type Frame, tooManyCells } from "../frame.ts";
import type { Transformation } from "./transformation.ts";

/** `labelsToFields`: a column for each label of a frame, or a row for each. */
export const labelsToFields: Transformation = (frames, options) => {
  const keep = textList(options["keepLabels"]);
  const columns = new Set(frames.flatMap(({ fields }) => fields.flatMap(({ labels }) => [...(labels?.keys() ?? [])])));
  if (options["mode"] === "rows")
    return {
      frames: frames.flatMap((frame) => toRows(frame, frames, options["keepLabels"] === undefined ? undefined : keep)),
    };
  const valueLabel = textField(options, "valueLabel");
  const known = !tooManyCells(frames, { moreColumns: columns.size });
  return { frames: frames.map((frame) => toColumns(frame, { keep, valueLabel, known })) };
};

function toColumns(
  frame: Frame,
  { keep, valueLabel, known }: { keep: readonly string[]; valueLabel: string | undefined; known: boolean },
): Frame {
  const found = new Map<string, Set<string>>();
  const fields = frame.fields.map((field): Field => {
    if (field.labels === undefined) return field;
    const { kind, values } = field;
    let { name } = field;
    for (const [label, text] of field.labels) {
      if (keep.length > 0 && !keep.includes(label)) continue;
      if (label === valueLabel) name = text;
      else found.set(label, (found.get(label) ?? new Set()).add(text));
    }
    return { name, kind, values };
  });
  const ofLabels = [...found].flatMap(([name, texts]) =>
    [...texts].map((text): Field => {
      const values = known ? new Array<string>(frame.length).fill(text) : undefined;
      return { name, kind: "string", values };
    }),
  );
  return { ...frame, fields: [...fields, ...ofLabels] };
}

/** A frame for each field with labels: one row a label. */
function toRows(frame: Frame, frames: readonly Frame[], keep: readonly string[] | undefined): Frame[] {
  return frame.fields.flatMap((field): Frame[] => {
    const { labels } = field;
    if (labels === undefined) return [];
    const names = keep ?? [...labels.keys()];
    if (names.length === 0) return [];
    const fields: Field[] = [
      { name: "label", kind: "string", values: names },
      { name: "value", kind: "string", values: names.map((name) => labels.get(name)) },
    ];
    return [{ ...frame, name: fieldName(field, frame, frames), fields, length: names.length }];
  });
}
