import { asObject } from "../../json/read.ts";
import type { Syntax } from "../forms/form.ts";
import { hclDocument } from "./hcl-document.ts";
import { isHcl } from "./load-hcl.ts";
import { printHcl, quoted } from "./print-hcl.ts";
import { writeHcl } from "./write-hcl.ts";

/**
 * Terraform's native syntax: one document, of what stands in it about dashboards; none where that is nothing. Whoever
 * may read such a file waits for `loadHcl` first.
 */
export const hclSyntax: Syntax = {
  name: "hcl",
  reads: isHcl,
  parse(text, file) {
    const document = hclDocument(text.replace(/^\ufeff/, ""), file);
    return Object.keys(document).length === 0 ? [] : [document];
  },
  write(text, { path }, value) {
    const mark = text.startsWith("\ufeff") ? "\ufeff" : "";
    return mark + writeHcl(text.slice(mark.length), path, value, "the file");
  },
  render(value) {
    const types = Object.entries(asObject(asObject(value)?.["resource"]) ?? {});
    return types
      .flatMap(([type, names]) => Object.entries(asObject(names) ?? {}).map(([name, body]) => block(type, name, body)))
      .join("\n");
  },
};

function block(type: string, name: string, body: unknown): string {
  const lines = Object.entries(asObject(body) ?? {}).map(([key, value]) => {
    const spec = key === "spec" ? asObject(value) : undefined;
    return spec === undefined
      ? attribute(key, value, "  ")
      : `  spec {\n${attribute("json", spec["json"], "    ")}  }\n`;
  });
  return `resource ${quoted(type)} ${quoted(name)} {\n${lines.join("")}}\n`;
}

/** Text is a template already; anything else is put through `jsonencode`. */
function attribute(name: string, value: unknown, indent: string): string {
  const written = typeof value === "string" ? heredoc(value, indent) : `jsonencode(${printHcl(value, indent)})`;
  return `${indent}${name} = ${written}\n`;
}

function heredoc(text: string, indent: string): string {
  const lines = text.replace(/\n$/, "").split("\n");
  if (lines.length === 1 || lines.some((line) => line.trim() === "EOT")) return quoted(text);
  return `<<-EOT\n${lines.map((line) => `${indent}  ${line}\n`).join("")}${indent}EOT`;
}
