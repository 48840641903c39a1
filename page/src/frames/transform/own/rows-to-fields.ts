import { type DataFrame, type Field, getFieldDisplayName, type Labels } from "@grafana/data";
import type { OwnTransformation } from "./own-transformation.ts";
import { type ColumnUse, columnUses, settingsOfCells } from "./settings-of-rows.ts";

/** Each row as a field: one column names it, one is its value, others give its settings and labels. */
export const rowsToFields: OwnTransformation = (frames, { mappings }) =>
  frames.map((frame) => {
    const uses = columnUses(frame, mappings, true);
    const name = uses.findLast(({ use }) => use === "field.name")?.field;
    const value = uses.findLast(({ use }) => use === "field.value")?.field;
    if (name === undefined || value === undefined) return frame;
    const fields = name.values.map((text, row): Field => {
      const cells = uses.map((one) => ({ ...one, value: one.field.values[row] }));
      const labels = { ...name.labels, ...labelsOf(frame, cells) };
      return {
        name: String(text),
        type: value.type,
        config: settingsOfCells(cells),
        labels,
        values: [value.values[row]],
      };
    });
    return { refId: `rowsToFields-${frame.refId}`, fields, length: 1 };
  });

function labelsOf(frame: DataFrame, cells: readonly (ColumnUse & { readonly value: unknown })[]): Labels {
  const labels = cells.flatMap(({ field, use, value }) =>
    use === "field.label" && value !== null && value !== undefined
      ? [[getFieldDisplayName(field, frame), String(value)] as const]
      : [],
  );
  return Object.fromEntries(labels);
}
