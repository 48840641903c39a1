import { type DataFrame, type Field, FieldType, type GrafanaTheme2, getDisplayProcessor } from "@grafana/data";

/**
 * The frames that have a time and numbers, as the graph wants them: values that are not finite are gaps, booleans are 0
 * and 1, and on a logarithmic axis nothing is at or below 0.
 */
export function graphable(frames: readonly DataFrame[], theme: GrafanaTheme2): DataFrame[] {
  return frames
    .map((frame) => ({ ...frame, fields: frame.fields.flatMap((field) => usable(field, theme)) }))
    .filter(({ fields }) => {
      const types = new Set(fields.map(({ type }) => type));
      return types.has(FieldType.time) && (types.has(FieldType.number) || types.has(FieldType.enum));
    });
}

function usable(field: Field, theme: GrafanaTheme2): Field[] {
  if (field.type === FieldType.boolean) return [booleans(field, theme)];
  if (field.type !== FieldType.number)
    return [FieldType.time, FieldType.enum, FieldType.string].includes(field.type) ? [field] : [];
  const logarithmic = field.config.custom?.scaleDistribution?.type === "log";
  const drawn = (value: unknown) => Number.isFinite(value) && !(logarithmic && (value as number) <= 0);
  if (field.values.every((value) => value === null || value === undefined || drawn(value))) return [field];
  return [{ ...field, values: field.values.map((value) => (value == null || drawn(value) ? value : null)) }];
}

function booleans(field: Field, theme: GrafanaTheme2): Field {
  const made: Field = {
    ...field,
    type: FieldType.number,
    config: {
      ...field.config,
      min: 0,
      max: 1,
      unit: field.config.unit?.startsWith("bool") ? field.config.unit : "bool",
      custom: { ...field.config.custom, lineInterpolation: "stepAfter" },
    },
    values: field.values.map((value) => (value == null ? value : Number(Boolean(value)))),
  };
  return { ...made, display: getDisplayProcessor({ field: made, theme }) };
}
