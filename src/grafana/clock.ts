import { defined } from "../json/defined.ts";
import { formatDuration } from "../text/duration.ts";
import type { Grafana } from "./grafana.ts";

/** The time by which previews are judged: Grafana's, since their expiry was set by it. */
export interface GrafanaClock {
  /** Unix milliseconds when it was asked: Grafana's clock, or this machine's where Grafana does not tell. */
  readonly nowMs: number;
  /** The same clock now. */
  readonly now: () => number;
  /** Why nothing may be deleted for its age; undefined where Grafana's clock and this machine's agree. */
  readonly doubt?: string;
}

/** More than this apart, one of the two clocks is wrong, and nobody knows which. */
export const maxSkewMs = 60_000;

/**
 * Asks Grafana for the time: the `Date` of an answer that no cache may give. It has whole seconds; how long the
 * question took counts for neither side.
 *
 * @param now - this machine's clock, to compare with.
 * @throws {GrafanaError} if Grafana cannot be asked.
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

/** Compares the `Date` of an answer with this machine's clock before and after. */
export function judgeDate(
  headers: Readonly<Record<string, string>>,
  { askedMs, answeredMs }: { readonly askedMs: number; readonly answeredMs: number },
): Pick<GrafanaClock, "nowMs" | "doubt"> {
  const dateMs = Date.parse(headers["date"] ?? "");
  if (Number.isNaN(dateMs))
    return { nowMs: answeredMs, doubt: "Grafana's answers carry no Date, so its clock is not known" };
  if (Number(headers["age"] ?? 0) > 0)
    return { nowMs: answeredMs, doubt: "Grafana's answers come out of a cache, so its clock is not known" };
  const aheadMs = dateMs > answeredMs ? dateMs - answeredMs : Math.min(0, dateMs + 999 - askedMs);
  if (Math.abs(aheadMs) <= maxSkewMs) return { nowMs: dateMs };
  return {
    nowMs: dateMs,
    doubt: `Grafana's clock is ${apartText(aheadMs)} ${aheadMs > 0 ? "ahead of" : "behind"} this machine's`,
  };
}

/** How far two clocks are apart, in whole seconds, from an hour on in whole minutes: `3d1h`. */
export function apartText(aheadMs: number): string {
  const unitMs = Math.abs(aheadMs) < 3_600_000 ? 1000 : 60_000;
  return formatDuration(Math.round(Math.abs(aheadMs) / unitMs) * unitMs);
}
