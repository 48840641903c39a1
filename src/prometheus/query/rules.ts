import { repeatForStatus } from "../../http/repeat.ts";
import { requireData } from "../answer.ts";
import type { Prometheus } from "../prometheus.ts";

const doing = "asking which alert and recording rules the receiver evaluates";

/** The names of the alert and recording rules that a server evaluates. */
export interface EvaluatedRules {
  readonly alerts: readonly string[];
  readonly records: readonly string[];
}

/**
 * The rules that the server evaluates: unique names, sorted. Read-only.
 *
 * @returns undefined if the server has no rules API.
 * @throws {PrometheusError} `unavailable` if the server fails to answer.
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/#rules
 */
export async function readRules(prometheus: Prometheus, signal?: AbortSignal): Promise<EvaluatedRules | undefined> {
  const answer = await prometheus.ask({ method: "GET", path: "/rules", signal });
  // A failing server may evaluate rules all the same, so its answer does not count as "no rules".
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
