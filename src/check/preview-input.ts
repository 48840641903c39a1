import type { PreviewDashboard, RewriteFinding } from "../dashboard/rewrite/rewrite-options.ts";
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
  const refused = preview.findings.filter(({ code }) => code === "refused");
  const queries = queriesIn(read).map((query): CheckQuery => {
    const finding = refused.find((one) => isAbout(one, query));
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

function isAbout(finding: RewriteFinding, query: CheckQuery): boolean {
  if (query.place === "variable") return finding.variable !== undefined && finding.variable === query.name;
  if (query.place === "annotation") return finding.annotation !== undefined && finding.annotation === query.name;
  return finding.panelId !== undefined && finding.panelId === query.panelId && finding.refId === query.refId;
}
