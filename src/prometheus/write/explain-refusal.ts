import { PrometheusError } from "../../errors.ts";
import type { WireSeries } from "../../generator/series.ts";
import type { Prometheus } from "../connection.ts";
import type { RefusalAdvice } from "../receivers.ts";
import { limitIn } from "./limits.ts";
import { isTooOld, TooOldError, windowIn } from "./too-old.ts";

/** What was refused, where that is known. */
export interface RefusedPart {
  /** Some of the refused series. */
  readonly series: readonly WireSeries[];
  /** There may be more than those. */
  readonly more: boolean;
  readonly fromMs: number;
  readonly toMs: number;
}

/** An error that says what the receiver refused, and what to try. */
export function explainRefusal(
  { writeUrl, receiver }: Pick<Prometheus, "writeUrl" | "receiver">,
  reason: string,
  status: number,
  part?: RefusedPart,
): PrometheusError {
  const names = part?.series.map(seriesText).join(", ") ?? "";
  const series = names === "" ? "" : ` the series ${names}${part?.more === true ? " and maybe more," : ""}`;
  const time =
    part === undefined ? "" : ` from ${new Date(part.fromMs).toISOString()} to ${new Date(part.toMs).toISOString()}`;
  const code =
    status === 401
      ? "unauthorized"
      : status === 403
        ? "forbidden"
        : status === 404 || status === 405
          ? "receiver-off"
          : "refused";
  const message = `writing to ${writeUrl}: refused${series}${time}: ${reason}. ${advice(reason, status, receiver.advice)}`;
  if (code === "refused" && isTooOld(reason))
    return new TooOldError(message, { code, status, windowMs: windowIn(reason) });
  return new PrometheusError(message, { code, status });
}

/** `http_requests_total{job="api"}`, at most 300 characters. */
export function seriesText({ name, labels }: Pick<WireSeries, "name" | "labels">): string {
  const text = `${name}{${labels.map(([label, value]) => `${label}=${JSON.stringify(value)}`).join(", ")}}`;
  return text.length > 300 ? `${text.slice(0, 299)}…` : text;
}

function advice(reason: string, status: number, own: RefusalAdvice): string {
  if (status === 401) return own.unauthorized ?? "Check --prometheus-token, or user name and password";
  if (status === 403) return "These credentials may not write";
  if (status === 404 || status === 405) return own.noWritePath;
  if (status >= 300 && status < 400)
    return "Only a 307 or 308 within the same scheme, host and port is followed: name the final address";
  if (/native histograms are disabled/.test(reason))
    return "Start Prometheus with --enable-feature=native-histograms, or leave `native` out of the spec";
  if (isTooOld(reason) || /too old/.test(reason))
    return (
      own.tooOld ??
      "The server takes less history than that: pass a shorter --history, or set storage.tsdb.out_of_order_time_window"
    );
  const limit = limitIn(reason);
  if (limit !== undefined) return `The receiver's limit ${limit}: make fewer or smaller series, or raise it`;
  if (/out of order|duplicate/.test(reason))
    return "It has samples of this series already; with --isolation none, write into an empty server";
  if (/limit|too many/.test(reason)) return "A limit of the server: make fewer series or raise it";
  return "dashpreview doctor shows what the server takes";
}
