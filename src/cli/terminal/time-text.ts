import { formatDuration } from "../../text/duration.ts";

/** `2026-11-26 12:00 UTC`. */
export function utcMinute(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** A duration as people say it, by its two largest units: `2d4h`, `35m`. */
export function roughDuration(ms: number): string {
  const unit = ms >= 172_800_000 ? 3_600_000 : ms >= 3_600_000 ? 60_000 : 1000;
  return formatDuration(Math.max(0, Math.round(ms / unit) * unit));
}

/** The length of a time range and of its lead-in, in milliseconds: `6h and a lead-in of 10m`. */
export function spanText({
  fromMs,
  toMs,
  leadInMs,
}: {
  readonly fromMs: number;
  readonly toMs: number;
  readonly leadInMs: number;
}): string {
  const shown = formatDuration(toMs - fromMs);
  return leadInMs === 0 ? shown : `${shown} and a lead-in of ${formatDuration(leadInMs)}`;
}
