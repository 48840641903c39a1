import { type DataFrame, type Field, FieldType, sortDataFrame } from "@grafana/data";

/**
 * Answers of the format `table`: one frame a query, with a row for each sample and a column for each label. With
 * several queries each value column is named `Value #A`.
 *
 * @param queries - the frames of each query's series.
 */
export function tableFrames(queries: readonly (readonly DataFrame[])[]): DataFrame[] {
  const frames = queries.flat();
  if (frames.length === 1 && frames[0]!.length === 0) return frames;
  return queries.map((series) => tableOf(series, queries.length > 1));
}

function tableOf(series: readonly DataFrame[], oneOfMany: boolean): DataFrame {
  const refId = series[0]?.refId ?? "";
  const labelsOf = ({ fields }: DataFrame) => fields[1]?.labels ?? {};
  const names = [...new Set(series.flatMap((frame) => Object.keys(labelsOf(frame)).sort()))];
  const times = series.flatMap(({ fields }) => fields[0]?.values ?? []);
  const columns = names.map(
    (name): Field => ({
      name,
      type: FieldType.string,
      config: { filterable: true },
      values: series.flatMap((frame) => new Array<string>(frame.length).fill(labelsOf(frame)[name] ?? "")),
    }),
  );
  const interval = series[0]?.fields[0]?.config.interval;
  const table: DataFrame = {
    refId,
    meta: { ...series[0]?.meta, preferredVisualisationType: "rawPrometheus" },
    fields: [
      { name: "Time", type: FieldType.time, config: interval === undefined ? {} : { interval }, values: times },
      ...columns,
      {
        name: oneOfMany ? `Value #${refId}` : "Value",
        type: FieldType.number,
        config: {},
        values: series.flatMap(({ fields }) => fields[1]?.values ?? []),
      },
    ],
    length: times.length,
  };
  return times.some((time, index) => time < (times[index - 1] ?? time)) ? sortDataFrame(table, 0) : table;
}
