import type { AlertInterval } from "../../alerts/engine/alert-history.ts";
import type { PageAlertSpan, PageRange } from "../../report/page-data.ts";

/** Spans of one alert; an alert that flaps more often is cut, and its last span says what was most severe. */
const maxSpans = 200;

type Span = Pick<PageAlertSpan, "state" | "fromMs" | "toMs">;

/**
 * The states of an alert without a gap: between its intervals it is inactive.
 *
 * @param intervals - in the order of time.
 * @param range - when it was evaluated.
 */
export function alertSpans(
  intervals: readonly Pick<AlertInterval, "state" | "fromMs" | "untilMs">[],
  range: PageRange,
): Span[] {
  const spans: Span[] = [];
  let at = range.fromMs;
  for (const { state, fromMs, untilMs = range.toMs } of intervals) {
    if (fromMs > at) spans.push({ state: "inactive", fromMs: at, toMs: fromMs });
    spans.push({ state, fromMs, toMs: untilMs });
    at = untilMs;
  }
  if (at < range.toMs) spans.push({ state: "inactive", fromMs: at, toMs: range.toMs });
  if (spans.length <= maxSpans) return spans;
  const rest = spans.slice(maxSpans - 1);
  const state =
    (["firing", "error", "nodata", "recovering", "pending"] as const).find((one) =>
      rest.some((span) => span.state === one),
    ) ?? "inactive";
  return [...spans.slice(0, maxSpans - 1), { state, fromMs: rest[0]!.fromMs, toMs: range.toMs }];
}
