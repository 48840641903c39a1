import type { DashboardKind } from "../../grafana/marks/marks.ts";
import type { MutableObject } from "../../json/edit.ts";
import type { VariableOption } from "../../promql/variables/variable-value.ts";
import { customList } from "./listed-options.ts";

/** A `custom` variable that offers these values, one at a time. */
export function listVariable(
  kind: DashboardKind,
  settings: MutableObject,
  { choices, current }: { readonly choices: readonly VariableOption[]; readonly current: VariableOption },
): MutableObject {
  const body = {
    ...settings,
    multi: false,
    includeAll: false,
    query: customList(choices),
    current: { text: current.text, value: current.value },
    options: choices.map((choice) => ({ ...choice, selected: choice === current })),
  };
  return kind === "v2" ? { kind: "CustomVariable", spec: body } : { type: "custom", ...body };
}

/** A `constant` variable with an empty value. */
export function emptyConstant(kind: DashboardKind, settings: MutableObject): MutableObject {
  const body = { ...settings, query: "", current: { text: "", value: "" } };
  return kind === "v2" ? { kind: "ConstantVariable", spec: body } : { type: "constant", ...body };
}
