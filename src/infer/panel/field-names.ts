import type { DashboardQuery } from "../../dashboard/view/queries.ts";
import { field, textField } from "../../json/read.ts";
import { renderedLegend } from "../../templating/legend.ts";

/** Longest legend and query text that is taken for a name. */
const maxLength = 500;

/** How many of a panel's fields a name that {@link fieldNames} gives stands for. */
export interface FieldName {
  /** With a label's name in the place of each label. */
  readonly text: string;
  /** No label or variable is in it: the field is called exactly so. */
  readonly exact: boolean;
}

/**
 * The names that Grafana gives the field with a query's values, after the panel's transformations: the legend, in a
 * table `Value #A`, each with the names that `organize` gives them.
 */
export function fieldNames(query: DashboardQuery): FieldName[] {
  const { format, panelContext, targetIndex = 0 } = query;
  // Grafana names queries without a name when it loads them.
  const refId = query.refId ?? String.fromCharCode(65 + (targetIndex % 26));
  const legend = renderedLegend((query.legendFormat ?? "").slice(0, maxLength)).trim();
  const isTable = format === "table" || panelContext?.type === "table-old" || panelContext?.type === "table";
  const own: FieldName[] = [];
  if (isTable) own.push({ text: `Value #${refId}`, exact: true });
  if (isTable && targetIndex === 0) own.push({ text: "Value", exact: true });
  if (legend !== "" && legend !== "__auto") {
    const text = legend.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, "$1").replaceAll(/\$\{?(\w+)(:\w+)?\}?|\[\[\w+\]\]/g, "$1");
    own.push({ text, exact: text === legend });
  } else if (!isTable || format !== "table") own.push({ text: query.expr.slice(0, maxLength), exact: false });
  const renamed = (panelContext?.transformations ?? []).flatMap(({ id, options }) =>
    id === "organize" ? own.flatMap(({ text }) => textField(field(options, "renameByName"), text) ?? []) : [],
  );
  const names = [...renamed.filter((text) => text !== "").map((text) => ({ text, exact: true })), ...own];
  return names.slice(0, 10);
}
