import { readFileSync } from "node:fs";
import { globSync } from "tinyglobby";
import { isMap, isScalar, LineCounter, parseDocument } from "yaml";
import { parseSpec, type SpecDocument } from "../../src/data-spec/read/parse.ts";
import { readSource } from "../../src/data-spec/source/source.ts";
import { withOwnWalks } from "../../src/packs/own-walks.ts";
import type { Pack } from "../../src/packs/packs.ts";

const root = new URL("../../", import.meta.url).pathname;
const folder = "src/infer/packs";
const ownKeys = ["title", "about", "source", "relations", "negative"];

/** A pack as its author wrote it. */
export interface WrittenPack extends Omit<Pack, "name"> {
  readonly relations?: readonly string[];
  /** Metrics that may be below 0. */
  readonly negative?: readonly string[];
}

/** A file of src/infer/packs, read. */
export interface PackFile {
  readonly name: string;
  readonly file: string;
  readonly pack: WrittenPack;
  /** The pack as a data spec, with the walks that its series get when it is used. */
  readonly document: SpecDocument;
}

/** The names of the packs to check: that in the environment variable PACK, or all. */
export function packFiles(): string[] {
  const all = globSync("*.yaml", { cwd: `${root}${folder}` })
    .map((file) => file.replace(/\.yaml$/, ""))
    .toSorted();
  const wanted = process.env["PACK"];
  if (wanted === undefined || wanted === "") return all;
  if (!all.includes(wanted)) throw new Error(`PACK=${wanted}: there is no ${folder}/${wanted}.yaml`);
  return [wanted];
}

/** @throws {SpecError} if the file is no data spec, with lines and columns. */
export function readPackFile(name: string): PackFile {
  const file = `${folder}/${name}.yaml`;
  return readPack(name, readFileSync(`${root}${file}`, "utf8"), file);
}

/** The same for a text. @throws {SpecError} if it is no data spec. */
export function readPack(name: string, text: string, file: string): PackFile {
  const pack = readSource(text, file).data as WrittenPack;
  // Mistakes are reported at their lines.
  parseSpec(withoutOwnKeys(text), { file });
  const { metrics } = withOwnWalks({ ...pack, name }, pack.relations ?? []);
  const rest = Object.entries(pack).filter(([key]) => !ownKeys.includes(key));
  const used = JSON.stringify({ ...Object.fromEntries(rest), metrics });
  return { name, file, pack, document: parseSpec(used, { file }) };
}

/** The text with blanks in place of the keys that only packs have. */
function withoutOwnKeys(text: string): string {
  const root = parseDocument(text, { lineCounter: new LineCounter() }).contents;
  if (!isMap(root)) return text;
  const begins = root.items.map(({ key }) => (isScalar(key) ? key.range![0] : 0));
  return root.items.reduce((rest, { key }, index) => {
    if (!isScalar(key) || !ownKeys.includes(String(key.value))) return rest;
    const [from, to] = [begins[index]!, begins[index + 1] ?? text.length];
    return rest.slice(0, from) + rest.slice(from, to).replaceAll(/[^\n]/g, " ") + rest.slice(to);
  }, text);
}
