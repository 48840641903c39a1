import type { FindingCode } from "../../dashboard/codes/finding-codes.ts";
import { defined } from "../../json/defined.ts";
import { hasRegexEscape, looksLikeRegex } from "../../promql/tree/regex-text.ts";
import type { CheckFinding, QueryResult } from "../result.ts";
import { placeKey } from "./merge-findings.ts";

/**
 * The result of a panel's query, with what is wrong with the query as it is written as the reason, where that is why it
 * has no data or fails.
 */
export function explainBroken(result: QueryResult, written: readonly CheckFinding[]): QueryResult {
  const { query, state } = result;
  if ((state !== "empty" && state !== "error") || query.place !== "panel") return result;
  const { panelTitle: panel = "", panelId, refId } = query;
  const key = placeKey({ panel, ...defined({ panelId, refId }) });
  const here = written.filter((finding) => placeKey(finding) === key && finding.expr !== undefined);
  const cause = here.find(({ code }) => causes[code]?.(result) === true);
  return cause === undefined ? result : { ...result, code: cause.code, reason: cause.reason };
}

const causes: Partial<Record<FindingCode, (result: QueryResult) => boolean>> = {
  "template-placeholder": ({ code }) =>
    code === "refused" || code === "not-isolated" || code === "value-missing" || code === "combination-missing",
  "variable-undefined": ({ code }) => code === "variable-undefined",
  "input-without-value": ({ code }) => code === "variable-undefined",
  "multi-value-equals": (result) =>
    comparesWith(result, (value) => hasRegexEscape(value) || looksLikeRegex(value) || /^\(.*\|.*\)$/s.test(value)),
  "regex-behind-equals": (result) => comparesWith(result, looksLikeRegex),
};

/** Whether a selector without series compares a label with such a text. */
function comparesWith({ selector }: QueryResult, isSuch: (value: string) => boolean): boolean {
  return selector?.matchers.some(({ operator, value }) => operator === "=" && isSuch(value)) === true;
}
