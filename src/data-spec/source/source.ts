import {
  Composer,
  type CST,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  Parser,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { SpecError, type SpecProblem, type TextPosition } from "../../errors.ts";
import { findNesting, tooDeep } from "../../json/yaml-nesting.ts";
import type { SpecPath } from "./path.ts";
import { tooMuch } from "./too-much.ts";

/** A YAML or JSON text as plain data, with the position of each value. */
export interface SpecSource {
  readonly file: string;
  /** Maps are objects without a prototype; aliases are resolved. */
  readonly data: unknown;
  /** The beginning of the value at `path`, or of its key; of the nearest enclosing value if there is none. */
  locate(path: SpecPath, at?: "key" | "value"): TextPosition;
}

const mebibyte = 1024 * 1024;
/** A text of 1 MiB has fewer values, unless aliases repeat them. */
const maxValuesOfMebibyte = 600_000;
const maxYamlErrors = 5;

/** Limits of YAML that people write by hand. */
export const nestingLimits = { depth: 32, aliases: 1000 };

/**
 * Reads YAML or JSON. Size, nesting and aliases are bounded before work is done.
 *
 * @param maxMebibytes - of the text, counted in UTF-8.
 * @throws {SpecError} if the text is too large, nested too deep or not valid YAML, has a key twice, or grows too
 *   large by aliases.
 */
export function readSource(text: string, file: string, maxMebibytes = 1): SpecSource {
  const maxBytes = maxMebibytes * mebibyte;
  const bytes = text.length > maxBytes ? text.length : Buffer.byteLength(text);
  if (bytes > maxBytes)
    throw new SpecError(
      [{ message: `${file}: larger than ${maxMebibytes} MiB; split the data spec, or make labels by ranges` }],
      { code: tooMuch },
    );
  const lines = new LineCounter();
  const position = (offset: number): TextPosition => {
    const { line, col } = lines.linePos(Math.max(0, offset));
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const nesting = findNesting(text, nestingLimits);
  if (nesting !== undefined) {
    countLines(text, lines);
    throw new SpecError([{ message: nesting.message, position: position(nesting.offset) }]);
  }
  const read = (counter: LineCounter): SpecTree => {
    const root = parse(text, counter, position);
    const nodes = new WeakMap<object, Node>();
    return { root, nodes, data: convert(root, nodes, { position, maxValues: maxMebibytes * maxValuesOfMebibyte }) };
  };
  const first = read(lines);
  let held = new WeakRef(first);
  const tree = () => {
    const kept = held.deref() ?? read(new LineCounter());
    held = new WeakRef(kept);
    return kept;
  };
  return { file, data: first.data, locate: (path, at = "value") => position(offsetOf(tree(), path, at)) };
}

/**
 * The parsed text, from which positions are read. It has many times the size of the text, and few runs ask for a
 * position once the spec is read: it is let go, and read again when one does.
 */
interface SpecTree {
  readonly root: Node | null;
  /** Of each map and list in `data`. */
  readonly nodes: WeakMap<object, Node>;
  readonly data: unknown;
}

/** Messages for errors whose own text names the parser's functions. */
const ownWords: Readonly<Record<string, string>> = {
  TAG_RESOLVE_FAILED: "YAML tags are not supported",
  MULTIPLE_DOCS: "a data spec is a single YAML document, and here another one begins",
};

function countLines(text: string, lines: LineCounter): void {
  lines.addNewLine(0);
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines.addNewLine(at + 1);
}

function parse(text: string, lineCounter: LineCounter, position: (offset: number) => TextPosition): Node | null {
  // Keys are compared here, not by the parser: it takes quadratic time for that.
  const composer = new Composer({ prettyErrors: false, uniqueKeys: false, schema: "core", logLevel: "error" });
  const tokens = upToErrors(new Parser(lineCounter.addNewLine).parse(text));
  // As `parseDocument` does: a second document is an error.
  const [document, second] = composer.compose(tokens, true, text.length);
  const errors: { readonly message: string; readonly code: string; readonly pos: readonly [number, number] }[] = [
    ...document!.errors,
    ...(second === undefined
      ? []
      : [{ message: "", code: "MULTIPLE_DOCS", pos: [second.range[0], second.range[1]] as const }]),
    ...document!.warnings,
  ];
  const found = errors.slice(0, maxYamlErrors);
  if (found.length > 0) {
    throw new SpecError(
      found.map(({ message, code, pos }): SpecProblem => {
        const words = ownWords[code] ?? `not valid YAML: ${message.split("\n")[0]}`;
        return { message: words, position: position(pos[0]) };
      }),
    );
  }
  return document!.contents as Node | null;
}

/** The tokens up to the last error that is told: a hostile text has half a million, and each takes its time. */
function* upToErrors(tokens: Iterable<CST.Token>): Generator<CST.Token> {
  let errors = 0;
  for (const token of tokens) {
    yield token;
    if (token.type === "error" && ++errors === maxYamlErrors) return;
  }
}

/** Turns nodes into plain data, checking keys, depth and number of values. */
function convert(
  root: Node | null,
  nodes: WeakMap<object, Node>,
  { position, maxValues }: { readonly position: (offset: number) => TextPosition; readonly maxValues: number },
): unknown {
  const anchors = new Map<string, Node>();
  let values = 0;
  const fail = (node: Node, message: string): never => {
    throw new SpecError([{ message, position: position(node.range?.[0] ?? 0) }]);
  };
  const visit = (node: Node, depth: number): unknown => {
    if (depth > nestingLimits.depth) return fail(node, tooDeep(nestingLimits.depth));
    if (++values > maxValues) return fail(node, `more than ${maxValues} values; aliases repeat too much`);
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      return target === undefined
        ? fail(node, `no anchor \`&${node.source}\` before this alias`)
        : visit(target, depth);
    }
    if ("anchor" in node && typeof node.anchor === "string") anchors.set(node.anchor, node);
    if (isMap(node)) return visitMap(node, depth);
    if (isSeq(node)) return visitSeq(node, depth);
    return isScalar(node)
      ? scalarValue(node.value, () => fail(node, "expected text, a number, true, false or null"))
      : null;
  };
  const visitSeq = (node: YAMLSeq, depth: number): unknown[] => {
    const list = node.items.map((item) => visit(item as Node, depth + 1));
    nodes.set(list, node);
    return list;
  };
  const visitMap = (node: YAMLMap, depth: number): object => {
    const map: Record<string, unknown> = Object.create(null);
    for (const { key, value } of node.items) {
      const name = keyText(key as Node) ?? fail(key as Node, "expected a key that is a single text");
      if (name === "<<") fail(key as Node, "merge keys (`<<`) are not supported; write the keys out");
      if (Object.hasOwn(map, name)) fail(key as Node, `key \`${name}\` is there twice`);
      Object.defineProperty(map, name, {
        value: value === null || value === undefined ? null : visit(value as Node, depth + 1),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
    nodes.set(map, node);
    return map;
  };
  return root === null ? null : visit(root, 0);
}

function scalarValue(value: unknown, fail: () => never): string | number | boolean | null {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return value;
  return fail();
}

/** A key as text: `0.5` and `true` stay as they were written. */
function keyText(key: Node | null): string | undefined {
  if (!isScalar(key)) return undefined;
  return typeof key.value === "string" ? key.value : (key.source ?? String(key.value));
}

function offsetOf({ data, root, nodes }: SpecTree, path: SpecPath, at: "key" | "value"): number {
  let offset = root?.range?.[0] ?? 0;
  let current = data;
  for (const [index, part] of path.entries()) {
    const node = typeof current === "object" && current !== null ? nodes.get(current) : undefined;
    const last = index === path.length - 1;
    if (isSeq(node)) offset = startOf(node.items[Number(part)]) ?? offset;
    else if (isMap(node)) {
      const pair = node.items.find(({ key }) => keyText(key as Node) === String(part));
      if (pair === undefined) return offset;
      offset = (last && at === "key" ? undefined : startOf(pair.value)) ?? startOf(pair.key) ?? offset;
    } else return offset;
    current = (current as Record<string | number, unknown>)[part];
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  const range = (node as Node | null | undefined)?.range;
  return range === null || range === undefined ? undefined : range[0];
}
