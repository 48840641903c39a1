import { type DataFrame, DataFrameType, type Field, FieldType } from "@grafana/data";
import type { PageSeries, PageTarget } from "../../../../src/report/page-data.ts";
import { timeField } from "./series-frames.ts";

/** The frame of a series of native histograms: a row for each bucket that is not empty at each instant. */
export function nativeHistogramFrame(
  { labels, name, histograms = [] }: PageSeries,
  target: PageTarget,
  instants: readonly number[],
): DataFrame {
  const times: number[] = [];
  const lower: number[] = [];
  const upper: number[] = [];
  const counts: number[] = [];
  for (const [index, time] of instants.entries())
    for (const [from, to, count] of histograms[index] ?? []) {
      times.push(time);
      lower.push(from);
      upper.push(to);
      counts.push(count);
    }
  const number = (field: string, values: number[]): Field => ({
    name: field,
    type: FieldType.number,
    config: field === "yMin" && name !== "" ? { displayNameFromDS: name } : {},
    labels: { ...labels },
    values,
  });
  return {
    refId: target.refId,
    meta: { type: DataFrameType.HeatmapCells },
    fields: [
      { ...timeField("xMax", times, target), labels: { ...labels } },
      number("yMin", lower),
      number("yMax", upper),
      number("count", counts),
    ],
    length: times.length,
  };
}
