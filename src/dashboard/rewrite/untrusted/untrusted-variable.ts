import type { MutableObject } from "../../../json/edit.ts";
import { field } from "../../../json/read.ts";
import { listVariable } from "../../view/new-variable.ts";
import { schemas } from "../../view/schema.ts";
import { choosesPrometheus } from "../../view/variable-slots.ts";
import type { VariableView } from "../../view/variables.ts";
import type { RewriteContext } from "../rewrite-context.ts";
import { cleanTexts } from "./untrusted-clean.ts";
import { plainText, withoutUserVariables } from "./untrusted-text.ts";

/** Variables that ask nobody; those that ask are kept where they ask Prometheus. */
const silent = new Set(["custom", "constant", "textbox", "interval", "switch"]);
const asking = new Set(["query", "adhoc", "groupby"]);

/**
 * A variable that asks, or chooses among, other data sources, or whose kind is not known, becomes a list of its saved
 * value.
 */
export function confineVariable(context: RewriteContext, variable: VariableView): void {
  const { use, type, name, kind } = variable;
  const asksPrometheus = asking.has(type) && use?.kind === "prometheus";
  if (silent.has(type) || asksPrometheus || choosesPrometheus(variable)) {
    const place = variable.source === undefined ? undefined : [...variable.source.path, "datasource"];
    cleanTexts(context, variable, asksPrometheus ? place : undefined);
    return;
  }
  const what =
    asking.has(type) && use !== undefined
      ? `asks ${use.label}`
      : `is of the type ${type.replaceAll(/[^\w -]/g, "").slice(0, 50)}`;
  context.findings.push({
    variable: name,
    state: "skipped",
    code: "untrusted",
    reason: `${what}: its saved value is used instead`,
  });
  context.journal.replace(variable, savedValue(variable, kind));
}

/** A list of the one value that a variable was saved with. */
export function savedValue({ body, name }: VariableView, kind: VariableView["kind"]): MutableObject {
  const saved = field(body, "current", "value");
  const first = Array.isArray(saved) ? saved[0] : saved;
  const text = withoutUserVariables(typeof first === "string" && first !== "$__all" ? first : "");
  const label = typeof body["label"] === "string" ? plainText(body["label"]) : name;
  const hide =
    typeof body["hide"] === "number" || typeof body["hide"] === "string" ? body["hide"] : schemas[kind].hide.shown;
  const current = { text, value: text };
  return listVariable(
    kind,
    { name, label, hide, skipUrlSync: false, allowCustomValue: true },
    { choices: [current], current },
  );
}
