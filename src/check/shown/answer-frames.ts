import type { QuerySeries } from "../../templating/backend.ts";
import { seriesName } from "../../templating/legend.ts";
import { fieldName, valueName } from "./field-name.ts";
import { type Cell, type Field, type Frame, tooManyCells } from "./frame.ts";

/** The answer to one query of a panel that is not hidden. */
export interface PanelAnswer {
  readonly refId: string | undefined;
  /** `time_series` (default), `table`, `heatmap`. */
  readonly format: string | undefined;
  /** With variables filled in. Default: the series' own name. */
  readonly legendFormat: string | undefined;
  /** As it was run; the name of a series without labels. */
  readonly expr: string;
  readonly series: readonly QuerySeries[];
}

/**
 * The frames that Grafana's Prometheus data source makes of the answers: one per series; of the format `table` one per
 * query, with a column for each label; of the format `heatmap` one with a column for each bucket. A query without an
 * answer gives a frame without fields.
 */
export function answerFrames(answers: readonly PanelAnswer[]): Frame[] {
  const all = answers.map((answer) => ({ answer, frames: seriesFrames(answer) }));
  const every = all.flatMap(({ frames }) => frames);
  const named = all.map(({ answer, frames }) => ({
    answer,
    frames: answer.legendFormat === "__auto" ? frames.map((frame) => withAutoName(frame, every)) : frames,
  }));
  const of = (format: string) => named.filter(({ answer }) => answer.format === format);
  const others = named.filter(({ answer }) => answer.format !== "table" && answer.format !== "heatmap");
  return [
    ...others.flatMap(({ frames }) => frames),
    ...tables(of("table").map(({ frames }) => frames)),
    ...of("heatmap").flatMap(({ frames }) => heatmaps(frames)),
  ];
}

function seriesFrames(answer: PanelAnswer): Frame[] {
  const { refId, series } = answer;
  if (series.length === 0) return [{ refId, fields: [], length: 0 }];
  return series.map(({ labels, timesMs, values }): Frame => {
    const sourceName = seriesName(labels, answer) || undefined;
    const fields: Field[] = [
      { name: "Time", kind: "time", values: timesMs },
      { name: labels.get("__name__") ?? valueName, kind: "number", labels, sourceName, values },
    ];
    return { refId, typed: true, fields, length: values.length };
  });
}

/** Grafana names a series by its labels where its legend is automatic and it has kept its metric's name. */
function withAutoName(frame: Frame, every: readonly Frame[]): Frame {
  const fields = frame.fields.map((field) =>
    field.labels?.get("__name__") === field.name && field.labels !== undefined
      ? { ...field, sourceName: fieldName({ ...field, name: valueName }, frame, every) }
      : field,
  );
  return { ...frame, fields };
}

function tables(queries: readonly (readonly Frame[])[]): Frame[] {
  if (queries.length === 1 && queries[0]!.length === 1 && queries[0]![0]!.length === 0) return [...queries[0]!];
  return queries.map((frames) => table(frames, queries.length > 1));
}

function table(series: readonly Frame[], oneOfMany: boolean): Frame {
  const refId = series[0]?.refId;
  const labelsOf = (frame: Frame) => frame.fields[1]?.labels ?? new Map<string, string>();
  const names = [...new Set(series.flatMap((frame) => [...labelsOf(frame).keys()].sort()))];
  const length = series.reduce((sum, frame) => sum + frame.length, 0);
  const shape = ["Time", ...names, valueName].map((name): Field => ({ name, kind: "string" }));
  const known = !tooManyCells([{ fields: shape, length }]);
  const column = (cells: (frame: Frame) => readonly Cell[]) => (known ? series.flatMap(cells) : undefined);
  const fields: Field[] = [
    { name: "Time", kind: "time", values: column(({ fields: [time] }) => time?.values ?? []) },
    ...names.map((name): Field => {
      const cells = (frame: Frame) => new Array<Cell>(frame.length).fill(labelsOf(frame).get(name) ?? "");
      return { name, kind: "string", values: column(cells) };
    }),
    {
      name: oneOfMany ? `${valueName} #${refId ?? ""}` : valueName,
      kind: "number",
      values: column(({ fields: [, value] }) => value?.values ?? []),
    },
  ];
  return { refId, typed: true, fields, length };
}

/** One frame for each group of buckets whose other labels are equal, without its values, which are differences. */
function heatmaps(series: readonly Frame[]): Frame[] {
  const groups = new Map<string, Frame[]>();
  for (const frame of series) {
    const labels = [...(frame.fields[1]?.labels ?? [])].filter(([name]) => name !== "le").map(([, text]) => text);
    groups.set(labels.join(), [...(groups.get(labels.join()) ?? []), frame]);
  }
  return [...groups.values()].flatMap((frames): Frame[] => {
    const [first] = frames;
    const time = first?.fields[0];
    if (first === undefined || time === undefined) return [];
    const buckets = frames.flatMap(({ fields: [, value] }): Field[] => {
      if (value === undefined) return [];
      const name = value.labels?.get("le") ?? value.sourceName ?? valueName;
      return [{ ...value, name, sourceName: name, values: undefined }];
    });
    return [{ ...first, fields: [{ ...time }, ...buckets] }];
  });
}
