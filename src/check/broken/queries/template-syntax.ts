import type { VariableReference } from "../../../promql/variables/variable-reference.ts";

/** A program whose templates hold dashboards. */
export interface TemplateTool {
  readonly name: string;
  /** How to make the dashboard of it. */
  readonly advice: string;
}

const helm = { name: "Helm", advice: "render the chart first (helm template …) and preview the result" };
/** `templatefile()` of Terraform, and OpenTofu. */
export const terraform: TemplateTool = {
  name: "Terraform",
  advice: "render the template first (terraform plan or console)",
};
const jsonnet = { name: "Jsonnet", advice: "render it first (jsonnet …) and preview the result" };
const jinja = { name: "Jinja or Ansible", advice: "render the template first and preview the result" };
const unknown = { name: "a template", advice: "render the template first and preview the result" };

const helmObject = /\{\{-?\s*(?:\$?\.(?:Values|Release|Chart|Capabilities|Files|Template)\b|\$\.|\.\w)/;
const helmCall =
  /\{\{-?\s*(?:include|template|tpl|toYaml|toJson|default|required|quote|printf|lookup|block|define)\s+["'.$(]/;
const helmControl = /\{\{-?\s*(?:if|else if|range|with)\s[^{}]*\}\}|\{\{-?\s*(?:end|else)\s*-?\}\}|\{\{-|-\}\}/;
/** How a chart writes `{{` itself. */
const helmEscape = /\{\{-?\s*(?:`[^`]*`|"\{\{[^"]*"|'\{\{'|"\}\}")\s*-?\}\}/;
const terraformDirective = /%\{~?\s*(?:if|else|endif|for|endfor)\b/;
const terraformReference = /^(?:var|local|each|module|data|path|terraform|self|count)$/;
const jsonnetFormat = /%\([A-Za-z_][\w.]*\)[-+#0 ]*\d*(?:\.\d+)?[sdifgexr](?![A-Za-z0-9_])/;
const jinjaStatement = /\{%-?\s*\w+/;
const bareBraces = /\{\{-?\s*[A-Za-z_][\w.]*(?:\s*\|[^{}]*)?\s*-?\}\}/;

/** A placeholder as it is written, with the program that fills it in. */
export interface Placeholder {
  readonly text: string;
  readonly tool: TemplateTool;
}

/**
 * The first placeholder of a template in a text.
 *
 * @param role - in a legend `{{name}}` is Grafana's own; in a query it is a template's.
 */
export function findPlaceholder(text: string, role: string): Placeholder | undefined {
  const has = (pattern: RegExp) => pattern.exec(text);
  if (text.includes("{{")) {
    const found = has(helmObject) ?? has(helmCall) ?? has(helmControl);
    if (found !== null) return { text: whole(text, found.index, "}}"), tool: helm };
    const bare = role === "legend" || isHelmEscaped(text) ? null : has(bareBraces);
    if (bare !== null) return { text: bare[0], tool: unknown };
  }
  const statement = text.includes("{%") ? has(jinjaStatement) : null;
  if (statement !== null) return { text: whole(text, statement.index, "%}"), tool: jinja };
  const directive = text.includes("%{") ? has(terraformDirective) : null;
  if (directive !== null) return { text: whole(text, directive.index, "}"), tool: terraform };
  const escaped = text.indexOf("$${");
  if (escaped !== -1) return { text: whole(text, escaped, "}"), tool: terraform };
  const call = /\$\{(?:[a-z_]+\(|(?:var|local|each|module|data|path|terraform|self)\.[A-Za-z_])/.exec(text);
  if (call !== null) return { text: whole(text, call.index, "}"), tool: terraform };
  const format = text.includes("%(") ? has(jsonnetFormat) : null;
  return format === null ? undefined : { text: format[0], tool: jsonnet };
}

/** Whether a text escapes `{{` for Helm, which makes it `{{` again. */
export function isHelmEscaped(text: string): boolean {
  return text.includes("{{") && helmEscape.test(text);
}

/** Whether what reads as a variable is a part of a template's placeholder. */
export function isPlaceholder(text: string, { name, field, from }: VariableReference): boolean {
  return text[from - 1] === "$" || (field !== undefined && terraformReference.test(name));
}

function whole(text: string, from: number, end: string): string {
  const to = text.indexOf(end, from);
  return text.slice(from, to === -1 ? from + 60 : to + end.length).slice(0, 120);
}
