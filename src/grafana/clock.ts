import { defined } from "../json/defined.ts";
import { formatDuration } from "../text/duration.ts";
import type { Grafana } from "./grafana.ts";

/** Grafana's clock, which decides whether previews have expired. */
export interface GrafanaClock {
  /** Unix milliseconds at the time of the request; this machine's clock if Grafana does not report its own. */
  readonly nowMs: number;
  /** The current time of the same clock, in Unix milliseconds. */
  readonly now: () => number;
  /** Why nothing may be deleted by age; undefined if Grafana's clock and this machine's agree. */
  readonly doubt?: string;
}

/** Beyond this difference, one of the two clocks is wrong. */
export const maxSkewMs = 60_000;

/**
 * Reads Grafana's clock from the `Date` header of an uncached answer, in whole seconds. The duration of the request is
 * allowed for.
 *
 * @param now - this machine's clock, to compare with.
 * @throws {GrafanaError} if Grafana does not answer.
 */
export async function readClock(grafana: Grafana, now: () => number): Promise<GrafanaClock> {
  const askedMs = now();
  const { headers } = await grafana.ask({
    method: "GET",
    path: "/api/user",
    headers: { "Cache-Control": "no-cache" },
    accept: [403, 404],
    doing: "asking Grafana for the time",
  });
  const answeredMs = now();
  const { nowMs, doubt } = judgeDate(headers, { askedMs, answeredMs });
  return { nowMs, now: () => nowMs + now() - answeredMs, ...defined({ doubt }) };
}

/** Compares the `Date` of an answer with this machine's clock before and after the request. */
export function judgeDate(
  headers: Readonly<Record<string, string>>,
  { askedMs, answeredMs }: { readonly askedMs: number; readonly answeredMs: number },
): Pick<GrafanaClock, "nowMs" | "doubt"> {
  const dateMs = Date.parse(headers["date"] ?? "");
  if (Number.isNaN(dateMs))
    return { nowMs: answeredMs, doubt: "Grafana's answers have no Date header, so its clock is unknown" };
  if (Number(headers["age"] ?? 0) > 0)
    return { nowMs: answeredMs, doubt: "Grafana's answers come from a cache, so its clock is unknown" };
  const aheadMs = dateMs > answeredMs ? dateMs - answeredMs : Math.min(0, dateMs + 999 - askedMs);
  if (Math.abs(aheadMs) <= maxSkewMs) return { nowMs: dateMs };
  return {
    nowMs: dateMs,
    doubt: `Grafana's clock is ${apartText(aheadMs)} ${aheadMs > 0 ? "ahead of" : "behind"} this machine's`,
  };
}

/** The difference of two clocks as text, in whole seconds, or whole minutes from an hour on: `3d1h`. */
export function apartText(aheadMs: number): string {
  const unitMs = Math.abs(aheadMs) < 3_600_000 ? 1000 : 60_000;
  return formatDuration(Math.round(Math.abs(aheadMs) / unitMs) * unitMs);
}
