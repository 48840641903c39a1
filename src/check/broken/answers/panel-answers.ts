import type { PanelView } from "../../../dashboard/view/panel-view.ts";
import { valueAt } from "../../../json/edit.ts";
import { asArray, asObject, type JsonObject } from "../../../json/read.ts";
import type { QuerySeries } from "../../../templating/backend.ts";
import type { Answered } from "../../answered.ts";
import type { CheckPanel, CheckQuery } from "../../run/check-query.ts";

/** The content of a panel, where that is exactly what its queries answered. */
export interface PanelAnswers {
  readonly panel: CheckPanel;
  readonly view: PanelView;
  /** Field settings for everything, and the overrides. */
  readonly defaults: JsonObject;
  readonly overrides: readonly unknown[];
  readonly answers: readonly { readonly query: CheckQuery; readonly series: readonly QuerySeries[] }[];
}

/**
 * The answers of a panel whose queries all have data; undefined where something else has a say in what it shows:
 * transformations, queries of other data sources, names given to fields.
 */
export function readAnswers(panel: CheckPanel, answers: readonly Answered[]): PanelAnswers | undefined {
  const { view } = panel;
  if (view === undefined || answers.length === 0) return undefined;
  if (asArray(valueAt(view.node, view.paths.transformations)).length > 0) return undefined;
  const shown = answers.filter(({ result }) => result.query.hidden !== true);
  if (shown.length === 0 || !shown.every(({ result }) => result.state === "ok")) return undefined;
  if (view.targets.filter(({ hidden }) => !hidden).length !== shown.length) return undefined;
  const config = valueAt(view.node, view.paths.fieldConfig);
  return {
    panel,
    view,
    defaults: asObject(asObject(config)?.["defaults"]) ?? {},
    overrides: asArray(asObject(config)?.["overrides"]),
    answers: shown.map(({ result, series }) => ({ query: result.query, series })),
  };
}
