import {
  applyNullInsertThreshold,
  type DataFrame,
  type Field,
  FieldType,
  type GrafanaTheme2,
  getDisplayProcessor,
  nullToValue,
  type TimeRange,
} from "@grafana/data";

/**
 * The frames that have a time and numbers, as the graph wants them: nothing is where a sample is missing, values that
 * are not finite are gaps, booleans are 0 and 1, and on a logarithmic axis nothing is at or below 0.
 */
export function graphable(frames: readonly DataFrame[], theme: GrafanaTheme2, range: TimeRange): DataFrame[] {
  return frames
    .map((frame) => {
      const fields = frame.fields.flatMap((field) => usable(field, theme));
      return nullToValue(withGaps({ ...frame, fields }, range));
    })
    .filter(({ fields }) => {
      const types = new Set(fields.map(({ type }) => type));
      return types.has(FieldType.time) && (types.has(FieldType.number) || types.has(FieldType.enum));
    });
}

/** Rows without values where the distance of two times is more than the step of the query. */
function withGaps(frame: DataFrame, { from, to }: TimeRange): DataFrame {
  const fields = frame.fields.map((field) => ({ ...field, state: { ...field.state } }));
  return applyNullInsertThreshold({
    frame: { ...frame, fields },
    refFieldPseudoMin: from.valueOf(),
    refFieldPseudoMax: to.valueOf(),
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
