/** The labels of a series or an alert, by name. */
export type LabelSet = ReadonlyMap<string, string>;

/** A text that is the same for equal label sets, and no others. Empty values count as missing. */
export function labelKey(labels: LabelSet): string {
  const pairs = [...labels].filter(([, value]) => value !== "");
  return JSON.stringify(pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** `{a="b", c="d"}`, sorted; a metric's name stands before the braces. */
export function showLabels(labels: LabelSet): string {
  const pairs = [...labels].filter(([name, value]) => name !== "__name__" && value !== "");
  const text = pairs
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(", ");
  return `${labels.get("__name__") ?? ""}{${text}}`;
}
