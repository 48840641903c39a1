import { formatDuration } from "../text/duration.ts";
import type { Length, Phase } from "./signal.ts";

const maxListed = 8;

/** `for 20m` or `for 8 samples`. */
export function describeLength(length: Length): string {
  return "forMs" in length ? `for ${formatDuration(length.forMs)}` : `for ${length.samples} samples`;
}

/** `at the start`, `5m after the start` or `14:00 UTC`. */
export function describePhase(phase: Phase): string {
  if ("afterAnchorMs" in phase)
    return phase.afterAnchorMs === 0 ? "at the start" : `${formatDuration(phase.afterAnchorMs)} after the start`;
  const seconds = Math.floor(phase.timeOfDayMs / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((part) =>
    String(part).padStart(2, "0"),
  );
  return `${parts.slice(0, parts[2] === "00" ? 2 : 3).join(":")} UTC`;
}

/** `min 0` and `max 10`, those that are given. */
export function describeBounds({ min, max }: { readonly min?: number; readonly max?: number }): string[] {
  return [min === undefined ? [] : [`min ${min}`], max === undefined ? [] : [`max ${max}`]].flat();
}

/** The first 8 items, and how many there are if there are more. */
export function describeList(items: readonly string[]): string {
  const shown = items.slice(0, maxListed).join(", ");
  return items.length > maxListed ? `${shown}, … (${items.length})` : shown;
}
