/** Metrics that are named; the rest is counted. */
const maxNames = 8;

/**
 * `In the data spec but in no panel: a, b, c and 37 more; --output json lists all`.
 *
 * @param names - as they are shown; at least one.
 * @param all - as the way to all of them is shown.
 */
export function unusedLine(names: readonly string[], all: string): string {
  // One more takes no more room than saying so.
  const shown = names.length <= maxNames + 1 ? names : names.slice(0, maxNames);
  const rest = names.length - shown.length;
  const more = rest > 0 ? ` and ${rest} more; ${all} lists all` : "";
  return `In the data spec but in no panel: ${shown.join(", ")}${more}`;
}
