import {
  type DataFrame,
  DataFrameType,
  type Field,
  FieldMatcherID,
  FieldType,
  fieldMatchers,
  type Labels,
  outerJoinDataFrames,
} from "@grafana/data";
import { grouped } from "../../answers/grouped.ts";
import type { OwnTransformation } from "./own-transformation.ts";

/** Series in one of Grafana's forms: `wide` (default), one frame; `multi`, a frame for each; `long`, a row a sample. */
export const prepareTimeSeries: OwnTransformation = (frames, { format }) => {
  if (format === "multi" || format === "many") return frames.flatMap(seriesOf);
  if (format === "long") return frames.flatMap(longOf);
  const apart = frames.flatMap((frame) =>
    frame.meta?.type === DataFrameType.TimeSeriesLong ? seriesOf(frame) : [frame],
  );
  const joinBy = fieldMatchers.get(FieldMatcherID.firstTimeField).get({});
  const joined = outerJoinDataFrames({ frames: apart, joinBy, keepOriginIndices: true });
  return joined === undefined ? [] : [{ ...joined, meta: { ...joined.meta, type: DataFrameType.TimeSeriesWide } }];
};

interface Row {
  readonly index: number;
  readonly key: string;
}

/** A frame for each number and for each combination of the texts beside it, which become labels. */
function seriesOf(frame: DataFrame): DataFrame[] {
  const time = frame.fields.find(({ type }) => type === FieldType.time);
  if (time === undefined) return [];
  const texts = frame.fields.filter(({ type }) => type === FieldType.string);
  const rows = Array.from({ length: frame.length }, (_, index): Row => {
    return { index, key: JSON.stringify(texts.map(({ values }) => values[index])) };
  });
  const parts = grouped(rows, ({ key }) => key);
  return frame.fields
    .filter(({ type }) => type === FieldType.number || type === FieldType.boolean)
    .flatMap((value) => parts.map((part) => partOf(frame, [time, value], texts, part)));
}

function partOf(frame: DataFrame, [time, value]: [Field, Field], texts: readonly Field[], part: Row[]): DataFrame {
  const rows = part.filter(({ index }) => value.values[index] !== undefined && time.values[index] != null);
  const labels: Labels = { ...value.labels };
  for (const { name, values } of texts) labels[name] = String(values[part[0]!.index]);
  const pick = (field: Field) => ({ ...field, values: rows.map(({ index }) => field.values[index]) });
  return {
    ...frame,
    meta: { ...frame.meta, type: DataFrameType.TimeSeriesMulti },
    fields: [pick(time), { ...pick(value), labels }],
    length: rows.length,
  };
}

/** A row for each sample: time, value, and a column for each label. */
function longOf(frame: DataFrame): DataFrame[] {
  const time = frame.fields.find(({ type }) => type === FieldType.time);
  if (time === undefined) return [];
  const others = frame.fields.filter((field) => field !== time);
  const texts = others.filter(({ type }) => type === FieldType.string || type === FieldType.boolean);
  const numbers = others.filter((field) => !texts.includes(field));
  const sets = grouped(numbers, ({ labels }) => JSON.stringify(labels ?? {})).sort((one, other) =>
    JSON.stringify(one[0]!.labels) < JSON.stringify(other[0]!.labels) ? -1 : 1,
  );
  const valueNames = [...new Set(numbers.map(({ name }) => name))].sort();
  const labelNames = [
    ...new Set([...texts.map(({ name }) => name), ...numbers.flatMap(({ labels }) => Object.keys(labels ?? {}))]),
  ].sort();
  const rows = time.values
    .map((instant, index) => ({ instant: instant as number, index }))
    .sort((one, other) => one.instant - other.instant)
    .flatMap(({ instant, index }) => sets.map((set) => ({ instant, index, set })));
  const cell = (name: string, type: FieldType, of: (row: (typeof rows)[number]) => unknown): Field => {
    return { name, type, config: {}, values: rows.map(of) };
  };
  return [
    {
      ...frame,
      meta: { ...frame.meta, type: DataFrameType.TimeSeriesLong },
      fields: [
        cell(time.name, FieldType.time, ({ instant }) => instant),
        ...valueNames.map((name) =>
          cell(name, FieldType.number, ({ set, index }) => set.find((field) => field.name === name)?.values[index]),
        ),
        ...labelNames.map((name) =>
          cell(
            name,
            FieldType.string,
            ({ set, index }) => set[0]?.labels?.[name] ?? texts.find((field) => field.name === name)?.values[index],
          ),
        ),
      ],
      length: rows.length,
    },
  ];
}
