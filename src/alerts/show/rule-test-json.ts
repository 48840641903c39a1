import { defined } from "../../json/defined.ts";
import type { LabelSet } from "../engine/label-set.ts";
import type { RulePlace, RuleTest, TestedAlert } from "../result/rule-test.ts";
import { failedTemplates } from "./rule-failures.ts";

/** The document of `test --output json`; see schema/rule-test.schema.json. */
export function ruleTestJson(
  test: RuleTest,
  { failed }: { readonly failed: boolean },
): Readonly<Record<string, unknown>> {
  const { window, alerts, records, unevaluated, expectations, problems, warnings } = test;
  return {
    ok: !failed,
    window: { from: iso(window.fromMs), to: iso(window.toMs) },
    alerts: alerts.map(alertJson),
    records: records.map(({ record, expr, series, failures, reason, ...place }) => ({
      record,
      ...placeJson(place),
      expr,
      series,
      ...(reason === undefined ? {} : { reason }),
      failures: failures.map(failureJson),
    })),
    unevaluated: unevaluated.map(({ rule, reason, ...place }) => ({
      ...placeJson(place),
      ...defined({ rule }),
      reason,
    })),
    expectations: expectations.map(({ labels, ...rest }) => ({ ...rest, labels: Object.fromEntries(labels) })),
    problems,
    warnings,
  };
}

/** An alert rule with its alerts. */
export function alertJson(alert: TestedAlert) {
  const { forMs, keepFiringForMs, intervalMs, state, instances, failures, reason } = alert;
  return {
    alert: alert.alert,
    ...placeJson(alert),
    expr: alert.expr,
    forSeconds: forMs / 1000,
    keepFiringForSeconds: keepFiringForMs / 1000,
    intervalSeconds: intervalMs / 1000,
    state,
    ...defined({ grafanaState: alert.grafanaState }),
    ...(reason === undefined ? {} : { reason: reason.text, code: reason.code }),
    instances: instances.map(({ labels, intervals }) => ({
      labels: Object.fromEntries(labels),
      intervals: intervals.map((one) => ({
        state: one.state,
        ...defined({ grafanaState: one.grafanaState }),
        from: iso(one.fromMs),
        ...(one.untilMs === undefined ? {} : { until: iso(one.untilMs) }),
        // JSON has no NaN and no infinity.
        value: Number.isFinite(one.value) ? one.value : String(one.value),
        annotations: objectOf(one.annotations),
      })),
    })),
    failures: failures.map(failureJson),
    templates: failedTemplates(alert),
  };
}

function failureJson({ error, firstMs, count }: TestedAlert["failures"][number]) {
  return { error, first: iso(firstMs), count };
}

function placeJson({ group, namespace, file, line }: RulePlace) {
  return { group, ...(namespace === undefined ? {} : { namespace }), file, line };
}

const objectOf = (labels: LabelSet) => Object.fromEntries(labels);

const iso = (timeMs: number) => new Date(timeMs).toISOString();
