import { copiesOf, type PanelCopies, type PanelCopy, usualCopies } from "../../check/repeat/copies.ts";
import type { PanelView } from "../../dashboard/view/panel-view.ts";
import { parts, type Viewed } from "../../dashboard/view/parts.ts";
import { panelsIn } from "../../dashboard/view/queries.ts";
import type { DashboardKind } from "../../grafana/marks/marks.ts";
import { valueAt } from "../../json/edit.ts";
import type { TimeRange } from "../../templating/query-timing.ts";
import { RegexTime } from "../../templating/regex-time.ts";
import type { ResolvedVariable } from "../../templating/variables/resolved-variable.ts";
import type { PageLayout } from "../page-data.ts";
import { fillText } from "../panel/fill-texts.ts";
import { classicLayout } from "./classic-layout.ts";
import { newLayout } from "./new-layout.ts";
import { type PlacedPanel, Placement, type Scope } from "./placement.ts";

/** How {@link layoutOf} decides which panels are shown. */
export interface LayoutOptions {
  /** The dashboard's panels but rows, those of the check for example. Default: read anew. */
  readonly views?: readonly PanelView[];
  readonly variables: ReadonlyMap<string, ResolvedVariable>;
  readonly range: TimeRange;
  /**
   * The copies of a panel that there are answers for; others are left out. Default: those that {@link copiesOf} gives,
   * {@link maxCopies} at most.
   */
  readonly copies?: (view: PanelView) => Pick<PanelCopies, "copies"> | undefined;
  /** Copies of one row, tab or panel. Default {@link usualCopies}. */
  readonly maxCopies?: number;
  /** Whether a panel has data, for panels that are shown only if they have. Default: it has. */
  readonly hasData?: (view: PanelView, copy: PanelCopy | undefined) => boolean;
  readonly regexTime?: RegexTime;
}

/** Where the panels of a dashboard stand. */
export interface DashboardLayout {
  readonly layout: PageLayout;
  /** By the index that the layout names them by: in the order of the layout. */
  readonly panels: readonly PlacedPanel[];
  /** Panels, rows and tabs that there was no room for, and copies without an answer. */
  readonly leftOut: number;
}

type Layouter = typeof classicLayout;
const layouters: Readonly<Record<DashboardKind, Layouter>> = { classic: classicLayout, v2: newLayout };

/** The layout of a dashboard as Grafana shows it with given values of its variables. Never more than 10,000 panels. */
export function layoutOf(dashboard: Viewed, options: LayoutOptions): DashboardLayout {
  const { variables, range, maxCopies = usualCopies } = options;
  const views = options.views ?? panelsIn(parts(dashboard)).map(({ view }) => view);
  const placement = new Placement({
    variables,
    range,
    copies: options.copies ?? ((view) => copiesOf(view.repeats, variables, maxCopies)),
    hasData: options.hasData ?? (() => true),
    maxCopies,
    fill: (text, resolved) => fillText(text, { resolved, range, format: "text" }),
    time: options.regexTime ?? new RegexTime(),
  });
  const scope: Scope = { resolved: variables, values: new Map() };
  const layout = layouters[dashboard.kind](dashboard.model, placesOf(views), { scope, placement });
  return { layout, panels: placement.panels, leftOut: placement.leftOut };
}

/** Panels by the name of their element, else by the object that stands in the model; a library panel's is another. */
function placesOf(views: readonly PanelView[]): Map<unknown, PanelView> {
  return new Map(
    views.map((view) => [view.anchor.element ?? valueAt(view.slot.holder, [view.slot.name]), view] as const),
  );
}
