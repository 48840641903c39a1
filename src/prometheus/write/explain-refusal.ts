import { PrometheusError } from "../../errors.ts";
import type { WireSeries } from "../../generator/series.ts";
import type { Prometheus } from "../prometheus.ts";
import type { RefusalAdvice } from "../receivers.ts";
import { limitIn } from "./limits.ts";
import { isTooOld, TooOldError, windowIn } from "./too-old.ts";

/** The series and time span that the receiver refused. */
export interface RefusedPart {
  /** Some of the refused series. */
  readonly series: readonly WireSeries[];
  /** True if it may have refused others too. */
  readonly more: boolean;
  readonly fromMs: number;
  readonly toMs: number;
}

/** The error for a refused write: what the receiver refused, and what to do. */
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
  const message =
    `writing to ${writeUrl}: refused${series}${time}: ${reason}. ` + `${advice(reason, status, receiver.advice)}`;
  if (code === "refused" && isTooOld(reason))
    return new TooOldError(message, { code, status, windowMs: windowIn(reason) });
  return new PrometheusError(message, { code, status });
}

/** A series as text: `http_requests_total{job="api"}`, at most 300 characters. */
export function seriesText({ name, labels }: Pick<WireSeries, "name" | "labels">): string {
  const text = `${name}{${labels.map(([label, value]) => `${label}=${JSON.stringify(value)}`).join(", ")}}`;
  return text.length > 300 ? `${text.slice(0, 299)}…` : text;
}

function advice(reason: string, status: number, own: RefusalAdvice): string {
  if (status === 401) return own.unauthorized ?? "Check --prometheus-token, or user name and password";
  if (status === 403) return "These credentials may not write";
  if (status === 404 || status === 405) return own.noWritePath;
  if (status === 415 || /no remote write 2[.]0$/.test(reason))
    return "The server takes another version of remote write: pass --remote-write-version auto, 1 or 2";
  if (status >= 300 && status < 400)
    return "dashpreview follows a 307 or 308 only within the same scheme, host and port: pass the final address";
  if (/native histograms are disabled/.test(reason))
    return "Start Prometheus with --enable-feature=native-histograms, or leave `native` out of the spec";
  if (isTooOld(reason) || /too old/.test(reason))
    return (
      own.tooOld ??
      "The server accepts less history: pass a shorter --history, or set storage.tsdb.out_of_order_time_window"
    );
  const limit = limitIn(reason);
  if (limit !== undefined) return `The receiver's limit ${limit}: make fewer or smaller series, or raise it`;
  if (/out of order|duplicate/.test(reason))
    return "The server already has samples of this series; with --isolation none, write to an empty server";
  if (/limit|too many/.test(reason)) return "This is a limit of the server: generate fewer series, or raise the limit";
  return "Run dashpreview doctor to see what the server accepts";
}
