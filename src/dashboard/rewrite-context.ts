import type { JsonObject } from "../grafana/json.ts";
import type { DashboardKind } from "../grafana/marks.ts";
import { failure, type QueryFailure } from "../promql/failure.ts";
import { type Injected, injectLabel } from "../promql/inject.ts";
import { injectVariableQuery } from "../promql/variable-query.ts";
import { startWork, withWork } from "../promql/work.ts";
import type { DataSourceNames } from "./data-source.ts";
import { cloneJson, type MutableObject } from "./edit-json.ts";
import { injectionOptions } from "./injection-options.ts";
import { createJournal, type Journal } from "./journal.ts";
import { namesOf } from "./queries.ts";
import type { RewriteFinding, RewriteOptions } from "./rewrite-options.ts";
import type { SourceDashboard } from "./source.ts";
import { readVariables } from "./variables.ts";
import { maxDashboardSteps } from "./work-limits.ts";

/** What the steps of one rewrite share. */
export interface RewriteContext {
  readonly options: RewriteOptions;
  readonly kind: DashboardKind;
  /** Of schema v2: whether transformations name their kind in `group`, as v2 has it, or in `kind`, as v2beta1. */
  readonly apiVersion: string | undefined;
  /** The private copy. */
  readonly model: MutableObject;
  readonly names: DataSourceNames;
  readonly journal: Journal;
  readonly findings: RewriteFinding[];
  readonly count: { queries: number; replaced: number };
  readonly elements: ReadonlyMap<string, JsonObject>;
  /** Keeps a query to the preview's series, or says why it cannot. */
  readonly isolate: (expr: string, place: "query" | "variable") => Injected | QueryFailure;
}

const tooComplex = "the dashboard is too complex: reading its queries takes too many steps; split it into several dashboards";

/** Begins a rewrite: copies the dashboard. */
export function createContext(dashboard: SourceDashboard, options: RewriteOptions): RewriteContext {
  const { isolation } = options;
  const variables = injectionOptions(readVariables(dashboard));
  const known = new Map<string, Injected | QueryFailure>();
  const work = startWork(maxDashboardSteps);
  return {
    options,
    kind: dashboard.kind,
    apiVersion: dashboard.apiVersion,
    model: cloneJson(dashboard.model) as MutableObject,
    names: namesOf(dashboard),
    journal: createJournal(),
    findings: [],
    count: { queries: 0, replaced: 0 },
    elements: dashboard.elements,
    isolate(expr, place) {
      if (isolation === undefined) return { ok: true, query: expr };
      const id = `${place}:${expr}`;
      const result =
        known.get(id) ??
        withWork(work, () =>
          place === "query" ? injectLabel(expr, isolation, { variables }) : injectVariableQuery(expr, isolation, { variables }),
        );
      known.set(id, result);
      return result.ok || !work.usedUp ? result : failure(tooComplex, 0, expr.length);
    },
  };
}
