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

/**
 * The name that Grafana's server gives to a series; empty where the legend is automatic, and Grafana makes a name of
 * what tells the series apart.
 *
 * @param options.legendFormat - with variables filled in. Default: the series' own name.
 * @param options.expr - as it was run; the name of a series without labels.
 */
export function seriesName(
  labels: ReadonlyMap<string, string>,
  { legendFormat = "", expr }: { readonly legendFormat?: string | undefined; readonly expr: string },
): string {
  if (legendFormat === "__auto" && labels.size > 0) return "";
  if (legendFormat !== "" && legendFormat !== "__auto") return fillLegend(legendFormat, labels);
  const metric = labels.get("__name__") ?? "";
  const rest = [...labels]
    .filter(([name]) => name !== "__name__")
    .map(([name, text]) => `${name}=${JSON.stringify(text)}`);
  const name = rest.length === 0 ? metric : `${metric}{${rest.sort().join(", ")}}`;
  return name === "" ? expr : name;
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
