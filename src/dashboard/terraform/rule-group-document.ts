import type { SyntaxNode } from "@lezer/common";
import { LeftOpen } from "../../prometheus/rules/left-open.ts";
import type { RuleDocument } from "../../prometheus/rules/rule-documents.ts";
import { evaluateHcl } from "./evaluate-hcl.ts";
import { jsonEncoded, namesOf } from "./hcl-document.ts";
import { childrenOf, parseHcl } from "./parse-hcl.ts";

const maxDepth = 10;

interface Place {
  readonly line: number;
  readonly inner: Map<string | number, Place>;
}

/**
 * The rule groups of a file in Terraform's native syntax, and folders, as `terraform show -json` says values: what only
 * Terraform knows is left open. Whoever reads such a file waits for `loadHcl` first.
 *
 * @throws {DashboardError} if the file is not valid.
 */
export function ruleGroupDocument(text: string, file: string): RuleDocument {
  const lineOf = lineCounter(text);
  const resources: unknown[] = [];
  let hasGroups = false;
  const places: Place = { line: 1, inner: new Map() };
  for (const block of parseHcl(text, file).topNode.getChild("Body")?.getChildren("Block") ?? []) {
    const [keyword, type, name] = namesOf(block, text);
    if (keyword !== "resource" || (type !== "grafana_rule_group" && type !== "grafana_folder")) continue;
    hasGroups ||= type === "grafana_rule_group";
    const place: Place = { line: lineOf(block.from), inner: new Map() };
    const values = bodyOf(block.getChild("Body"), place, 0);
    resources.push(new Map<string, unknown>(Object.entries({ type, name, values })));
    places.inner.set(resources.length - 1, { line: place.line, inner: new Map([["values", place]]) });
  }
  // As a plan has them: no text in it is a template.
  const data = hasGroups
    ? new Map<string, unknown>([
        ["format_version", "1.0"],
        ["values", new Map([["root_module", new Map([["resources", resources]])]])],
      ])
    : new Map([["resource", null]]);
  return {
    data,
    lineOf(path) {
      let place = places;
      for (const step of path.slice(3)) place = place.inner.get(step) ?? { ...place, inner: new Map() };
      return place.line;
    },
  };

  function bodyOf(body: SyntaxNode | null, place: Place, depth: number): Map<string, unknown> {
    const values = new Map<string, unknown>();
    for (const node of body === null ? [] : childrenOf(body)) {
      const line = lineOf(node.from);
      const [expression, identifier] = [node.getChild("Expression"), node.getChild("Identifier")];
      if (node.name === "Attribute" && expression !== null && identifier !== null) {
        const key = text.slice(identifier.from, identifier.to);
        values.set(key, valueIn(expression));
        place.inner.set(key, { line, inner: new Map() });
      }
      const [kind, label] = node.name === "Block" ? namesOf(node, text) : [];
      if (kind === undefined || depth >= maxDepth) continue;
      const key = kind === "dynamic" && label !== undefined ? label : kind;
      const list = values.get(key);
      const blocks: unknown[] = Array.isArray(list) ? list : [];
      const inner: Place = { line, inner: new Map() };
      blocks.push(
        kind === "dynamic" ? new LeftOpen(`dynamic "${key}"`) : bodyOf(node.getChild("Body"), inner, depth + 1),
      );
      values.set(key, blocks);
      const listed = place.inner.get(key) ?? { line, inner: new Map() };
      listed.inner.set(blocks.length - 1, inner);
      place.inner.set(key, listed);
    }
    return values;
  }

  function valueIn(expression: SyntaxNode): unknown {
    const encoded = jsonEncoded(expression, text);
    const made = evaluateHcl(
      encoded ?? expression,
      text,
      (open) => new LeftOpen(open.replace(/^\$\{~?([\s\S]*?)~?\}$/, "$1").trim()),
    );
    return mapsOf(made.value);
  }
}

function mapsOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(mapsOf);
  if (typeof value !== "object" || value === null || value instanceof LeftOpen) return value;
  return new Map(Object.entries(value).map(([key, one]) => [key, mapsOf(one)]));
}

/** Places are asked for in the order of the text, most of the time. */
function lineCounter(text: string): (offset: number) => number {
  let [at, line] = [0, 1];
  return (offset) => {
    if (offset < at) [at, line] = [0, 1];
    for (; at < offset; at++) if (text.charCodeAt(at) === 10) line++;
    return line;
  };
}
