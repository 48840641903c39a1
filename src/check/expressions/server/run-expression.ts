import { asArray, field, numberField, textField } from "../../../json/read.ts";
import type { Expression } from "../expression.ts";
import { runConditions } from "./conditions.ts";
import { readEvaluator } from "./evaluator.ts";
import { parseMath } from "./math-tree.ts";
import { type ReduceMode, reduceValues } from "./reduce.ts";
import { resampleValues } from "./resample.ts";
import { runMath } from "./run-math.ts";
import { type Inputs, mapValue, NotComputed, RefusedExpression, type Value } from "./value.ts";
import { readWindow } from "./window.ts";

/**
 * Works an expression out as Grafana's server does.
 *
 * @param expression - without a fault.
 * @param range - of the panel, in Unix milliseconds.
 * @throws {RefusedExpression} where Grafana gives an error.
 * @throws {NotComputed} for SQL, and what is too large.
 */
export function runExpression(
  { type, text, settings, inputs: refIds }: Pick<Expression, "type" | "text" | "settings" | "inputs">,
  inputs: Inputs,
  range: { readonly fromMs: number; readonly toMs: number },
): readonly Value[] {
  if (type === "math") return runMath(parseMath(text), inputs);
  if (type === "classic_conditions") return runConditions(asArray(settings["conditions"]).slice(0, 1000), inputs);
  const input = inputs.get(refIds[0] ?? "") ?? [];
  if (type === "reduce")
    return reduceValues(input, textField(settings, "reducer")?.toLowerCase() ?? "", modeOf(settings["settings"]));
  if (type === "threshold") {
    // Without alert states of before, the condition that ends a firing alert is never asked.
    const passes = readEvaluator(field(asArray(settings["conditions"])[0], "evaluator"));
    return input.map((value) => mapValue(value, (one) => (one === null ? null : Number(passes(one)))));
  }
  if (type !== "resample") throw new NotComputed("only a Grafana runs it");
  const [window, downsampler, upsampler] = ["window", "downsampler", "upsampler"].map((name) => {
    const given = textField(settings, name);
    if (given === undefined) throw new RefusedExpression(`no ${name} specified in resample command`);
    return given;
  });
  const windowMs = readWindow(window!);
  if (windowMs === undefined || windowMs <= 0)
    throw new RefusedExpression(
      `failed to parse resample "window" duration field ${JSON.stringify(window!.slice(0, 50))}`,
    );
  return resampleValues(input, { windowMs, downsampler: downsampler!, upsampler: upsampler!, ...range });
}

function modeOf(settings: unknown): ReduceMode {
  const mode = field(settings, "mode");
  if (mode === "dropNN") return { kind: "drop" };
  return mode === "replaceNN" ? { kind: "replace", value: numberField(settings, "replaceWithValue") ?? 0 } : undefined;
}
