import { defined } from "../../json/defined.ts";
import type { ReviewedAlert, RuleReview } from "../review/compare-rules.ts";
import { ruleFindings } from "../review/rule-findings.ts";
import { alertJson, ruleTestJson } from "./rule-test-json.ts";

/** An entry of `rules` in the document of `up --output json`; see schema/result.schema.json. */
export function ruleReviewJson({
  test,
  alerts,
  removed,
  uncompared,
  scenario,
}: RuleReview): Readonly<Record<string, unknown>> {
  const findings = ruleFindings(test);
  return {
    ...(scenario === undefined ? {} : { scenario }),
    ...ruleTestJson(test, { failed: findings.some(({ state }) => state === "error") }),
    alerts: alerts.map(reviewedJson),
    removed: removed.map(alertJson),
    ...(uncompared === undefined ? {} : { uncompared }),
    findings,
  };
}

function reviewedJson({ alert, change, before }: ReviewedAlert) {
  if (before === undefined) return { ...alertJson(alert), change };
  const { state, grafanaState, instances } = alertJson(before);
  return { ...alertJson(alert), change, before: { state, ...defined({ grafanaState }), instances } };
}
