import type { Answered } from "../check/answered.ts";
import { panelRange } from "../check/run/check-query.ts";
import type { CopyValues } from "../dashboard/finding.ts";
import type { DashboardPanel } from "../dashboard/view/queries.ts";
import { defined } from "../json/defined.ts";
import { valueAt } from "../json/edit.ts";
import { asArray, asObject, field, numberField, textField } from "../json/read.ts";
import type { IsolationLabel } from "../promql/isolation/label.ts";
import type { TimeRange } from "../templating/query-timing.ts";
import type { ResolvedVariable } from "../templating/variables/resolved-variable.ts";
import type { CollectedAnswers } from "./answers/collect-answers.ts";
import { pageTarget } from "./answers/page-target.ts";
import type { PagePanel, PageTarget, PageTransformation } from "./page-data.ts";
import type { PlacedPanel } from "./place-panels.ts";
import { createFiller, fillDeep } from "./view/fill.ts";
import type { SortedFindings } from "./view/page-findings.ts";
import { pageLinks } from "./view/page-links.ts";
import { timeInfo } from "./view/time-info.ts";

/** Everything that the panels of one view have in common. */
export interface PanelScope {
  readonly panels: readonly DashboardPanel[];
  readonly answers: CollectedAnswers;
  readonly findings: SortedFindings;
  readonly resolved: ReadonlyMap<string, ResolvedVariable>;
  readonly window: TimeRange;
  readonly scrapeIntervalMs: number;
  readonly dashboard: { readonly title: string; readonly uid?: string } | undefined;
  readonly isolation: IsolationLabel | undefined;
  readonly untrusted: boolean;
  /** Places for values that one query may take. */
  readonly maxValues: number;
  /** Whether any annotation is drawn in a panel. */
  readonly annotated: (panelId: number | undefined) => boolean;
}

/** A panel as the page draws it: its settings with variables filled in, its queries with their answers. */
export function pagePanel({ index, copy }: PlacedPanel, scope: PanelScope): PagePanel {
  const { panels, answers, findings, window, untrusted } = scope;
  const panel = panels[index]!;
  const { node, paths, body } = panel.view;
  const found = answers.ofPanel(panel, copy);
  const times = valueAt(node, paths.queryOptions);
  const [timeFrom, timeShift] = ["timeFrom", "timeShift"].map((name) => textField(times, name));
  const range = panelRange(window, { timeFrom, timeShift });
  const fill = createFiller({
    ...scope,
    resolved: found?.resolved ?? scope.resolved,
    range,
    stepMs: stepOf(found?.answers) ?? scope.scrapeIntervalMs,
  });
  const config = asObject(valueAt(node, paths.fieldConfig));
  const ownRange = range.fromMs === window.fromMs && range.toMs === window.toMs ? undefined : range;
  const info = field(times, "hideTimeOverride") === true ? undefined : timeInfo({ timeFrom, timeShift });
  const description = textField(body, "description");
  const options = { isolation: scope.isolation, fill: fill.setting, maxValues: scope.maxValues };
  return {
    key: panelKey(panel, index, copy),
    ...defined({ id: panel.id }),
    title: fill.title(panel.title),
    ...defined({ description: description === undefined ? undefined : fill.title(description) }),
    links: pageLinks(body["links"], { fill, untrusted }),
    type: panel.type,
    transparent: body["transparent"] === true || field(body, "vizConfig", "spec", "transparent") === true,
    ...defined({ timeInfo: info, range: ownRange }),
    options: fillDeep(asObject(valueAt(node, paths.options)) ?? {}, panel.type === "text" ? fill.html : fill.setting),
    fieldConfig: fillDeep(
      { defaults: asObject(config?.["defaults"]) ?? {}, overrides: asArray(config?.["overrides"]) },
      fill.setting,
    ),
    transformations: [
      ...sharedTransformations(panel, scope),
      ...asArray(valueAt(node, paths.transformations)).flatMap(readTransformation),
    ].map((one) => fillDeep(one, fill.setting)),
    targets: (found?.answers ?? []).flatMap((answered) => targetsOf(answered, { scope, options, depth: 0 })),
    annotations: scope.annotated(panel.id),
    state: found?.panel.state ?? "unchecked",
    findings: findings.ofPanel(index, copy),
  };
}

/** The same in every view: two panels may share an id, and old ones have none. */
function panelKey({ id }: DashboardPanel, index: number, copy: CopyValues | undefined): string {
  const values = Object.entries(copy ?? {}).map(([name, value]) => `${name}=${value}`);
  return [id === undefined ? `n${index}` : `p${id}-${index}`, ...values].join("/");
}

function stepOf(answers: readonly Answered[] | undefined): number | undefined {
  return answers?.find(({ result }) => result.evaluated !== undefined)?.result.evaluated?.stepMs;
}

function readTransformation(value: unknown): PageTransformation[] {
  const spec = asObject(field(value, "spec")) ?? value;
  const id = textField(value, "id") ?? textField(spec, "id") ?? textField(value, "group") ?? textField(value, "kind");
  if (id === undefined || field(spec, "disabled") === true) return [];
  const topic = textField(spec, "topic");
  const filter = field(spec, "filter");
  return [{ id, options: asObject(field(spec, "options")) ?? {}, ...defined({ filter, topic }) }];
}

/** Panels that show the results of panels, no deeper than this. */
const maxDepth = 5;

interface TargetScope {
  readonly scope: PanelScope;
  readonly options: Parameters<typeof pageTarget>[1];
  readonly depth: number;
}

/** A query that shows another panel's result stands for that panel's queries. */
function targetsOf(answered: Answered, { scope, options, depth }: TargetScope): PageTarget[] {
  const { query, sharedFrom } = answered.result;
  const source = sharedFrom === undefined || depth >= maxDepth ? undefined : panelOf(sharedFrom, scope);
  if (source === undefined || query.hidden === true) return [pageTarget(answered, options)];
  const found = firstOf(source, scope);
  return (found?.answers ?? [])
    .filter(({ result }) => result.query.hidden !== true)
    .flatMap((one) => targetsOf(one, { scope, options, depth: depth + 1 }));
}

/** A panel that shows the result of a repeated one shows its first copy. */
function firstOf(panel: DashboardPanel, { answers }: PanelScope) {
  return answers.panels.find(({ of }) => of === panel);
}

function panelOf(id: number, { panels }: PanelScope): DashboardPanel | undefined {
  return panels.find((panel) => panel.id === id);
}

/** Transformations of the panel whose result is shown, where the query asks for them. */
function sharedTransformations(panel: DashboardPanel, scope: PanelScope): PageTransformation[] {
  return panel.view.targets.flatMap(({ query, use }) => {
    const id = numberField(query, "panelId");
    if (use.kind !== "dashboard" || query["withTransforms"] !== true || id === undefined) return [];
    const source = panelOf(id, scope)?.view;
    return source === undefined || source === panel.view
      ? []
      : asArray(valueAt(source.node, source.paths.transformations)).flatMap(readTransformation);
  });
}
