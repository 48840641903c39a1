import { defined } from "../../../json/defined.ts";
import type { PromqlNode } from "../../../promql/tree/node.ts";
import { parseExpression } from "../../../promql/tree/parse.ts";
import { selectorsIn } from "../../../promql/tree/selectors.ts";
import type { Answered } from "../../answered.ts";
import type { CheckFinding } from "../../result.ts";
import type { CheckPanel } from "../../run/check-query.ts";
import { summarize } from "../../run/series-summary.ts";

/** A value beyond its bounds by more than this share of them is odd. */
const slack = 0.01;

/** A share that is always 0 or 100 %, a percentage beyond its bounds, values that are no number. */
export function oddValues({ result, series }: Answered, { view }: CheckPanel): CheckFinding[] {
  const { query, state } = result;
  if (state !== "ok" || query.hidden === true) return [];
  const { finite, samples, min, max } = summarize(series);
  if (min === undefined || max === undefined) return [];
  const hint = (
    code: "partly-not-finite" | "constant-share" | "share-out-of-bounds",
    reason: string,
  ): CheckFinding => ({
    panel: query.panelTitle ?? "",
    ...defined({ panelId: query.panelId, refId: query.refId }),
    state: "hint",
    code,
    reason,
    expr: query.originalExpr ?? query.expr,
  });
  const share = shareOf(query.unit, query.originalExpr ?? query.expr);
  const varied = series.some(({ values }) => values.length > 1);
  const { least = 0, most = share?.whole ?? 0 } = { least: view?.settings.min, most: view?.settings.max };
  const tolerance = (share?.whole ?? 0) * slack;
  return [
    ...(finite < samples
      ? [hint("partly-not-finite", `${samples - finite} of ${samples} values are NaN or infinite`)]
      : []),
    ...(share !== undefined && varied && min === max && (min === 0 || min === share.whole)
      ? [hint("constant-share", `it is ${min === 0 ? "0" : "100"} % all the time`)]
      : []),
    ...(share?.byUnit === true &&
    (min < Math.min(0, least) - tolerance || max > Math.max(share.whole, most) + tolerance)
      ? [hint("share-out-of-bounds", `it is ${percent(min, share.whole)} to ${percent(max, share.whole)}`)]
      : []),
  ];
}

/** The value that counts as the whole, 1 or 100: by the unit, else for one sum divided by another. */
function shareOf(unit: string | undefined, expr: string): { whole: number; byUnit: boolean } | undefined {
  if (unit === "percent") return { whole: 100, byUnit: true };
  if (unit === "percentunit") return { whole: 1, byUnit: true };
  if (unit !== undefined && unit !== "short" && unit !== "none") return undefined;
  const parsed = parseExpression(expr);
  if (!parsed.ok) return undefined;
  const node = unwrap(parsed.root);
  if (isRatio(node)) return { whole: 1, byUnit: false };
  const parts = node.type === "binary" && node.op === "*" ? [unwrap(node.left), unwrap(node.right)] : [];
  const hundred = parts.some((part) => part.type === "number" && Number(part.text) === 100);
  return hundred && parts.some(isRatio) ? { whole: 100, byUnit: false } : undefined;
}

/** One part divided by the same metric: a share of it. */
function isRatio(node: PromqlNode): boolean {
  if (node.type !== "binary" || node.op !== "/") return false;
  const [left, right] = [node.left, node.right].map((side) => selectorsIn(side).map(({ metric }) => metric));
  return left!.length > 0 && left!.some((metric) => metric !== undefined && right!.includes(metric));
}

const unwrap = (node: PromqlNode): PromqlNode => (node.type === "paren" ? unwrap(node.expr) : node);

const percent = (value: number, whole: number) => `${Number(((value / whole) * 100).toPrecision(4))} %`;
