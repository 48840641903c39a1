import type { Answered } from "../../check/answered.ts";
import type { AnnotationView } from "../../dashboard/view/annotations.ts";
import { asArray, field, textField } from "../../json/read.ts";
import type { QuerySeries } from "../../templating/backend.ts";
import { fillLegend } from "../../templating/legend.ts";
import type { PageAnnotation } from "../page-data.ts";
import { clipText } from "./clip.ts";

/** Marks on the time axis of one dashboard. */
const maxMarks = 1000;

/**
 * The marks of a dashboard's annotations: where a query's samples are above 0, and those that follow one another within
 * a step are one region.
 *
 * @param answers - by the annotation's name, in the dashboard's order.
 */
export function pageAnnotations(
  annotations: readonly AnnotationView[],
  answers: ReadonlyMap<string, readonly Answered[]>,
  fill: (text: string) => string,
): PageAnnotation[] {
  const used = new Map<string, number>();
  return annotations
    .flatMap((annotation) => {
      const { name, use, exprPaths, enabled } = annotation;
      if (use.kind === "grafana" || (use.kind === "prometheus" && exprPaths.length === 0)) return [];
      const nth = used.get(name) ?? 0;
      used.set(name, nth + 1);
      const answered = answers.get(name)?.[nth];
      if (!enabled || answered?.result.evaluated === undefined) return [];
      const { stepMs } = answered.result.evaluated;
      return answered.series.flatMap((series) => marksOf(series, annotation, { stepMs, fill }));
    })
    .sort((one, other) => one.timeMs - other.timeMs)
    .slice(0, maxMarks);
}

/** Whether any annotation of the dashboard is drawn in a panel: each may name those that it is drawn in, or not. */
export function showsAnnotations(panelId: number | undefined, annotations: readonly AnnotationView[]): boolean {
  const shown = annotations.filter(({ enabled }) => enabled);
  return (
    shown.length === 0 ||
    shown.some(({ body }) => {
      const filter = field(body, "filter");
      const ids = asArray(field(filter, "ids"));
      if (ids.length === 0) return true;
      return ids.includes(panelId) !== (field(filter, "exclude") === true);
    })
  );
}

function marksOf(
  { labels, timesMs, values }: QuerySeries,
  { name, body }: AnnotationView,
  { stepMs, fill }: { readonly stepMs: number; readonly fill: (text: string) => string },
): PageAnnotation[] {
  const setting = (key: string) => textField(body, key) ?? textField(body, "legacyOptions", key) ?? "";
  const valueIsTime = [field(body, "useValueForTime"), field(body, "legacyOptions", "useValueForTime")].includes(true);
  const times = values.flatMap((value, index) =>
    valueIsTime ? (Number.isFinite(value) ? [Math.floor(value)] : []) : value > 0 ? [timesMs[index]!] : [],
  );
  const spans: { from: number; to: number }[] = [];
  for (const time of times.toSorted((one, other) => one - other)) {
    const last = spans.at(-1);
    if (last !== undefined && last.to + stepMs >= time) last.to = time;
    else spans.push({ from: time, to: time });
  }
  const keys = setting("tagKeys").split(",");
  const [title, text] = ["titleFormat", "textFormat"].map((key) => clipText(fillLegend(fill(setting(key)), labels)));
  const alert = labels.get("alertstate");
  return spans.map(({ from, to }) => ({
    name,
    color: textField(body, "iconColor") ?? "red",
    timeMs: from,
    ...(to > from ? { endMs: to } : {}),
    ...(title === "" ? {} : { title: title! }),
    ...(text === "" ? {} : { text: text! }),
    tags: [...labels].flatMap(([label, value]) => (keys.includes(label) ? [value] : [])),
    ...(alert === "pending" || alert === "firing" ? { state: alert } : {}),
  }));
}
