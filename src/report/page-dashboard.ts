import { copiesOf, type PanelCopy } from "../check/repeat/copies.ts";
import type { CheckResult } from "../check/result.ts";
import type { SourceDashboard } from "../dashboard/read/source.ts";
import type { PreviewDashboard } from "../dashboard/rewrite/rewrite-options.ts";
import type { PanelView } from "../dashboard/view/panel-view.ts";
import { parts } from "../dashboard/view/parts.ts";
import type { DashboardPanel } from "../dashboard/view/queries.ts";
import { readVariables } from "../dashboard/view/variables.ts";
import { textField, textList } from "../json/read.ts";
import type { IsolationLabel } from "../promql/isolation/label.ts";
import type { TimeRange } from "../templating/query-timing.ts";
import type { ResolvedVariable } from "../templating/variables/resolved-variable.ts";
import type { CollectedAnswers } from "./answers/collect-answers.ts";
import { placesOf } from "./answers/page-target.ts";
import { shareOut } from "./answers/share-out.ts";
import { layoutOf } from "./layout/layout-of.ts";
import type { PageDashboard, PageView } from "./page-data.ts";
import { pagePanel } from "./page-panel.ts";
import { fillText, type TextBudget, usualTextBudget } from "./panel/fill-texts.ts";
import { pageLinks } from "./panel/page-links.ts";
import { pageSettings } from "./panel/page-settings.ts";
import { pageAnnotations, showsAnnotations } from "./view/page-annotations.ts";
import { sortFindings } from "./view/page-findings.ts";
import { pagePath } from "./view/page-path.ts";
import { chosenText, isShown, pageVariables } from "./view/page-variables.ts";

/** One check of a dashboard, with the variables as one view has them. */
export interface CheckedView {
  readonly check: CheckResult;
  readonly answers: CollectedAnswers;
  /** The panels that the check was given, themselves. */
  readonly panels: readonly DashboardPanel[];
}

/** A dashboard and what was learned about it. */
export interface DashboardChecks {
  readonly source: SourceDashboard;
  readonly preview: PreviewDashboard;
  readonly isolation: IsolationLabel | undefined;
  readonly window: TimeRange;
  readonly untrusted: boolean;
  /** The first is the one that the page opens with. At least one. */
  readonly views: readonly CheckedView[];
  /** Texts of the choices that there are views for, by the variable's name. */
  readonly choices: ReadonlyMap<string, readonly string[]>;
  /** Places for values in all views together. */
  readonly maxValues: number;
}

/** A dashboard as a page has it. */
export function pageDashboard(checks: DashboardChecks): PageDashboard {
  const { source, preview, window, untrusted, views, choices } = checks;
  const [first] = views as readonly [CheckedView];
  const read = parts(source);
  const resolved = resolvedOf(first);
  const context = { resolved, range: window, dashboard: namesOf(source), untrusted };
  const description = textField(source.model, "description");
  const budget = { left: usualTextBudget };
  return {
    source: pagePath(source.file),
    title: source.title,
    ...(description === undefined || description === "" ? {} : { description }),
    tags: textList(source.model["tags"]),
    links: pageLinks(read.links, context),
    ...pageSettings(source),
    range: { fromMs: window.fromMs, toMs: window.toMs },
    variables: pageVariables(readVariables(read), resolved, choices),
    views: views.map((view) => pageView(view, checks, budget)),
    findings: sortFindings(allFindings(preview, first), first.panels).rest,
  };
}

function pageView(view: CheckedView, checks: DashboardChecks, budget: TextBudget): PageView {
  const { source, preview, isolation, window, untrusted, views } = checks;
  const resolved = resolvedOf(view);
  const { annotations } = parts(preview);
  const { layout, panels } = placePanels(view, { resolved, preview, window });
  const wanted = view.answers.panels.flatMap(({ answers }) => answers.map(placesOf));
  const scope = {
    ...{ model: preview.model, panels: view.panels, answers: view.answers, isolation, untrusted, budget },
    ...{ range: window, dashboard: namesOf(source) },
    places: new Map(view.panels.map((panel, index) => [panel.view, index])),
    findings: sortFindings(allFindings(preview, view), view.panels),
    maxValues: shareOut(wanted, checks.maxValues / views.length),
    annotated: (id: number | undefined) => showsAnnotations(id, annotations),
  };
  const fill = (text: string) => fillText(text, { resolved, range: window, dashboard: scope.dashboard });
  const shown = readVariables(parts(source)).filter(isShown);
  return {
    chosen: Object.fromEntries(
      shown.flatMap(({ name }) => {
        const found = resolved.get(name);
        return found === undefined ? [] : [[name, chosenText(found)]];
      }),
    ),
    layout,
    panels: panels.map((placed) => pagePanel(placed, scope)),
    annotations: pageAnnotations(annotations, view.answers.annotations, fill),
  };
}

/** Copies that were looked at have their places; of panels that nothing was asked for, those that Grafana makes. */
function placePanels(
  { panels, answers }: CheckedView,
  {
    resolved,
    preview,
    window,
  }: { resolved: ReadonlyMap<string, ResolvedVariable> } & Pick<DashboardChecks, "preview" | "window">,
) {
  const byView = new Map(panels.map((panel) => [panel.view, panel]));
  const found = new Map<PanelView, PanelCopy[]>();
  for (const { of, copy, resolved: own } of answers.panels) {
    if (copy === undefined || of.view === undefined) continue;
    found.set(of.view, [...(found.get(of.view) ?? []), { values: copy, resolved: own }]);
  }
  return layoutOf(preview, {
    views: panels.map(({ view }) => view),
    variables: resolved,
    range: window,
    copies: (view) => {
      const copies = found.get(view);
      return copies === undefined ? copiesOf(view.repeats, resolved) : { copies };
    },
    hasData: (view, copy) => answers.ofPanel(byView.get(view)!, copy?.values)?.panel.state === "ok",
  });
}

const resolvedOf = ({ check }: CheckedView) => new Map(check.variables.map((one) => [one.name, one]));

const namesOf = ({ title, uid }: SourceDashboard) => ({ title, ...(uid === undefined ? {} : { uid }) });

function allFindings({ findings }: PreviewDashboard, { check }: CheckedView) {
  const told = new Set(check.findings.map(({ panelId, panel, refId }) => JSON.stringify([panelId, panel, refId])));
  // A query that is not previewed is a finding of the check as well.
  const rest = findings.filter(({ panelId, panel, refId }) => !told.has(JSON.stringify([panelId, panel, refId])));
  return [...check.findings, ...check.unchecked.map((one) => ({ ...one, state: "unchecked" })), ...rest];
}
