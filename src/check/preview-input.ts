import type { PreviewDashboard, RewriteFinding } from "../dashboard/rewrite/rewrite-options.ts";
import { standIn } from "../dashboard/rewrite/rewrite-queries.ts";
import { parts } from "../dashboard/view/parts.ts";
import { panelsIn, queriesIn } from "../dashboard/view/queries.ts";
import { readVariables } from "../dashboard/view/variables.ts";
import type { IsolationLabel } from "../promql/isolation/label.ts";
import { removeInjection } from "../promql/isolation/remove.ts";
import type { CheckInput } from "./check-input.ts";
import type { CheckQuery } from "./run/check-query.ts";

/** The part of a check's input that comes from the dashboard itself. */
export type PreviewInput = Pick<
  CheckInput,
  "queries" | "variables" | "filters" | "originals" | "panels" | "isolation" | "dashboard"
>;

/**
 * The input of a check of a dashboard that was made into a preview: its queries as they will run, shown as their source
 * has them. A query that could not be kept to the preview's series is an error without being run.
 */
export function previewInput(preview: PreviewDashboard, isolation: IsolationLabel | undefined): PreviewInput {
  const { model, kind, uid, title } = preview;
  const read = parts({ model, kind });
  const plain = (text: string) =>
    preview.originals.get(text) ?? (isolation === undefined ? text : removeInjection(text, isolation));
  const refused = refusedQueries(preview.findings);
  const queries = queriesIn(read).map((query): CheckQuery => {
    const finding = query.expr === standIn ? refused.get(placeOf(query))?.shift() : undefined;
    if (finding !== undefined) return { ...query, originalExpr: finding.expr ?? query.expr, broken: finding.reason };
    return { ...query, originalExpr: plain(query.expr) };
  });
  return {
    queries,
    variables: readVariables(read),
    filters: preview.filters,
    originals: preview.originals,
    panels: panelsIn(read),
    dashboard: { title, uid },
    isolation,
  };
}

/** Findings of one place stand in the dashboard's order, as its queries do: two panels may share id and title. */
function refusedQueries(findings: readonly RewriteFinding[]): ReadonlyMap<string, RewriteFinding[]> {
  const refused = new Map<string, RewriteFinding[]>();
  for (const finding of findings) {
    if (finding.code !== "not-isolated") continue;
    const { panel: panelTitle, annotation: name } = finding;
    const place = placeOf({ ...finding, panelTitle, name });
    refused.set(place, [...(refused.get(place) ?? []), finding]);
  }
  return refused;
}

function placeOf({ panelTitle, panelId, refId, name }: Partial<CheckQuery>): string {
  return JSON.stringify([panelTitle ?? null, panelId ?? null, refId ?? null, name ?? null]);
}
