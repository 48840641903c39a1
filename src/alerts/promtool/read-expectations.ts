import { asArray, asObject, field, textField } from "../../json/read.ts";

/** An expectation of a data spec that says what a unit test of promtool says. */
export interface ImportedExpectation {
  readonly alert: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Milliseconds after the beginning. */
  readonly fires: "never" | { readonly afterMs: number; readonly withinMs: number };
}

/** The tests of a unit test, as expectations of a data spec. */
export interface ReadExpectations {
  readonly expectations: readonly ImportedExpectation[];
  readonly unsaid: readonly string[];
  /** The last moment that is tested. */
  readonly lastMs: number;
}

/** Reads a duration at a place of the test. */
type ReadDuration = (value: unknown, path: readonly (string | number)[]) => number | undefined;

/**
 * Reads `alert_rule_test` and `promql_expr_test`. A unit test looks at moments, and an expectation is about the
 * beginning of firing: after the last moment at which an alert with these labels does not fire, until the first at
 * which it does.
 */
export function readExpectations(test: unknown, readDuration: ReadDuration): ReadExpectations {
  const unsaid: string[] = [];
  const moments = new Map<string, { evalMs: number; firing: Map<string, Record<string, string>> }[]>();
  let lastMs = 0;
  let annotated = false;
  for (const [place, one] of asArray(field(test, "alert_rule_test")).entries()) {
    const alert = textField(one, "alertname") ?? "";
    const evalMs = readDuration(field(one, "eval_time"), ["alert_rule_test", place, "eval_time"]) ?? 0;
    lastMs = Math.max(lastMs, evalMs);
    const firing = new Map<string, Record<string, string>>();
    for (const expected of asArray(field(one, "exp_alerts"))) {
      const labels = textsOf(field(expected, "exp_labels"));
      annotated ||= Object.keys(asObject(field(expected, "exp_annotations")) ?? {}).length > 0;
      firing.set(JSON.stringify(Object.entries(labels).toSorted()), labels);
    }
    moments.set(alert, [...(moments.get(alert) ?? []), { evalMs, firing }]);
  }
  const expectations = [...moments].flatMap(([alert, list]): ImportedExpectation[] => {
    const ordered = list.toSorted((a, b) => a.evalMs - b.evalMs);
    const sets = new Map(ordered.flatMap(({ firing }) => [...firing]));
    if (sets.size === 0) {
      unsaid.push(`${alert} must not fire at ${ordered.length} moments; the data spec says never`);
      return [{ alert, labels: {}, fires: "never" }];
    }
    return [...sets].map(([key, labels]) => {
      const first = ordered.findIndex(({ firing }) => firing.has(key));
      if (ordered.slice(first).some(({ firing }) => !firing.has(key)))
        unsaid.push(`${alert} must have stopped firing at a later moment; the data spec says when it begins`);
      const afterMs = first === 0 ? 0 : ordered[first - 1]!.evalMs + 1;
      return { alert, labels, fires: { afterMs, withinMs: ordered[first]!.evalMs - afterMs } };
    });
  });
  if (annotated) unsaid.push("annotations of alerts are not part of an expectation");
  const queries = asArray(field(test, "promql_expr_test"));
  for (const [place, one] of queries.entries()) {
    const evalMs = readDuration(field(one, "eval_time"), ["promql_expr_test", place, "eval_time"]);
    lastMs = Math.max(lastMs, evalMs ?? 0);
  }
  if (queries.length > 0) unsaid.push(`${queries.length} promql_expr_test: a data spec expects nothing of queries`);
  return { expectations, unsaid, lastMs };
}

function textsOf(labels: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(asObject(labels) ?? {})
      .filter(([name]) => name !== "alertname" && !name.startsWith("__"))
      .map(([name, value]) => [name, String(value ?? "")]),
  );
}
