import { type DataFrame, type Field, FieldType, isTimeSeriesFrame, ReducerID, reduceField } from "@grafana/data";
import { grouped } from "../../answers/grouped.ts";
import { type OwnTransformation, textOf } from "./own-transformation.ts";

/**
 * Series as rows: of each query one table with a column for each label and one, `Trend #A`, that holds the series
 * itself and one number of it. Frames that are no series stay before the tables.
 */
export const timeSeriesTable: OwnTransformation = (frames, options) => {
  const queries = grouped(
    frames.filter(({ refId }) => refId !== undefined),
    ({ refId }) => refId!,
  );
  const others = queries.flat().filter((frame) => !isTimeSeriesFrame(frame));
  return [...others, ...queries.flatMap((query) => tableOf(query.filter(isTimeSeriesFrame), options))];
};

function tableOf(frames: readonly DataFrame[], options: Readonly<Record<string, unknown>>): DataFrame[] {
  const refId = frames[0]?.refId;
  if (refId === undefined) return [];
  const settings = Object.hasOwn(options, refId) ? ((options[refId] ?? {}) as Readonly<Record<string, unknown>>) : {};
  const stat = textOf(settings["stat"]) ?? ReducerID.lastNotNull;
  const timeName = textOf(settings["timeField"]);
  const series = frames.flatMap((frame) =>
    frame.fields.filter(({ type }) => type === FieldType.number).map((value) => ({ frame, value })),
  );
  const names = [...new Set(series.flatMap(({ value }) => Object.keys(value.labels ?? {})))];
  const columns = names.map(
    (name): Field => ({
      name,
      type: FieldType.string,
      config: {},
      values: series.map(({ value }) => value.labels?.[name] ?? ""),
    }),
  );
  const trends = series.map(({ frame, value }) => {
    const time = frame.fields.find(({ name, type }) => type === FieldType.time && (timeName ?? name) === name);
    const fields = time === undefined ? [value] : [time, value];
    const reduced = reduceField({ field: value, reducers: [stat] })[stat] ?? null;
    return { fields, length: value.values.length, value: reduced };
  });
  const trend: Field = { name: `Trend #${refId}`, type: FieldType.frame, config: {}, values: trends };
  return [{ refId, fields: [...columns, trend], length: series.length }];
}
