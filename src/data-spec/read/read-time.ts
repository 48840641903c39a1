import type { Length, Phase } from "../../generator/signal.ts";
import { parseDuration } from "../../text/duration.ts";
import { nameOf, type SpecPath } from "../source/path.ts";
import type { Problems } from "../source/problems.ts";
import { showValue } from "../source/show-value.ts";

/**
 * Milliseconds of a duration of the spec. Adds a problem and returns undefined if it is too large, or is 0 without
 * `zero`.
 */
export function readDuration(
  text: string,
  path: SpecPath,
  problems: Problems,
  { zero = false } = {},
): number | undefined {
  const ms = parseDuration(text);
  if (ms === undefined)
    problems.add(path, `${nameOf(path)}: expected a duration such as 30s, 15m or 1h30m, got ${showValue(text)}`);
  else if (ms === 0 && !zero)
    problems.add(path, `${nameOf(path)}: expected a duration longer than 0, got ${showValue(text)}`);
  else return ms;
  return undefined;
}

/** Reads a length. The schema has checked that exactly one of `for` and `samples` is there. */
export function readLength(
  { for: duration, samples }: { readonly for?: string; readonly samples?: number },
  path: SpecPath,
  problems: Problems,
): Length | undefined {
  if (samples !== undefined) return { samples };
  const forMs = readDuration(duration ?? "", [...path, "for"], problems);
  return forMs === undefined ? undefined : { forMs };
}

/** `14:00` or `14:00:30` is a time of day in UTC; a duration is a time after the anchor. */
export function readPhase(text: string, path: SpecPath, problems: Problems): Phase | undefined {
  const time = /^(\d\d):(\d\d)(?::(\d\d))?$/.exec(text);
  if (time !== null) {
    const [, hours, minutes, seconds = "0"] = time;
    return { timeOfDayMs: ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 };
  }
  const afterAnchorMs = readDuration(text, path, problems, { zero: true });
  return afterAnchorMs === undefined ? undefined : { afterAnchorMs };
}
