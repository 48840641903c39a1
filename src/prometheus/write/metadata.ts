import type { MetricType } from "../../generator/series.ts";
import { encodeMetadata } from "../encode/encode-metadata.ts";
import type { Prometheus } from "../prometheus.ts";
import { explainRefusal } from "./explain-refusal.ts";
import { type SendContext, sendRequest } from "./send-request.ts";

/** Types that a metric of a real program may have besides. */
export type WireMetricType = MetricType | "gaugehistogram" | "stateset";

/** The metadata of a metric family. */
export interface MetricMetadata<Type = MetricType> {
  /** The metric family: `x`, not `x_bucket`. */
  readonly name: string;
  readonly type: Type;
  readonly help?: string;
  readonly unit?: string;
}

/**
 * Writes metadata by version 1 of remote write. It is optional: if the server refuses it, the samples are written anyway.
 *
 * @throws {PrometheusError} if the server takes no writes at all, or does not answer.
 */
export async function writeMetadata(
  prometheus: Prometheus,
  metadata: readonly MetricMetadata[],
  context: SendContext,
): Promise<void> {
  for (let at = 0; at < metadata.length; at += 500) {
    const outcome = await sendRequest(prometheus, encodeMetadata(metadata.slice(at, at + 500)), context);
    if (outcome.state === "refused" && [401, 403, 404].includes(outcome.status))
      throw explainRefusal(prometheus, outcome.reason, outcome.status);
  }
}
