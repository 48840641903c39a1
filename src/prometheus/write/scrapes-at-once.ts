/** Limits of a request that catches up on missed scrapes: scrapes, and milliseconds that they span. */
const mostAtOnce = 10;
const mostSpanMs = 1_800_000;

/** How many scrapes, `stepMs` milliseconds apart, go into one request that catches up; at least one. */
export function scrapesAtOnce(stepMs: number): number {
  return Math.max(1, Math.min(mostAtOnce, Math.floor(mostSpanMs / stepMs)));
}
