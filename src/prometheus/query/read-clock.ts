import { PrometheusError } from "../../errors.ts";
import { requireData } from "../answer.ts";
import type { Prometheus } from "../prometheus.ts";
import { decodeAnswer } from "./decode-answer.ts";
import { type AskOptions, subjectOf } from "./query.ts";

/** A server's clock, and the headers of the answer that it was read from. */
export interface ServerClock {
  /** Unix milliseconds. */
  readonly nowMs: number;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Asks a server for its clock. Changes nothing, so it may be repeated.
 *
 * @throws {PrometheusError} if it cannot be asked, or answers without a number.
 */
export async function readClock(
  prometheus: Prometheus,
  { signal }: Pick<AskOptions, "signal"> = {},
): Promise<ServerClock> {
  const doing = "asking the receiver for its clock";
  const answer = await prometheus.ask({ method: "GET", path: "/query", parameters: { query: "time()" }, signal });
  // Prometheus answers with a scalar, VictoriaMetrics with a vector.
  const { series } = decodeAnswer(requireData(prometheus, doing, answer), subjectOf(prometheus, doing));
  const nowMs = Math.round((series[0]?.values[0] ?? Number.NaN) * 1000);
  if (!Number.isFinite(nowMs))
    throw new PrometheusError(`${doing}: the answer to time() is not a number`, { code: "unexpected" });
  return { nowMs, headers: answer.headers };
}
