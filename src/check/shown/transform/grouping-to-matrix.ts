import { textField } from "../../../json/read.ts";
import { type Field, valuesOf } from "../frame.ts";
import { matchFields } from "../match-fields.ts";
import type { Transformation } from "./transformation.ts";

/** Most columns that a matrix may have. */
const maxColumns = 2000;

/** `groupingToMatrix`: a row for each value of one field, a column for each of another. Else the frames stay. */
export const groupingToMatrix: Transformation = (frames, options, tools) => {
  const [frame] = frames;
  if (frame === undefined || frames.length !== 1) return { frames };
  const find = (name: string) => {
    const matched = matchFields({ id: "byName", options: name }, frames, tools);
    return frame.fields.find((field) => matched.has(field));
  };
  const nameOf = (option: string, otherwise: string) => textField(options, option) || otherwise;
  const [columnName, rowName] = [nameOf("columnField", "Time"), nameOf("rowField", "Time")];
  const [column, row, value] = [find(columnName), find(rowName), find(nameOf("valueField", "Value"))];
  if (column === undefined || row === undefined || value === undefined) return { frames };
  const rows = [...new Set(valuesOf(row))];
  const columns = [...new Set(valuesOf(column))].slice(0, maxColumns);
  const fields: Field[] = [
    { name: `${rowName}\\${columnName}`, kind: row.kind, values: rows },
    ...columns.map((name): Field => ({ name: String(name), kind: value.kind })),
  ];
  return { frames: [{ fields, length: rows.length }] };
};
