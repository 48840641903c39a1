import type { SyntaxNode } from "@lezer/common";
import type { JsonPath } from "../../json/edit.ts";
import type { JsonObject } from "../../json/read.ts";
import { evaluateHcl } from "./evaluate-hcl.ts";
import { escapeTemplate } from "./hcl-template.ts";
import { childrenOf, innermost, parseHcl } from "./parse-hcl.ts";
import { dashboardResource } from "./resource-types.ts";

/** Blocks inside of resources whose attributes are read. */
const innerBlocks = new Set(["metadata", "spec"]);

/** An attribute of a resource, and where its expression stands in the text. */
export interface HclAttribute {
  readonly path: JsonPath;
  readonly expression: SyntaxNode;
}

/** The attributes of the resources of a file that hold dashboards. Paths are those of Terraform's JSON syntax. */
export function dashboardAttributes(text: string, file: string): readonly HclAttribute[] {
  const body = parseHcl(text, file).topNode.getChild("Body");
  if (body === null) return [];
  return body.getChildren("Block").flatMap((block) => {
    const [keyword, type, name] = namesOf(block, text);
    if (keyword !== "resource" || type === undefined || name === undefined || !dashboardResource.test(type)) return [];
    return attributesOf(block.getChild("Body"), ["resource", type, name], text);
  });
}

function attributesOf(body: SyntaxNode | null, path: JsonPath, text: string): HclAttribute[] {
  return (body === null ? [] : childrenOf(body)).flatMap((node): HclAttribute[] => {
    if (node.name === "Attribute") {
      const expression = node.getChild("Expression");
      const name = node.getChild("Identifier");
      return expression === null || name === null
        ? []
        : [{ path: [...path, text.slice(name.from, name.to)], expression }];
    }
    const [keyword] = node.name === "Block" ? namesOf(node, text) : [];
    return keyword === undefined || !innerBlocks.has(keyword) || path.length > 3
      ? []
      : attributesOf(node.getChild("Body"), [...path, keyword], text);
  });
}

/** The word that begins a block, then its labels. */
export function namesOf(block: SyntaxNode, text: string): string[] {
  return childrenOf(block).flatMap((node) => {
    if (node.name !== "BlockType" && node.name !== "BlockLabel") return [];
    const inner = node.getChild("StringLit")?.getChild("TemplateLiteral") ?? node.getChild("Identifier") ?? node;
    return [text.slice(inner.from, inner.to)];
  });
}

/**
 * A file in Terraform's native syntax as its JSON syntax would say it, as far as it is about dashboards: strings are
 * templates (`$${` is `${`), what only Terraform knows is `${the expression}`. Only `jsonencode` of what is written out
 * is the value itself.
 *
 * @throws {DashboardError} if the file is not valid.
 */
export function hclDocument(text: string, file: string): JsonObject {
  const top: Record<string, unknown> = {};
  for (const { path, expression } of dashboardAttributes(text, file)) {
    const steps = path.map(String);
    const last = steps.pop()!;
    let place = top;
    for (const step of steps)
      place = (Object.hasOwn(place, step) ? place[step] : define(place, step, {})) as typeof top;
    define(place, last, terraformValue(expression, text));
  }
  return top;
}

function define(place: Record<string, unknown>, name: string, value: unknown): unknown {
  Object.defineProperty(place, name, { value, enumerable: true, configurable: true, writable: true });
  return value;
}

function terraformValue(expression: SyntaxNode, text: string): unknown {
  const argument = jsonEncoded(expression, text);
  const made = evaluateHcl(argument ?? expression, text);
  if (made.open !== undefined) return `\${${text.slice(expression.from, expression.to)}}`;
  return argument === undefined && typeof made.value === "string" ? escapeTemplate(made.value) : made.value;
}

/** The argument of `jsonencode(…)`; undefined for any other expression. */
export function jsonEncoded(expression: SyntaxNode, text: string): SyntaxNode | undefined {
  const call = innermost(expression);
  const name = call.name === "FunctionCall" ? call.getChild("FunctionName") : null;
  if (name === null || text.slice(name.from, name.to) !== "jsonencode") return undefined;
  const [only, ...others] = call.getChild("FunctionArguments")?.getChildren("Expression") ?? [];
  return others.length === 0 ? only : undefined;
}
