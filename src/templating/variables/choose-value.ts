import type { DashboardVariable } from "../../dashboard/view/variables.ts";
import type { VariableOption, VariableValue } from "../../promql/variables/variable-value.ts";
import { allValueId } from "./resolved-variable.ts";

/** A choice among options. */
export interface ChosenValue {
  readonly value: VariableValue;
  readonly text: VariableValue;
  readonly all: boolean;
}

/**
 * The value that Grafana chooses when it opens a dashboard: the saved one if it is still among the options (by value;
 * by text for a variable with a single value), else "All" if there is one, else the first option. "All" stands for all
 * options here; its own value, if it has one, is the caller's concern.
 *
 * @see https://github.com/grafana/scenes/blob/main/packages/scenes/src/variables/variants/MultiValueVariable.ts
 */
export function chooseValue(variable: DashboardVariable, options: readonly VariableOption[]): ChosenValue {
  const { current, multi, includeAll } = variable;
  const everything: ChosenValue = { value: options.map(({ value }) => value), text: "All", all: true };
  if (options.length === 0)
    return includeAll ? everything : { value: multi ? [] : "", text: multi ? [] : "", all: false };
  const saved = current === undefined ? [] : listOf(current.value);
  if (saved[0] === allValueId) return includeAll ? everything : first(options, multi);
  if (multi) {
    const known = new Map(options.toReversed().map((option) => [option.value, option]));
    const valid = saved.flatMap((value) => known.get(value) ?? []);
    if (valid.length > 0)
      return { value: valid.map(({ value }) => value), text: valid.map(({ text }) => text), all: false };
  } else {
    const savedText = current === undefined ? undefined : listOf(current.text)[0];
    const match = options.find(({ value }) => value === saved[0]) ?? options.findLast(({ text }) => text === savedText);
    if (match !== undefined) return { ...match, all: false };
  }
  return includeAll ? everything : first(options, multi);
}

function first([option]: readonly VariableOption[], multi: boolean): ChosenValue {
  const { value, text } = option!;
  return multi ? { value: [value], text: [text], all: false } : { value, text, all: false };
}

function listOf(value: VariableValue): readonly string[] {
  return typeof value === "string" ? [value] : value;
}
