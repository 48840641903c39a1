import type { Length, Phase } from "../../generator/signal.ts";
import type { LengthSpec } from "../../generator/spec-reader.ts";
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

/** Reads a length. The schema has checked that exactly one of `for`, `samples` and `until` is there. */
export function readLength(
  { for: duration, samples, until }: LengthSpec,
  path: SpecPath,
  problems: Problems,
): Length | undefined {
  if (samples !== undefined) return { samples };
  if (until !== undefined) {
    const untilTimeOfDayMs = readTimeOfDay(until, [...path, "until"], problems);
    return untilTimeOfDayMs === undefined ? undefined : { untilTimeOfDayMs };
  }
  const forMs = readDuration(duration ?? "", [...path, "for"], problems);
  return forMs === undefined ? undefined : { forMs };
}

/** `14:00` or `14:00:30` is a time of day in UTC; a duration is a time after the anchor. */
export function readPhase(text: string, path: SpecPath, problems: Problems): Phase | undefined {
  const timeOfDayMs = parseTimeOfDay(text);
  if (timeOfDayMs !== undefined) return { timeOfDayMs };
  const afterAnchorMs = readDuration(text, path, problems, { zero: true });
  return afterAnchorMs === undefined ? undefined : { afterAnchorMs };
}

/** Milliseconds after midnight of `14:00` or `14:00:30`. Adds a problem and returns undefined for anything else. */
export function readTimeOfDay(text: string, path: SpecPath, problems: Problems): number | undefined {
  const ms = parseTimeOfDay(text);
  if (ms === undefined)
    problems.add(path, `${nameOf(path)}: expected a time of day in UTC such as "14:00", got ${showValue(text)}`);
  return ms;
}

function parseTimeOfDay(text: string): number | undefined {
  const [, hours, minutes, seconds = "0"] = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(text) ?? [];
  return hours === undefined ? undefined : ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}
