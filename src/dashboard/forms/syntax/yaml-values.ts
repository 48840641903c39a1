import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type YAMLMap } from "yaml";
import { maxDashboardDepth } from "../../../json/parse.ts";
import { tooDeep } from "../../../json/yaml-nesting.ts";

/** A text has fewer values, unless aliases repeat them. */
const maxValues = 500_000;

/** A fault of a document's values. */
export class YamlFault extends Error {
  readonly offset: number;
  constructor(message: string, node: Node | null) {
    super(message);
    this.offset = node?.range?.[0] ?? 0;
  }
}

/**
 * A document's values as JSON: aliases and merge keys are resolved, all keys are text.
 *
 * @throws {YamlFault} if it is nested too deep, has a key twice, grows too large by aliases, or has no counterpart in
 *   JSON.
 */
export function yamlValues(document: Document): unknown {
  const anchors = new Map<string, Node>();
  let values = 0;
  const visit = (node: Node | null, depth: number): unknown => {
    if (depth > maxDashboardDepth) throw new YamlFault(tooDeep(maxDashboardDepth), node);
    if (++values > maxValues) throw new YamlFault(`more than ${maxValues} values; aliases repeat too much`, node);
    if (node === null) return null;
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target === undefined) throw new YamlFault(`no anchor \`&${node.source}\` before this alias`, node);
      return visit(target, depth);
    }
    if ("anchor" in node && typeof node.anchor === "string") anchors.set(node.anchor, node);
    if (isMap(node)) return visitMap(node, depth);
    if (isSeq(node)) return node.items.map((item) => visit(item as Node | null, depth + 1));
    if (!isScalar(node)) return null;
    const { value } = node;
    if (typeof value === "number" && !Number.isFinite(value)) return null;
    return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
  };
  const visitMap = (node: YAMLMap, depth: number): object => {
    const map: Record<string, unknown> = {};
    const merged: unknown[] = [];
    for (const { key, value } of node.items) {
      const name = keyText(key as Node | null);
      if (name === undefined) throw new YamlFault("expected a key that is a single text", key as Node | null);
      const inner = visit((value ?? null) as Node | null, depth + 1);
      if (name === "<<") merged.push(...(Array.isArray(inner) ? inner : [inner]));
      else if (Object.hasOwn(map, name)) throw new YamlFault(`key \`${name}\` is there twice`, key as Node | null);
      else setOwn(map, name, inner);
    }
    for (const one of merged)
      for (const [name, value] of Object.entries(one ?? {})) if (!Object.hasOwn(map, name)) setOwn(map, name, value);
    return map;
  };
  return visit(document.contents as Node | null, 0);
}

/** An assignment would not make `__proto__` a property. */
function setOwn(map: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(map, name, { value, enumerable: true, configurable: true, writable: true });
}

/** A key as text: `0.5` and `true` stay as they were written. */
export function keyText(key: Node | null): string | undefined {
  if (!isScalar(key)) return undefined;
  return typeof key.value === "string" ? key.value : (key.source ?? String(key.value));
}
