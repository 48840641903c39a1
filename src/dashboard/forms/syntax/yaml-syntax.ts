import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type Node, parseAllDocuments, stringify } from "yaml";
import { DashboardError } from "../../../errors.ts";
import type { JsonPath } from "../../../json/edit.ts";
import { maxDashboardBytes, maxDashboardDepth } from "../../../json/parse.ts";
import { findNesting } from "../../../json/yaml-nesting.ts";
import type { Syntax } from "../form.ts";
import { editYaml } from "./yaml-edit.ts";
import { scalarText } from "./yaml-scalar.ts";
import { keyText, YamlFault, yamlValues } from "./yaml-values.ts";

const limits = { depth: maxDashboardDepth, aliases: 10_000, tokens: 1_000_000 };

/** YAML: any number of documents. Only what is replaced is written again. */
export const yamlSyntax: Syntax = {
  name: "yaml",
  reads: () => true,
  parse(text, file) {
    const { documents, at } = parseYaml(text, file);
    return documents.map((document) => {
      try {
        return yamlValues(document);
      } catch (error) {
        if (!(error instanceof YamlFault)) throw error;
        throw new DashboardError(`${file}:${at(error.offset)}: not valid YAML: ${error.message}; repair the file`);
      }
    });
  },
  write(text, { document: nth, path }, value) {
    const { documents } = parseYaml(text, "the file");
    const document = documents[nth];
    if (document === undefined) throw new RangeError("writing YAML: the document is not in the text");
    const node = nodeAt(document, path);
    if (isScalar(node) && node.range && typeof value === "string") {
      const [from, to] = node.range;
      return text.slice(0, from) + scalarText(value, { node, text, from, to }) + text.slice(to);
    }
    return editYaml(text, document, { path, value });
  },
  render: (value) => stringify(value, { lineWidth: 0, schema: "core" }),
};

function parseYaml(text: string, file: string): { documents: Document.Parsed[]; at: (offset: number) => string } {
  if (text.length > maxDashboardBytes || Buffer.byteLength(text) > maxDashboardBytes)
    throw new DashboardError(`${file}: larger than 16 MiB, the limit for a file of dashboards; split it`);
  const place = (offset: number) => {
    const before = text.slice(0, offset);
    return `${before.split("\n").length}:${offset - before.lastIndexOf("\n")}`;
  };
  const refuse = (offset: number, message: string) =>
    new DashboardError(`${file}:${place(offset)}: not valid YAML: ${message}; repair the file`);
  const nesting = findNesting(text, limits);
  if (nesting !== undefined) throw refuse(nesting.offset, nesting.message);
  const parsed = parse(text, file);
  const documents = [...parsed];
  for (const { errors } of documents) {
    const [first] = errors;
    if (first !== undefined) throw refuse(first.pos[0], first.message.split("\n")[0]!.replace(/:$/, ""));
  }
  return { documents, at: place };
}

function parse(text: string, file: string): readonly Document.Parsed[] {
  try {
    // Keys are compared later, not by the parser: it takes quadratic time for that.
    const parsed = parseAllDocuments(text, {
      prettyErrors: false,
      uniqueKeys: false,
      schema: "core",
      logLevel: "silent",
    });
    return Array.isArray(parsed) ? (parsed as Document.Parsed[]) : [];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new DashboardError(`${file}: nested too deep for a file of dashboards`);
  }
}

function nodeAt(document: Document, path: JsonPath): Node | undefined {
  let node: unknown = document.contents;
  for (const step of path) {
    if (isAlias(node)) return undefined;
    if (isMap(node)) node = node.items.findLast(({ key }) => keyText(key as Node) === String(step))?.value;
    else if (isSeq(node)) node = node.items[Number(step)];
    else return undefined;
  }
  return isNode(node) ? node : undefined;
}
