import { fillLegend } from "../../../templating/legend.ts";
import type { PanelAnswers } from "./panel-answers.ts";

/** Names that every time series has for its two fields. */
const always = ["Time", "Value"];

/** Series whose names are looked at. */
const maxSeries = 5000;

/**
 * Names of the fields that a panel got, by the legends of its queries; undefined where Grafana makes them itself, from
 * labels that differ, or where tables are asked for.
 */
export function fieldNames({ view, answers }: PanelAnswers): ReadonlySet<string> | undefined {
  const names = new Set(always);
  let count = 0;
  for (const { query, series } of answers) {
    const target = view.targets.find(({ refId }) => refId === query.refId);
    const { legendFormat, format } = target?.query ?? {};
    if (typeof legendFormat !== "string" || legendFormat === "" || legendFormat === "__auto") return undefined;
    if (/\$|\[\[/.test(legendFormat) || (format !== undefined && format !== "time_series")) return undefined;
    for (const { labels } of series) {
      if (++count > maxSeries) return undefined;
      names.add(fillLegend(legendFormat, labels));
    }
  }
  return names;
}
