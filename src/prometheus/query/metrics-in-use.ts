import type { Prometheus } from "../prometheus.ts";
import { type InstantOptions, instantQuery } from "./query.ts";

/** Metric names per query. */
const namesPerQuestion = 50;

/**
 * Those of the given metrics that have samples of the last 6 hours without the isolation label, that is, samples that
 * dashpreview did not write. Read-only.
 *
 * @param label - name of the isolation label. Without it, any sample counts.
 * @throws {PrometheusError} if the server does not answer.
 */
export async function metricsInUse(
  prometheus: Prometheus,
  names: readonly string[],
  { label, ...options }: { readonly label?: string | undefined } & Pick<InstantOptions, "timeMs" | "signal">,
): Promise<string[]> {
  const found = new Set<string>();
  for (let at = 0; at < names.length; at += namesPerQuestion) {
    const part = names.slice(at, at + namesPerQuestion);
    const matcher = label === undefined ? "" : `,${label}=""`;
    const query =
      "group by (__name__) " +
      `(last_over_time({__name__=~${JSON.stringify(part.map(escapeRegex).join("|"))}${matcher}}[6h]))`;
    for (const { labels } of await instantQuery(prometheus, query, {
      ...options,
      doing: "looking for samples that are not ours",
    })) {
      if (labels["__name__"] !== undefined) found.add(labels["__name__"]);
    }
  }
  return [...found].sort();
}

/** Metric names may be any text from Prometheus 3.0 on. */
function escapeRegex(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
