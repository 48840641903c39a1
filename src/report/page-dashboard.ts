import type { CheckResult } from "../check/result.ts";
import type { SourceDashboard } from "../dashboard/read/source.ts";
import type { PreviewDashboard } from "../dashboard/rewrite/rewrite-options.ts";
import { parts } from "../dashboard/view/parts.ts";
import type { DashboardPanel } from "../dashboard/view/queries.ts";
import { readVariables } from "../dashboard/view/variables.ts";
import { defined } from "../json/defined.ts";
import { field, textField, textList } from "../json/read.ts";
import type { IsolationLabel } from "../promql/isolation/label.ts";
import type { TimeRange } from "../templating/query-timing.ts";
import type { CollectedAnswers } from "./answers/collect-answers.ts";
import { placesOf } from "./answers/page-target.ts";
import { shareOut } from "./answers/share-out.ts";
import type { PageDashboard, PageView } from "./page-data.ts";
import { pagePanel } from "./page-panel.ts";
import { placePanels } from "./place-panels.ts";
import { createFiller } from "./view/fill.ts";
import { pageAnnotations, showsAnnotations } from "./view/page-annotations.ts";
import { sortFindings } from "./view/page-findings.ts";
import { pageLinks } from "./view/page-links.ts";
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
  readonly scrapeIntervalMs: number;
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
  const fill = createFiller({
    ...{ resolved, range: window, stepMs: checks.scrapeIntervalMs },
    dashboard: { title: source.title, ...defined({ uid: source.uid }) },
  });
  const findings = allFindings(preview, first);
  const description = textField(source.model, "description");
  return {
    source: source.file,
    title: source.title,
    ...defined({ description: description || undefined }),
    tags: textList(source.model["tags"]),
    links: pageLinks(read.links, { fill, untrusted }),
    timeZone: timeZoneOf(read.settings.timezone),
    range: { fromMs: window.fromMs, toMs: window.toMs },
    sharedCursor: sharedCursor(source.model),
    variables: pageVariables(readVariables(read), resolved, choices),
    views: views.map((view) => pageView(view, checks)),
    findings: sortFindings(findings, first.panels).rest,
  };
}

function pageView(view: CheckedView, checks: DashboardChecks): PageView {
  const { source, preview, isolation, window, untrusted, scrapeIntervalMs, views } = checks;
  const resolved = resolvedOf(view);
  const { annotations } = parts(preview);
  const dashboard = { title: source.title, ...defined({ uid: source.uid }) };
  const fill = createFiller({ resolved, range: window, stepMs: scrapeIntervalMs, dashboard });
  const { layout, panels } = placePanels(view.panels);
  const wanted = view.answers.panels.flatMap(({ answers }) => answers.map(placesOf));
  const scope = {
    ...{ panels: view.panels, answers: view.answers, resolved, window, scrapeIntervalMs, dashboard, isolation },
    untrusted,
    findings: sortFindings(allFindings(preview, view), view.panels),
    maxValues: shareOut(wanted, checks.maxValues / views.length),
    annotated: (id: number | undefined) => showsAnnotations(id, annotations),
  };
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

const resolvedOf = ({ check }: CheckedView) => new Map(check.variables.map((one) => [one.name, one]));

function allFindings({ findings }: PreviewDashboard, { check }: CheckedView) {
  const told = new Set(check.findings.map(({ panelId, panel, refId }) => JSON.stringify([panelId, panel, refId])));
  // A query that is not previewed is a finding of the check as well.
  const rest = findings.filter(({ panelId, panel, refId }) => !told.has(JSON.stringify([panelId, panel, refId])));
  return [...check.findings, ...check.unchecked.map((one) => ({ ...one, state: "unchecked" })), ...rest];
}

function timeZoneOf(text: string | undefined): string {
  if (text === undefined || text === "" || text === "browser" || text === "default") return "browser";
  return text.toLowerCase() === "utc" ? "utc" : text;
}

function sharedCursor(model: unknown): PageDashboard["sharedCursor"] {
  const value = field(model, "graphTooltip") ?? field(model, "cursorSync");
  if (value === 2 || value === "Tooltip") return "tooltip";
  return value === 1 || value === "Crosshair" ? "crosshair" : "off";
}
