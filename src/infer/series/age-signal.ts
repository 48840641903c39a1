import { formatDuration } from "../../text/duration.ts";
import type { InferredSignal } from "../levels/signal.ts";
import type { Measure } from "../units/quantity.ts";

/** The name says that it is the time since something. */
const ageWord = /(^|_)(age|since)(_|$)/i;
/** Things that are done anew from time to time, and how often, in seconds; the first that fits counts. */
const renewals: readonly (readonly [subject: RegExp, periodS: number])[] = [
  [/(^|_)(backup|dump|snapshot|archive|vacuum|reindex)s?(_|$)/i, 86_400],
  [/(^|_)(heartbeat|scrape|poll|probe|ping)s?(_|$)/i, 60],
  [/(^|_)(caches?|refresh|sync\w*|update|reload|fetch|collect\w*|checkpoint|flush|run|check|success|last)(_|$)/i, 900],
];
/** One after the other takes so much longer, so that their ages do not fall at the same instants. */
const longer = 0.07;

/**
 * The course of the age of something that is done again and again: it grows by one second in each, and starts anew.
 * Undefined for any other metric.
 */
export function ageSignal(name: string, measure: Measure | undefined, index: number): InferredSignal | undefined {
  const quantity = measure?.quantity;
  if (!ageWord.test(name) || quantity?.dimension !== "seconds" || quantity.perSecond) return undefined;
  const periodS = renewals.find(([subject]) => subject.test(name))?.[1];
  if (periodS === undefined) return undefined;
  const ownS = Math.round(periodS * (1 + longer * index));
  const to = ownS / quantity.scale;
  return {
    form: "course",
    signal: { loop: { of: { line: { from: 0, to, for: formatDuration(ownS * 1000), bounds: "[)" } } } },
    factor: 1,
    fixed: true,
  };
}
