import type { DashboardVariable } from "../../dashboard/view/variables.ts";
import { defined } from "../../json/defined.ts";
import type { VariableOption } from "../../promql/variables/variable-value.ts";
import { type ChosenValue, chooseValue } from "./choose-value.ts";
import type { ResolvedVariable } from "./resolved-variable.ts";

/** The known facts about a variable's value. Whatever it leaves out is as saved. */
export type Resolution = Partial<ChosenValue> &
  Pick<ResolvedVariable, "state"> & { options?: readonly VariableOption[]; reason?: string };

/** The value among options that Grafana would start with. */
export function choose(variable: DashboardVariable, options: readonly VariableOption[], whyEmpty: string): Resolution {
  const chosen = chooseValue(variable, options);
  return options.length > 0
    ? { state: "ok", ...chosen, options }
    : { state: "empty", ...chosen, options, reason: whyEmpty };
}

/** A value without options. */
export function fixed(value: string): Resolution {
  return { state: "ok", value, text: value, all: false };
}

/** The saved value; with a reason it counts as skipped, and so does a variable without one. */
export function keepSaved({ current }: DashboardVariable, reason: string | undefined): Resolution {
  if (reason !== undefined) return { state: "skipped", reason };
  return { state: current === undefined ? "skipped" : "ok" };
}

/** Fills the gaps with the saved value. */
export function finish(variable: DashboardVariable, resolution: Resolution): ResolvedVariable {
  const { name, type, current, multi, includeAll, allValue, filters, options } = variable;
  const savedAll = [current?.value].flat()[0] === "$__all";
  const all = resolution.all ?? savedAll;
  const savedOptions = options.filter(({ value }) => value !== "$__all");
  const saved = savedAll ? savedOptions.map(({ value }) => value) : (current?.value ?? "");
  return {
    name,
    type,
    value: resolution.value ?? saved,
    text: resolution.text ?? current?.text ?? "",
    all,
    ...(all && allValue !== undefined && allValue !== "" ? { allValue } : {}),
    multi,
    includeAll,
    options: resolution.options ?? savedOptions,
    filters,
    state: resolution.state,
    ...defined({ reason: resolution.reason }),
  };
}
