import type { PanelCopies, PanelCopy } from "../../check/repeat/copies.ts";
import { copiesOf } from "../../check/repeat/copies.ts";
import type { PanelView } from "../../dashboard/view/panel-view.ts";
import type { TimeRange } from "../../templating/query-timing.ts";
import type { RegexTime } from "../../templating/regex-time.ts";
import type { ResolvedVariable } from "../../templating/variables/resolved-variable.ts";

/** A panel, or one copy of a repeated one, that the layout shows. */
export interface PlacedPanel {
  readonly view: PanelView;
  /** Of a repeated panel: which copy this is, and its variables. */
  readonly copy?: PanelCopy;
  /** The dashboard's variables; those of the repeat before them, with one value. */
  readonly resolved: ReadonlyMap<string, ResolvedVariable>;
}

/** The facts that decide which panels a layout shows, and where. */
export interface LayoutContext {
  readonly variables: ReadonlyMap<string, ResolvedVariable>;
  readonly range: TimeRange;
  /** The copies of a panel that there are answers for; undefined for one that is not repeated. */
  readonly copies: (view: PanelView) => Pick<PanelCopies, "copies"> | undefined;
  /** Whether a panel has data, for what is shown only if it has. */
  readonly hasData: (view: PanelView, copy: PanelCopy | undefined) => boolean;
  /** Copies of one row or tab, at most. */
  readonly maxCopies: number;
  /** Fills variables into a title. */
  readonly fill: (text: string, resolved: ReadonlyMap<string, ResolvedVariable>) => string;
  readonly time: RegexTime;
}

/** The values that rows, tabs and panels around a place repeat for. */
export interface Scope {
  readonly resolved: ReadonlyMap<string, ResolvedVariable>;
  /** By the variable's name. */
  readonly values: ReadonlyMap<string, string>;
}

/** Panels, rows and tabs of one page. Grafana itself is slow with some hundred. */
const most = 10_000;

/** Collects the panels of a layout in the order in which they are placed, and bounds them. */
export class Placement {
  readonly context: LayoutContext;
  readonly panels: PlacedPanel[] = [];
  #parts = 0;
  #leftOut = 0;

  constructor(context: LayoutContext) {
    this.context = context;
  }

  /** Panels, rows and tabs that there is no room for, and copies without an answer. */
  get leftOut(): number {
    return this.#leftOut;
  }

  /** Counts a row or tab. @returns false if there are too many. */
  takePart(): boolean {
    if (this.#parts >= most) this.#leftOut++;
    return this.#parts++ < most;
  }

  /** @returns the panel's index; undefined if this copy has no answer, or there are too many panels. */
  place(view: PanelView, scope: Scope): number | undefined {
    const { resolved } = scope;
    const copy = this.copyIn(view, scope);
    if ((copy === undefined && this.context.copies(view) !== undefined) || this.panels.length >= most) {
      this.#leftOut++;
      return undefined;
    }
    this.panels.push(copy === undefined ? { view, resolved } : { view, copy, resolved: copy.resolved });
    return this.panels.length - 1;
  }

  /** The copy of a panel that stands in a scope; undefined if it is not repeated, or this copy has no answer. */
  copyIn(view: PanelView, { values }: Scope): PanelCopy | undefined {
    const found = this.context.copies(view)?.copies;
    return found?.find((copy) =>
      Object.entries(copy.values).every(([name, value]) => !values.has(name) || values.get(name) === value),
    );
  }

  /**
   * The scopes of the copies of a row, tab or panel. One that does not repeat, repeats for a variable that has one
   * value already, or for one that Grafana makes no copies for, has the scope around it.
   */
  repeat(name: string | undefined, scope: Scope): readonly Scope[] {
    if (name === undefined || name === "" || scope.values.has(name)) return [scope];
    const copies = copiesOf([name], scope.resolved, this.context.maxCopies);
    return (
      copies?.copies.map(({ resolved, values }) => ({
        resolved,
        values: new Map([...scope.values, ...Object.entries(values)]),
      })) ?? [scope]
    );
  }
}
