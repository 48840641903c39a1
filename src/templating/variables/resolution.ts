import { defined } from "../../json/defined.ts";
import { type ChosenValue, chooseValue } from "./choose-value.ts";
import type { CheckVariable, ResolvedVariable, VariableOption } from "./variable.ts";

/** What is known of a variable's value. What it leaves out is as it was saved. */
export type Resolution = Partial<ChosenValue> &
  Pick<ResolvedVariable, "state"> & { options?: readonly VariableOption[]; reason?: string };

/** The value among options that Grafana would start with. */
export function choose(variable: CheckVariable, options: readonly VariableOption[], whyEmpty: string): Resolution {
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
export function keepSaved({ current }: CheckVariable, reason: string | undefined): Resolution {
  if (reason !== undefined) return { state: "skipped", reason };
  return { state: current === undefined ? "skipped" : "ok" };
}

/** Fills the gaps with the saved value. */
export function finish(variable: CheckVariable, resolution: Resolution): ResolvedVariable {
  const { name, type, current, multi = false, includeAll = false, allValue, filters = [] } = variable;
  const savedAll = [current?.value].flat()[0] === "$__all";
  const all = resolution.all ?? savedAll;
  const savedOptions = (variable.options ?? []).filter(({ value }) => value !== "$__all");
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
