import type { ExtraLabel } from "../encode/encode-labels.ts";
import type { Prometheus, PrometheusRequest } from "../prometheus.ts";
import { keepsSeries } from "../receivers.ts";
import { selectorOf } from "./query.ts";

/** The outcome of deleting series. */
export type SeriesDeletion = { readonly deleted: true } | { readonly deleted: false; readonly reason: string };

/** Options for deleting series. */
export interface DeletionOptions extends Pick<PrometheusRequest, "repeat"> {
  readonly signal?: AbortSignal | undefined;
  /** Timeout in milliseconds. Default 120,000. */
  readonly timeoutMs?: number;
}

/**
 * Deletes every series with this label value. Safe to repeat.
 *
 * @returns `deleted: false` with the reason if the server cannot delete series, for example because its admin API is
 *   off. A receiver that never deletes series gets no request.
 * @throws {PrometheusError} if there is no answer.
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/#delete-series
 */
export async function deleteSeries(
  prometheus: Prometheus,
  label: ExtraLabel,
  options: DeletionOptions = {},
): Promise<SeriesDeletion> {
  if (label.name === "" || label.value === "")
    throw new RangeError("deleteSeries: name and value must not be empty, or every series would match");
  return deleteSelected(prometheus, selectorOf(label), options);
}

/** {@link deleteSeries} by selector. The selector must name a label value of dashpreview's own. */
export async function deleteSelected(
  prometheus: Prometheus,
  selector: string,
  { signal, timeoutMs = 120_000, repeat }: DeletionOptions = {},
): Promise<SeriesDeletion> {
  const receiver = await prometheus.identify({ signal, timeoutMs });
  if (receiver.deletesSeries === "never") return { deleted: false, reason: keepsSeries(receiver) };
  const parameters = { "match[]": selector };
  const { status, error } = await prometheus.ask({
    method: "POST",
    path: "/admin/tsdb/delete_series",
    parameters,
    signal,
    timeoutMs,
    repeat,
  });
  if (status >= 200 && status < 300) return { deleted: true };
  return { deleted: false, reason: explain(status, error) };
}

function explain(status: number, error: string): string {
  if (/admin APIs disabled/i.test(error) || status === 503) return "its admin API is off (--web.enable-admin-api)";
  if (status === 401 || status === 403) return "these credentials may not delete series";
  if (status === 404 || status === 405) return "it has no API that deletes series";
  return `it answered ${status}${error === "" ? "" : ` (${error})`}`;
}
