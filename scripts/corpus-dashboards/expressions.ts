import type { SourceDashboard } from "../../src/dashboard/read/read.ts";
import type { PreviewDashboard } from "../../src/dashboard/rewrite/rewrite.ts";
import { standIn, variableStandIn } from "../../src/dashboard/rewrite/rewrite-queries.ts";
import { parts } from "../../src/dashboard/view/parts.ts";
import { type DashboardQuery, queriesIn } from "../../src/dashboard/view/queries.ts";
import { fillInputs } from "../../src/dashboard/view/variables.ts";

/** One query before and after. */
export interface ExpressionPair {
  readonly query: DashboardQuery;
  /** As it stands in the source, constants of an export filled in. */
  readonly original: string;
  readonly isolated: string;
  readonly replaced: boolean;
}

/** The queries of Prometheus of a dashboard beside those of its preview, in their order. */
export function pairExpressions(dashboard: SourceDashboard, preview: PreviewDashboard): ExpressionPair[] {
  const constants = new Map(
    dashboard.inputs.flatMap(({ name, type, value }) =>
      type === "constant" && value !== undefined ? [[name, value]] : [],
    ),
  );
  const before = queriesIn(parts(dashboard)).filter(({ prometheus }) => prometheus);
  const after = queriesIn(parts({ ...dashboard, model: preview.model })).filter(({ prometheus }) => prometheus);
  if (before.length !== after.length) throw new Error(`${before.length} queries before, ${after.length} after`);
  return before.map((query, index) => {
    const isolated = after[index]!.expr;
    const original = fillInputs(query.expr, constants);
    const replaced = isolated !== original && (isolated === standIn || isolated === variableStandIn);
    return { query, original, isolated, replaced };
  });
}

/** How a list of failures names a query. */
export function whereIs({ place, panelTitle, panelId, refId, name }: DashboardQuery): string {
  return place === "panel"
    ? `panel "${panelTitle ?? ""}" (${panelId ?? "no id"}), query ${refId ?? "?"}`
    : `${place} "${name ?? ""}"`;
}
