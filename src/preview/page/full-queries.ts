import type { PreviewInput } from "../../check/preview-input.ts";
import type { CheckResult, QueryResult } from "../../check/result.ts";
import type { CheckQuery } from "../../check/run/check-query.ts";
import type { PanelPosition } from "../../dashboard/view/panel-position.ts";

/** Pixels between a dashboard's left and right edge, and between two columns of its grid. */
const [pageWidth, gap] = [1600, 8];
/** Pixels of a panel's frame, left and right together. */
const frame = 18;
/** Pixels of the window, which is what Grafana asks annotations for. */
const windowWidth = 1920;

/**
 * The points that Grafana asks for where a panel names no number: its pixels from left to right.
 *
 * @param position - undefined for a panel in an automatic grid, of which three stand side by side.
 */
function pointsAcross(position: PanelPosition | undefined): number {
  const columns = Math.max(1, Math.min(24, position?.width ?? 8));
  const column = (pageWidth - 23 * gap) / 24;
  return Math.floor(columns * column + (columns - 1) * gap - frame);
}

/**
 * Queries as a browser asks them that shows the dashboard: with as many points as a panel has pixels, and for a range
 * and for an instant apart where a query wants both.
 */
export function asDrawn(input: PreviewInput): PreviewInput {
  const queries = input.queries.flatMap((query): CheckQuery[] => {
    if (query.place === "annotation") return [{ ...query, maxDataPoints: windowWidth }];
    if (query.place !== "panel") return [query];
    const panel = input.panels?.[query.panelIndex ?? -1];
    const sized = { ...query, maxDataPoints: query.maxDataPoints ?? pointsAcross(panel?.view?.position) };
    if (sized.instant !== true || sized.range !== true) return [sized];
    return [
      { ...sized, instant: false },
      { ...sized, range: false },
    ];
  });
  return { ...input, queries };
}

/**
 * Tells once what {@link asDrawn} asked apart, as a check of the dashboard tells it: of the range and the instant of
 * one query, the instant.
 */
export function asWritten(check: CheckResult): CheckResult {
  const idOf = ({ query, copy }: QueryResult) => JSON.stringify([query.panelIndex, query.targetIndex, copy]);
  const isInstant = ({ query }: QueryResult) => query.place === "panel" && query.instant === true;
  const instants = new Set(check.queries.filter(isInstant).map(idOf));
  const isTold = (result: QueryResult) =>
    result.query.place !== "panel" || isInstant(result) || !instants.has(idOf(result));
  const findings = new Map(check.findings.map((finding) => [JSON.stringify(finding), finding]));
  return { ...check, queries: check.queries.filter(isTold), findings: [...findings.values()] };
}
