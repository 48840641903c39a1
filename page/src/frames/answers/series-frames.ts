import { type DataFrame, DataFrameType, type Field, FieldType } from "@grafana/data";
import type { PageSeries, PageTarget } from "../../../../src/report/page-data.ts";
import { nativeHistogramFrame } from "./native-histogram-frame.ts";
import { instantsOf, samplesOf } from "./samples.ts";

/** The type of a target that is a calculation of Grafana's server. */
const expressions = "__expr__";

/**
 * One frame for each series of an answer, with a time and a value: what Grafana's server makes of a matrix or vector.
 * A query that found nothing gives one frame without fields.
 */
export function seriesFrames(target: PageTarget): DataFrame[] {
  const { refId, series } = target;
  if (series.length === 0) return [{ refId, fields: [], length: 0 }];
  const instants = instantsOf(target);
  return series.map((one) =>
    one.histograms?.some((buckets) => buckets !== null)
      ? nativeHistogramFrame(one, target, instants)
      : numberFrame(one, target, instants),
  );
}

function numberFrame(series: PageSeries, target: PageTarget, instants: readonly number[]): DataFrame {
  const { refId, dataSource } = target;
  const { times, values } = samplesOf(series, instants);
  const calculated = dataSource === expressions;
  const value: Field = {
    name: calculated ? refId : (series.labels["__name__"] ?? "Value"),
    type: FieldType.number,
    config: calculated || series.name === "" ? {} : { displayNameFromDS: series.name },
    labels: { ...series.labels },
    values,
  };
  const ofOneInstant = target.instants === undefined;
  return {
    refId,
    meta: {
      type: ofOneInstant ? DataFrameType.NumericMulti : DataFrameType.TimeSeriesMulti,
      preferredVisualisationType: "graph",
      custom: { resultType: ofOneInstant ? "vector" : "matrix" },
    },
    fields: calculated && ofOneInstant ? [value] : [timeField("Time", times, target), value],
    length: values.length,
  };
}

/** A field of instants; of a range query it knows the step, by which gaps are told. */
export function timeField(name: string, values: number[], { instants }: PageTarget): Field {
  const config = instants === undefined ? {} : { interval: instants.stepMs };
  return { name, type: FieldType.time, config, values };
}
