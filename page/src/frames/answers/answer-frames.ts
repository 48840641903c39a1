import { type DataFrame, getFieldDisplayName } from "@grafana/data";
import type { PageTarget } from "../../../../src/report/page-data.ts";
import { grouped } from "./grouped.ts";
import { heatmapFrames } from "./heatmap-frames.ts";
import { seriesFrames } from "./series-frames.ts";
import { tableFrames } from "./table-frames.ts";

/**
 * The frames that Grafana's Prometheus data source makes of a panel's answers: series first, then tables, then
 * heatmaps, each in the order of the queries. Hidden queries and those without an answer make none; one that found
 * nothing makes a frame without fields.
 */
export function answerFrames(targets: readonly PageTarget[]): DataFrame[] {
  const answered = targets.filter(
    ({ hidden, state, series }) => !hidden && (series.length > 0 || state === "ok" || state === "empty"),
  );
  const all = named(answered.map((target) => ({ target, frames: seriesFrames(target) })));
  const isNative = (frame: DataFrame) => frame.meta?.type === "heatmap-cells";
  const framesOf = (format: PageTarget["format"]) =>
    grouped(
      all.filter(({ target }) => target.format === format),
      ({ target }) => target.refId,
    ).map((parts) => parts.flatMap(({ frames }) => frames));
  const series = all.flatMap(({ target, frames }) =>
    target.format === "time_series" ? frames : target.format === "heatmap" ? frames.filter(isNative) : [],
  );
  return [
    ...series,
    ...tableFrames(framesOf("table")),
    ...framesOf("heatmap").flatMap((frames) => heatmapFrames(frames.filter((frame) => !isNative(frame)))),
  ];
}

interface Answer {
  readonly target: PageTarget;
  readonly frames: DataFrame[];
}

/** Series of an automatic legend that have kept their metric's name are named by their labels, as the data source does. */
function named(answers: Answer[]): Answer[] {
  const every = answers.flatMap(({ frames }) => frames);
  for (const frame of every)
    for (const field of frame.fields) {
      if (field.config.displayNameFromDS !== undefined || field.labels?.["__name__"] !== field.name) continue;
      field.config.displayNameFromDS = getFieldDisplayName({ ...field, name: "Value", state: null }, frame, every);
    }
  return answers;
}
