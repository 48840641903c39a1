import { formatDuration } from "../text/duration.ts";
import type { Length, Phase } from "./signal.ts";

const maxListed = 8;

/** `for 20m`, `for 8 samples` or `until 12:20 UTC`. */
export function describeLength(length: Length): string {
  if ("forMs" in length) return `for ${formatDuration(length.forMs)}`;
  return "samples" in length ? `for ${length.samples} samples` : `until ${describeTimeOfDay(length.untilTimeOfDayMs)}`;
}

/** `at the start`, `5m after the start` or `14:00 UTC`. */
export function describePhase(phase: Phase): string {
  if ("afterAnchorMs" in phase)
    return phase.afterAnchorMs === 0 ? "at the start" : `${formatDuration(phase.afterAnchorMs)} after the start`;
  return describeTimeOfDay(phase.timeOfDayMs);
}

/** `14:00 UTC`. */
export function describeTimeOfDay(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((part) =>
    String(part).padStart(2, "0"),
  );
  return `${parts.slice(0, parts[2] === "00" ? 2 : 3).join(":")} UTC`;
}

/** The first 8 items, and how many there are if there are more. */
export function describeList(items: readonly string[]): string {
  const shown = items.slice(0, maxListed).join(", ");
  return items.length > maxListed ? `${shown}, … (${items.length})` : shown;
}
