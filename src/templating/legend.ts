/** How a Helm chart writes braces that are to stay: in back quotes, or as texts. */
const escaped = /\{\{-?\s*(?:`([^`]*)`|"((?:\{\{|\}\})[^"{}]*)"|'((?:\{\{|\}\})[^'{}]*)')\s*-?\}\}/g;

/** Characters of a legend that are read. */
const maxLength = 2000;

/**
 * A legend with the values of a series' labels in it; a label that the series lacks is empty. Only its first 2,000
 * characters are read.
 */
export function fillLegend(legend: string, labels: ReadonlyMap<string, string>): string {
  const rendered = renderedLegend(legend.slice(0, maxLength));
  return rendered.replaceAll(/\{\{\s*(.+?)\s*\}\}/g, (_, label: string) => labels.get(label.trim()) ?? "");
}

/** A legend as Helm renders it: `{{pod}}` of the escapes that a chart keeps it in; any other text as it is. */
export function renderedLegend(legend: string): string {
  if (!legend.includes("{{")) return legend;
  return legend.replaceAll(escaped, (_, quoted?: string, double?: string, single?: string) => {
    return quoted ?? double ?? single ?? "";
  });
}

/** Names of the labels that a legend shows. Only its first 2,000 characters are read. */
export function legendLabels(legend: string): string[] {
  return [...renderedLegend(legend.slice(0, maxLength)).matchAll(/\{\{\s*(\w{1,200})\s*\}\}/g)].map(
    ([, name]) => name!,
  );
}
