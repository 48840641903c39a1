/**
 * The title of a dashboard with the data of a scenario: `Shop · incident`. Without one it is the title alone.
 *
 * @param maxChars - of the whole; the scenario is never cut. Default: no limit.
 */
export function scenarioTitle(
  title: string,
  scenario: string | undefined,
  maxChars = Number.POSITIVE_INFINITY,
): string {
  const end = endOf(scenario);
  return `${title.slice(0, Math.max(0, maxChars - end.length))}${end}`;
}

/** The title that {@link scenarioTitle} was given; any other text as it is. */
export function withoutScenario(title: string, scenario: string | undefined): string {
  const end = endOf(scenario);
  return end !== "" && title.endsWith(end) ? title.slice(0, -end.length) : title;
}

function endOf(scenario: string | undefined): string {
  return scenario === undefined ? "" : ` · ${scenario}`;
}
