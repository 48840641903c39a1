import { type JsonPath, type MutableObject, setOwn, valueAt } from "../../json/edit.ts";
import { removeVariableInjection } from "../../promql/isolation/inject-variable-query.ts";
import { removeInjection } from "../../promql/isolation/remove.ts";
import type { RestoreRecord } from "../rewrite/rewrite-options.ts";
import { parts } from "../view/parts.ts";
import { variableQueryText } from "../view/variable-text.ts";

/** Takes the isolation out of every query of a dashboard, edited or not. */
export function removeIsolation(model: MutableObject, { kind, isolation }: RestoreRecord): void {
  if (isolation === undefined) return;
  const change = (root: unknown, path: JsonPath, remove: (text: string) => string) => {
    const text = valueAt(root, path);
    if (typeof text === "string") setOwn(valueAt(root, path.slice(0, -1)) as MutableObject, path.at(-1)!, remove(text));
  };
  const remove = (text: string) => removeInjection(text, isolation);
  const { panels, variables, annotations } = parts({ model, kind });
  for (const panel of panels) for (const { path } of panel.targets) change(panel.node, [...path, "expr"], remove);
  for (const { node, exprPaths } of annotations) for (const path of exprPaths) change(node, path, remove);
  for (const { type, node, queryPath } of variables) {
    const text = type === "query" ? variableQueryText(valueAt(node, queryPath)) : undefined;
    if (text === undefined || text.form === "fields") continue;
    change(node, text.form === "text" ? queryPath : [...queryPath, text.property], (query) =>
      removeVariableInjection(query, isolation),
    );
  }
}
