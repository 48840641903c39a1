import { repeatForStatus } from "../../http/repeat.ts";
import { requireData } from "../answer.ts";
import type { Prometheus } from "../prometheus.ts";

const doing = "asking which alert and recording rules the receiver evaluates";

/** Alert and recording rules that a server evaluates; undefined where it does not tell. */
export interface EvaluatedRules {
  readonly alerts: readonly string[];
  readonly records: readonly string[];
}

/**
 * Which rules the server evaluates, by name, each once and sorted. Changes nothing.
 *
 * @throws {PrometheusError} `unavailable` if it has trouble to answer.
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/#rules
 */
export async function readRules(prometheus: Prometheus, signal?: AbortSignal): Promise<EvaluatedRules | undefined> {
  const answer = await prometheus.ask({ method: "GET", path: "/rules", signal });
  // A server that has trouble may evaluate any rule: nobody takes that for none.
  const { data } =
    repeatForStatus(answer.status) === "final" || answer.status === 501
      ? answer
      : { data: requireData(prometheus, doing, answer) };
  const groups = (data as { groups?: unknown } | undefined)?.groups;
  if (!Array.isArray(groups)) return undefined;
  const rules = groups.flatMap((group: { rules?: unknown } | null) =>
    Array.isArray(group?.rules) ? (group.rules as { type?: unknown; name?: unknown }[]) : [],
  );
  const named = (type: string) =>
    [
      ...new Set(rules.flatMap((rule) => (rule?.type === type && typeof rule.name === "string" ? [rule.name] : []))),
    ].sort();
  return { alerts: named("alerting"), records: named("recording") };
}
