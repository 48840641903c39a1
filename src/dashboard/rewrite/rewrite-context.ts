import type { DashboardKind } from "../../grafana/marks/marks.ts";
import { cloneJson, type MutableObject } from "../../json/edit.ts";
import type { JsonObject } from "../../json/read.ts";
import { failure, type QueryFailure } from "../../promql/grammar/failure.ts";
import { startWork, withWork } from "../../promql/grammar/work.ts";
import { addDemand, type Confined, confineQuery } from "../../promql/isolation/confine.ts";
import { confineVariableQuery } from "../../promql/isolation/confine-variable.ts";
import { matcherText } from "../../promql/isolation/label.ts";
import { removeInjection } from "../../promql/isolation/remove.ts";
import type { ValueDemand, ValueDomains } from "../../promql/variables/value-domain.ts";
import type { SourceDashboard } from "../read/source.ts";
import { maxDashboardSteps } from "../read/work-limits.ts";
import type { SavedFilter } from "../view/ad-hoc-filters.ts";
import type { DataSourceNames } from "../view/data-source.ts";
import { parts } from "../view/parts.ts";
import { createJournal, type Journal } from "./journal.ts";
import type { RewriteFinding, RewriteOptions } from "./rewrite-options.ts";
import { valueDomains } from "./value-domains.ts";

/** The state that the steps of one rewrite share. */
export interface RewriteContext {
  readonly options: RewriteOptions;
  readonly kind: DashboardKind;
  /** Of schema v2: whether transformations name their kind in `group`, as v2 has it, or in `kind`, as v2beta1. */
  readonly apiVersion: string | undefined;
  /** The private copy. */
  readonly model: MutableObject;
  /** Of the source: its own data source variables may be replaced in the copy. */
  readonly names: DataSourceNames;
  readonly journal: Journal;
  readonly findings: RewriteFinding[];
  readonly count: { queries: number; replaced: number };
  readonly elements: ReadonlyMap<string, JsonObject>;
  /** Keeps a query to the preview's series, or says why it cannot. */
  readonly isolate: (expr: string, place: "query" | "variable") => Isolated | QueryFailure;
  /** The values that variables can take; first read after other data sources are removed. */
  readonly domains: ValueDomains;
  /** The demands of the queries isolated so far on the variables' values. */
  readonly demands: Map<string, ValueDemand>;
  /** Conditions of ad hoc variables that go into every selector: `job="api"`. */
  readonly conditions: string[];
  /** The filters that these conditions come from. */
  readonly filters: SavedFilter[];
  /** Queries of the source by those of the preview, where more than the label was put in. */
  readonly originals: Map<string, string>;
}

/** A query of the preview. */
export interface Isolated {
  readonly ok: true;
  readonly query: string;
  /** The same without the label. */
  readonly plain: string;
  /** Whether nothing but the label was put in, so that it can be taken out again without a record. */
  readonly labelOnly: boolean;
}

/** The time span shown if the dashboard keeps its own time range, in milliseconds. */
const usualRangeMs = 6 * 3_600_000;

const tooComplex =
  "the dashboard is too complex: reading its queries takes too many steps; split it into several dashboards";

/** Begins a rewrite: copies the dashboard. */
export function createContext(dashboard: SourceDashboard, options: RewriteOptions): RewriteContext {
  const { isolation } = options;
  const known = new Map<string, Isolated | QueryFailure>();
  const work = startWork(maxDashboardSteps);
  const demands = new Map<string, ValueDemand>();
  const conditions: string[] = [];
  const { window } = options;
  const rangeMs = window === undefined ? usualRangeMs : window.toMs - window.fromMs;
  let domains: ValueDomains | undefined;
  const context: RewriteContext = {
    options,
    kind: dashboard.kind,
    apiVersion: dashboard.apiVersion,
    model: cloneJson(dashboard.model) as MutableObject,
    names: parts(dashboard).names,
    journal: createJournal(),
    findings: [],
    count: { queries: 0, replaced: 0 },
    elements: dashboard.elements,
    isolate(expr, place) {
      if (isolation === undefined) return { ok: true, query: expr, plain: expr, labelOnly: true };
      const id = `${place}:${expr}`;
      const found = known.get(id);
      if (found !== undefined) return found;
      const confine = place === "query" ? confineQuery : confineVariableQuery;
      const { domains } = context;
      const confined = withWork(work, () => confine(expr, isolation, { domains, natives: options.natives }));
      const result = take(confined.ok || !work.usedUp ? confined : failure(tooComplex, 0, expr.length), expr);
      known.set(id, result);
      if (result.ok && place === "query" && conditions.length > 0) {
        const matcher = matcherText(isolation);
        const query = result.query.replaceAll(matcher, [matcher, ...conditions].join(","));
        known.set(id, { ok: true, query, plain: removeInjection(query, isolation), labelOnly: false });
      }
      return known.get(id)!;
    },
    get domains() {
      domains ??= valueDomains(context, rangeMs);
      return domains;
    },
    demands,
    conditions,
    filters: [],
    originals: new Map(),
  };
  return context;

  function take(result: Confined | QueryFailure, expr: string): Isolated | QueryFailure {
    if (!result.ok) return result;
    for (const [name, demand] of result.demands) {
      const clash = addDemand(demands, name, demand);
      if (clash !== undefined) return failure(clash, 0, expr.length);
    }
    return { ok: true, query: result.query, plain: result.plain, labelOnly: result.plain === expr };
  }
}
