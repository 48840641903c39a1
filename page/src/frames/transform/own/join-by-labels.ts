import { type DataFrame, type Field, FieldType } from "@grafana/data";
import { grouped } from "../../answers/grouped.ts";
import { type OwnTransformation, textOf, textsOf } from "./own-transformation.ts";

/** One table in which each value of the label `value` is a column, and each combination of the other labels a row. */
export const joinByLabels: OwnTransformation = (frames, options) => {
  const fields = frames
    .flatMap((frame) => frame.fields)
    .filter(({ labels, type }) => labels !== undefined && type !== FieldType.time);
  const valueLabel = textOf(options["value"]);
  if (valueLabel === undefined) throw new Error("No value label configured");
  const names = new Set(fields.flatMap(({ labels }) => Object.keys(labels!)));
  if (!names.has(valueLabel)) throw new Error("Value label not found");
  const asked = textsOf(options["join"]);
  const by = (asked.length > 0 ? asked : [...names]).filter((name) => name !== valueLabel);
  const columns = [...new Set(fields.map(({ labels }) => labels![valueLabel] ?? ""))];
  const rows = grouped(fields, ({ labels }) => JSON.stringify(by.map((name) => labels![name] ?? null)));
  return [tableOf(frames, rows, by, columns, valueLabel)];
};

function tableOf(
  frames: readonly DataFrame[],
  rows: readonly (readonly Field[])[],
  by: readonly string[],
  columns: readonly string[],
  valueLabel: string,
): DataFrame {
  const blocks = rows.map((fields) => {
    const cells = columns.map((column) =>
      fields.filter(({ labels }) => (labels![valueLabel] ?? "") === column).flatMap(({ values }) => values),
    );
    return { labels: fields[0]!.labels!, cells, height: Math.max(1, ...cells.map(({ length }) => length)) };
  });
  const length = blocks.reduce((sum, { height }) => sum + height, 0);
  const upTo = (height: number) => Array.from({ length: height }, (_, index) => index);
  return {
    refId: `joinByLabels-${frames.map(({ refId }) => refId).join("-")}`,
    fields: [
      ...by.map((name): Field => {
        const values = blocks.flatMap(({ labels, height }) => new Array(height).fill(labels[name]));
        return { name, type: FieldType.string, config: {}, values };
      }),
      ...columns.map((name, column): Field => {
        const values = blocks.flatMap(({ cells, height }) => upTo(height).map((row) => cells[column]![row]));
        return { name, type: FieldType.number, config: {}, values };
      }),
    ],
    length,
  };
}
