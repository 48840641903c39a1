/** Evaluations of a group: Unix milliseconds, both inclusive. */
export interface Instants {
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
}

/** Samples of an answer for one series at most: what Prometheus answers in one go. */
const maxPoints = 11_000;

/**
 * The evaluations of a group in `[fromMs, toMs]`: at the multiples of its interval.
 *
 * @returns undefined if there is none.
 */
export function instantsOf(
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  stepMs: number,
): Instants | undefined {
  const startMs = Math.ceil(fromMs / stepMs) * stepMs;
  const endMs = Math.floor(toMs / stepMs) * stepMs;
  return endMs < startMs ? undefined : { startMs, endMs, stepMs };
}

/** Every instant, in the order of time. */
export function* eachInstant({ startMs, endMs, stepMs }: Instants): Generator<number> {
  for (let at = startMs; at <= endMs; at += stepMs) yield at;
}

/** The same instants in parts that a server answers each in one go. */
export function inChunks({ startMs, endMs, stepMs }: Instants): Instants[] {
  const chunks: Instants[] = [];
  for (let at = startMs; at <= endMs; at += maxPoints * stepMs)
    chunks.push({ startMs: at, endMs: Math.min(endMs, at + (maxPoints - 1) * stepMs), stepMs });
  return chunks;
}
