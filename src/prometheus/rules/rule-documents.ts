import { type Document, isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseAllDocuments } from "yaml";
import { UsageError } from "../../errors.ts";
import { findNesting } from "../../json/yaml-nesting.ts";

/** A document of a rule file: its data, with the line of each place. */
export interface RuleDocument {
  /** Maps are `Map`s. */
  readonly data: unknown;
  /** The line of the value at a place, from 1; of the nearest enclosing one where it is made by an alias. */
  lineOf(path: readonly (string | number)[]): number;
}

const limits = { bytes: 4 * 1024 * 1024, depth: 32, aliases: 1000 };

/**
 * The YAML documents of a text that are not empty.
 *
 * @throws {UsageError} with file and line, if it is too large, no YAML, nested too deep or full of aliases.
 */
export function readRuleDocuments(text: string, file: string): RuleDocument[] {
  if (text.length > limits.bytes) throw new UsageError(`${file}: larger than 4 MiB; split the rule file`);
  const nesting = findNesting(text, limits);
  if (nesting !== undefined) {
    const line = text.slice(0, nesting.offset).split("\n").length;
    throw new UsageError(`${file}:${line}: ${nesting.message}; expected a Prometheus rule file`);
  }
  const lines = new LineCounter();
  const options = { schema: "core", logLevel: "silent", uniqueKeys: false, merge: true, prettyErrors: false } as const;
  const parsed = parseAllDocuments(text, { ...options, lineCounter: lines });
  const documents = Array.isArray(parsed) ? parsed : [];
  for (const { errors } of documents) {
    const [error] = errors;
    if (error === undefined) continue;
    const { line } = lines.linePos(error.pos[0]);
    throw new UsageError(`${file}:${Math.max(1, line)}: not valid YAML: ${error.message.split("\n")[0]}`);
  }
  return documents.flatMap((document) => {
    const data = plainData(document, file);
    const lineOf: RuleDocument["lineOf"] = (path) => Math.max(1, lines.linePos(offsetOf(document.contents, path)).line);
    return data === null || data === undefined ? [] : [{ data, lineOf }];
  });
}

function plainData(document: Document.Parsed, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100, mapAsMap: true });
  } catch (error) {
    // An alias of nothing, or of far too much.
    if (!(error instanceof ReferenceError)) throw error;
    throw new UsageError(`${file}: not valid YAML: ${error.message.split("\n")[0]}`);
  }
}

function offsetOf(root: ParsedNode | null, path: readonly (string | number)[]): number {
  let node: unknown = root;
  let offset = root?.range[0] ?? 0;
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === part);
      if (pair === undefined) return offset;
      offset = (pair.key as ParsedNode).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(part)];
      offset = (node as ParsedNode | undefined)?.range?.[0] ?? offset;
    } else return offset;
  }
  return offset;
}
