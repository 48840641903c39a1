import { Document, Scalar } from "yaml";

/** A scalar in a text. */
export interface ScalarSpot {
  readonly node: Scalar;
  readonly text: string;
  /** Where it begins; a block scalar with its `|`. */
  readonly from: number;
  /** Behind its value. */
  readonly to: number;
}

const blocks: readonly unknown[] = [Scalar.BLOCK_LITERAL, Scalar.BLOCK_FOLDED];
const quotes: readonly unknown[] = [Scalar.QUOTE_DOUBLE, Scalar.QUOTE_SINGLE];

/** How a value is written in place of a scalar: as a block where that was one, in quotes where it had them. */
export function scalarText(value: unknown, spot: ScalarSpot): string {
  const written = writtenAs(value, spot);
  // A block ends behind its last line.
  return spot.text.slice(spot.from, spot.to).endsWith("\n") && !written.endsWith("\n") ? `${written}\n` : written;
}

function writtenAs(value: unknown, { node, text, from, to }: ScalarSpot): string {
  const type = node.type;
  if (typeof value === "string" && blocks.includes(type)) {
    const old = text.slice(from, to);
    const newline = text.includes("\r\n") ? "\r\n" : "\n";
    const block = blockText(value, indentOfBlock(old) ?? marginOf(text, from) + 2);
    if (block !== undefined) return block.replaceAll("\n", newline) + (old.endsWith("\n") ? newline : "");
  }
  if (typeof value === "string" && type === Scalar.QUOTE_SINGLE && !/[\n\r\t\\]/.test(value))
    return `'${value.replaceAll("'", "''")}'`;
  if (typeof value === "string" && (quotes.includes(type) || blocks.includes(type) || /[\n\r,[\]{}]/.test(value)))
    return JSON.stringify(value);
  return new Document(value, { schema: "core" }).toString({ lineWidth: 0 }).replace(/\n$/, "");
}

/** `|` and the lines; undefined for text that a block cannot hold. */
function blockText(value: string, indent: number): string | undefined {
  if (
    value === "" ||
    /^[ \t\n]/.test(value) ||
    /[\u0000-\u0008\u000b-\u001f\u007f\u0085\u2028\u2029\ufeff]/.test(value)
  )
    return undefined;
  const body = value.replace(/\n+$/, "");
  const ends = value.length - body.length;
  const chomp = ends === 0 ? "-" : ends === 1 ? "" : "+";
  const margin = " ".repeat(indent);
  const lines = body.split("\n").map((line) => (line === "" ? "" : margin + line));
  return `|${chomp}\n${lines.join("\n")}${"\n".repeat(Math.max(0, ends - 1))}`;
}

function indentOfBlock(old: string): number | undefined {
  const first = old
    .split("\n")
    .slice(1)
    .find((line) => line.trim() !== "");
  return first === undefined ? undefined : /^ */.exec(first)![0].length;
}

function marginOf(text: string, from: number): number {
  return /^[ -]*/.exec(text.slice(text.lastIndexOf("\n", from - 1) + 1))![0].length;
}
