import { FieldMatcherID, getFieldMatcher, type MatcherConfig, reduceField } from "@grafana/data";
import { type OwnTransformation, textOf } from "./own-transformation.ts";
import { columnUses, settingsOfCells } from "./settings-of-rows.ts";

/** Settings of fields (unit, min, max, thresholds, mappings) from the answer of one query, which goes away. */
export const configFromData: OwnTransformation = (frames, { configRefId, mappings, applyTo }) => {
  const refId = textOf(configRefId) ?? "config";
  const source = frames.find((frame) => frame.refId === refId);
  if (source === undefined) return [...frames];
  const cells = columnUses(source, mappings, false).map((one) => ({
    ...one,
    value: reduceField({ field: { ...one.field }, reducers: [one.reducer] })[one.reducer],
  }));
  const config = settingsOfCells(cells);
  const matches = getFieldMatcher((applyTo as MatcherConfig | undefined) ?? { id: FieldMatcherID.numeric });
  return frames
    .filter((frame) => frame !== source || frames.length === 1)
    .map((frame) => ({
      ...frame,
      fields: frame.fields.map((field) =>
        matches(field, frame, [...frames])
          ? { ...field, config: { ...field.config, ...structuredClone(config) } }
          : field,
      ),
    }));
};
