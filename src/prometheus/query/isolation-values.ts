import type { Prometheus } from "../prometheus.ts";
import { labelValues } from "./query.ts";

/**
 * All values of the isolation label, sorted. Read-only.
 *
 * @throws {PrometheusError} if they cannot be listed.
 */
export async function listIsolationValues(
  prometheus: Prometheus,
  label: string,
  signal?: AbortSignal,
): Promise<string[]> {
  return (await labelValues(prometheus, label, { doing: "listing the previews that have series", signal })).sort();
}
