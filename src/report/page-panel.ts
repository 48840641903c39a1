import type { Answered } from "../check/answered.ts";
import type { PanelAnswers } from "../check/check-sink.ts";
import type { CopyValues } from "../dashboard/finding.ts";
import type { PanelView } from "../dashboard/view/panel-view.ts";
import type { DashboardPanel } from "../dashboard/view/queries.ts";
import type { JsonObject } from "../json/read.ts";
import { numberField } from "../json/read.ts";
import type { IsolationLabel } from "../promql/isolation/label.ts";
import type { TimeRange } from "../templating/query-timing.ts";
import type { CollectedAnswers } from "./answers/collect-answers.ts";
import { pageTarget } from "./answers/page-target.ts";
import { refIds } from "./answers/ref-ids.ts";
import type { PlacedPanel } from "./layout/placement.ts";
import type { PagePanel, PageTarget, PageTransformation } from "./page-data.ts";
import { fillText, type TextBudget } from "./panel/fill-texts.ts";
import { panelOf } from "./panel/panel-of.ts";
import { panelKey } from "./panel-key.ts";
import type { SortedFindings } from "./view/page-findings.ts";

/** Everything that the panels of one view have in common. */
export interface PanelScope {
  readonly model: JsonObject;
  readonly panels: readonly DashboardPanel[];
  /** Positions in {@link panels}. */
  readonly places: ReadonlyMap<PanelView, number>;
  readonly answers: CollectedAnswers;
  readonly findings: SortedFindings;
  readonly range: TimeRange;
  readonly dashboard: { readonly title: string; readonly uid?: string } | undefined;
  readonly isolation: IsolationLabel | undefined;
  readonly untrusted: boolean;
  /** Characters of texts and settings, of all views together. */
  readonly budget: TextBudget;
  /** Places for values that one query may take. */
  readonly maxValues: number;
  /** Whether any annotation is drawn in a panel. */
  readonly annotated: (panelId: number | undefined) => boolean;
}

/** A panel as the page draws it: its settings with variables filled in, its queries with their answers. */
export function pagePanel(placed: PlacedPanel, scope: PanelScope): PagePanel {
  const { view, copy, resolved } = placed;
  const index = scope.places.get(view)!;
  const found = answersOf(scope.panels[index]!, copy?.values, scope);
  const { annotations, transformations, ...shell } = shellOf(placed, found, scope);
  const fill = (text: string) => fillText(text, { ...scope, resolved });
  const options = { isolation: scope.isolation, fill, maxValues: scope.maxValues };
  return {
    key: panelKey(view.id, index, copy?.values),
    ...shell,
    transformations: [...sharedTransformations(view, scope), ...transformations],
    targets: (found?.answers ?? []).flatMap((answered) => targetsOf(answered, { view, scope, options, depth: 0 })),
    annotations: annotations && scope.annotated(view.id),
    state: found?.panel.state ?? "unchecked",
    findings: scope.findings.ofPanel(index, copy?.values),
  };
}

/** Copies of a panel without queries are not looked at one by one. */
function answersOf(panel: DashboardPanel, copy: CopyValues | undefined, { answers }: PanelScope) {
  return answers.ofPanel(panel, copy) ?? answers.ofPanel(panel, undefined);
}

function shellOf(
  placed: Pick<PlacedPanel, "view" | "resolved">,
  found: PanelAnswers | undefined,
  { model, range, dashboard, untrusted, budget }: PanelScope,
) {
  const stepMs = found?.answers.find(({ result }) => result.evaluated !== undefined)?.result.evaluated?.stepMs;
  const timing = stepMs === undefined ? undefined : { stepMs, rateIntervalMs: stepMs };
  return panelOf(placed, { model, range, dashboard, untrusted, budget, timing });
}

/** Panels that show the results of panels, no deeper than this. */
const maxDepth = 5;

interface TargetScope {
  /** Of the panel that the query stands in. */
  readonly view: PanelView;
  readonly scope: PanelScope;
  readonly options: Parameters<typeof pageTarget>[1];
  readonly depth: number;
}

/** A query that shows another panel's result stands for that panel's queries. */
function targetsOf(answered: Answered, { view, scope, options, depth }: TargetScope): PageTarget[] {
  const { query, sharedFrom } = answered.result;
  const source = sharedFrom === undefined || depth >= maxDepth ? undefined : panelWithId(sharedFrom, scope);
  if (source === undefined || query.hidden === true) {
    const refId = refIds(view.targets)[query.targetIndex ?? 0];
    const exemplars = scope.answers.exemplars.get(answered.result);
    return [pageTarget(answered, { ...options, exemplars, ...(refId === undefined ? {} : { refId }) })];
  }
  // A panel that shows the result of a repeated one shows its first copy.
  const found = scope.answers.panels.find(({ of }) => of === source);
  return (found?.answers ?? [])
    .filter(({ result }) => result.query.hidden !== true)
    .flatMap((one) => targetsOf(one, { view: source.view, scope, options, depth: depth + 1 }));
}

function panelWithId(id: number, { panels }: PanelScope): DashboardPanel | undefined {
  return panels.find((panel) => panel.id === id);
}

/** Transformations of the panel whose result is shown, where the query asks for them. */
function sharedTransformations({ targets }: PanelView, scope: PanelScope): PageTransformation[] {
  return targets.flatMap(({ query, use }) => {
    const id = numberField(query, "panelId");
    if (use.kind !== "dashboard" || query["withTransforms"] !== true || id === undefined) return [];
    const found = scope.answers.panels.find(({ of }) => of.id === id);
    const source = panelWithId(id, scope);
    if (found === undefined || source === undefined) return [];
    return shellOf({ view: source.view, resolved: found.resolved }, found, scope).transformations;
  });
}
