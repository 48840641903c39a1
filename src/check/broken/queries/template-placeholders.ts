import type { CheckFinding } from "../../result.ts";
import type { WrittenDashboard } from "../written-dashboard.ts";
import { type PlacedText, placedTexts } from "./placed-texts.ts";
import { findPlaceholder, isHelmEscaped } from "./template-syntax.ts";

/** Placeholders of Helm, Terraform, Jsonnet and Jinja in queries, legends, titles and data sources. */
export function templatePlaceholders(written: WrittenDashboard): CheckFinding[] {
  const texts = placedTexts(written);
  const known = new Set([...written.variables.keys(), ...written.inputs.map(({ name }) => name)]);
  const found = texts.flatMap((one): CheckFinding[] => {
    const { role, text, place } = one;
    const placeholder = find(one, known);
    if (placeholder === undefined) return [];
    const where = role === "query" ? "" : ` in the ${role === "data-source" ? "data source" : role}`;
    const { name, advice } = placeholder.tool;
    const reason = `${placeholder.text}${where} is a placeholder of ${name}; ${advice}`;
    const shown = role === "query" ? { expr: text } : {};
    return [{ ...place, state: "broken", code: "template-placeholder", reason, ...shown }];
  });
  const escaped = texts.find(({ text }) => isHelmEscaped(text));
  if (escaped === undefined || found.length > 0) return found;
  const reason =
    `${escaped.text.slice(0, 80)} escapes {{ for Helm; Grafana would show it as it is written, ` +
    "so render the chart first (helm template …) and preview the result";
  return [{ state: "hint", code: "template-escape", reason }];
}

function find({ role, text, prometheus }: PlacedText, known: ReadonlySet<string>) {
  // Other languages have such forms of their own, and links and expressions for variables use braces.
  if ((role === "query" && !prometheus) || role === "link" || role === "regex") return undefined;
  const placeholder = findPlaceholder(text, role);
  const variable = /^\$\{(\w+)\./.exec(placeholder?.text ?? "")?.[1];
  return variable !== undefined && known.has(variable) ? undefined : placeholder;
}
