/** Calculations of today, by their ids. */
const current: ReadonlySet<string> = new Set(
  (
    "lastNotNull last firstNotNull first min max mean median variance stdDev sum count countAll range delta step " +
    "diff logmin allIsZero allIsNull changeCount distinctCount diffperc allValues uniqueValues"
  ).split(" "),
);
const renamed: ReadonlyMap<string, string> = new Map([
  ["current", "lastNotNull"],
  ["avg", "mean"],
  ["total", "sum"],
]);

/** The id that a calculation has today: `avg` is `mean`. @returns undefined for one that Grafana does not know. */
export function reducerId(name: unknown): string | undefined {
  if (typeof name !== "string") return undefined;
  return renamed.get(name) ?? (current.has(name) || /^p(?:[1-9]|[1-9]\d)$/.test(name) ? name : undefined);
}

/** The calculations that the legend of an old graph shows: those among its properties that are on. */
export function legendCalcs(legend: Readonly<Record<string, unknown>>): string[] {
  if (!legend["values"]) return [];
  return Object.entries(legend).flatMap(([name, value]) => (value ? (reducerId(name) ?? []) : []));
}
