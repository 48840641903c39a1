import { dateTime, dateTimeForTimeZone, type TimeRange } from "@grafana/data";
import type { PageRange } from "../../../src/report/page-data.ts";

/** A window as Grafana's components take it. */
export function timeRangeOf({ fromMs, toMs }: PageRange): TimeRange {
  const [from, to] = [dateTime(fromMs), dateTime(toMs)];
  return { from, to, raw: { from, to } };
}

/** `2026-11-26 12:00:00 to 2026-11-26 18:00:00`, in a time zone. */
export function rangeText({ fromMs, toMs }: PageRange, timeZone: string): string {
  return `${timeText(fromMs, timeZone)} to ${timeText(toMs, timeZone)}`;
}

/** `2026-11-26 12:00:00`, in a time zone. */
export function timeText(timeMs: number, timeZone: string): string {
  return dateTimeForTimeZone(timeZone, timeMs).format("YYYY-MM-DD HH:mm:ss");
}
