import { parseDuration } from "../../text/duration.ts";

/** How a moment looks that {@link momentOf} takes. */
export const momentForm = /^(?:now|\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?Z|(?:\d+(?:ms|[ywdhms]))+|0)$/;

/** `now`, a time in UTC, or a duration after the anchor, in Unix milliseconds; undefined for anything else. */
export function momentOf(
  text: string,
  { anchorMs, nowMs }: { readonly anchorMs: number; readonly nowMs: number },
): number | undefined {
  if (text === "now") return nowMs;
  if (!momentForm.test(text)) return undefined;
  const durationMs = parseDuration(text);
  if (durationMs !== undefined) return anchorMs + durationMs;
  const ms = Date.parse(text);
  // JavaScript takes the 31st of February for the 3rd of March.
  return Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(text.slice(0, 16)) ? undefined : ms;
}
