import { isBuiltin } from "../../../promql/variables/builtin-variables.ts";
import { findReferences, type VariableReference } from "../../../promql/variables/variable-reference.ts";
import { nearestWord } from "../../../text/nearest-word.ts";
import type { CheckFinding } from "../../result.ts";
import type { WrittenDashboard } from "../written-dashboard.ts";
import { type PlacedText, placedTexts } from "./placed-texts.ts";
import { isPlaceholder, terraform } from "./template-syntax.ts";

/**
 * Variables that are used and not defined, with the one that is probably meant; and inputs of an import that have no
 * value, for which it asks. In titles, legends and links a dollar may just be one, so that there only a name near a
 * known one is told.
 */
export function undefinedVariables(written: WrittenDashboard): CheckFinding[] {
  const { variables, inputs, sectionVariables } = written;
  const known = new Set([...variables.keys(), ...sectionVariables]);
  const told = new Set<string>();
  const texts = placedTexts(written);
  const isTerraform = texts.some((one) => one.prometheus && one.text.includes("$${"));
  return texts.flatMap((text) =>
    (text.role === "query" && !text.prometheus ? [] : findReferences(text.text)).flatMap((reference) => {
      const { name } = reference;
      if (known.has(name) || isBuiltin({ name }) || /^\d/.test(name) || name.length > 200) return [];
      if (isPlaceholder(text.text, reference) || isNamedGroup(name, text)) return [];
      const key = JSON.stringify([name, text.place, text.role]);
      if (told.has(key)) return [];
      told.add(key);
      const input = inputs.find((one) => one.name === name);
      if (input !== undefined) {
        if (input.type === "datasource" || input.value !== undefined) return [];
        const reason = `\${${name}} is asked for at import: give the constant ${name} in __inputs a value`;
        return [finding(text, { code: "input-without-value", reason })];
      }
      if (isTerraform && reference.text.startsWith("${") && text.prometheus) {
        const reason = `${reference.text} is a placeholder of Terraform; ${terraform.advice}`;
        return [finding(text, { code: "template-placeholder", reason })];
      }
      const reason = reasonOf(text, reference, [...known]);
      return reason === undefined ? [] : [finding(text, { code: "variable-undefined", reason })];
    }),
  );
}

function reasonOf({ role }: PlacedText, { name }: VariableReference, known: readonly string[]): string | undefined {
  const meant = nearestWord(name, known);
  const sure = role === "query" || role === "repeat" || role === "data-source";
  if (!sure && meant === undefined) return undefined;
  const where = role === "query" ? "" : ` (in the ${role === "data-source" ? "data source" : role})`;
  const advice = meant === undefined ? "Grafana leaves the name as it stands" : `probably $${meant} is meant`;
  return `variable $${name} is not defined in the dashboard${where}; ${advice}`;
}

/** `label_replace` puts a named group of its regular expression in by `$name`. */
function isNamedGroup(name: string, { role, text }: PlacedText): boolean {
  return role === "query" && new RegExp(`\\(\\?P?<${name}>`).test(text);
}

function finding({ place, role, text }: PlacedText, about: Pick<CheckFinding, "code" | "reason">): CheckFinding {
  const shown = role === "query" ? { expr: text } : {};
  return { ...place, state: "broken", ...about, ...shown };
}
