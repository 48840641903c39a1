import { readFileSync } from "node:fs";
import { join } from "node:path";

/** One case of a text file: see the head of cases.txt. */
export interface TextCase {
  readonly name: string;
  readonly variables: ReadonlyMap<string, readonly string[]>;
  readonly query: string;
  readonly result: string;
}

/** Reads `cases.txt` and its like. */
export function readCases(file: string): TextCase[] {
  const text = readFileSync(join(import.meta.dirname, file), "utf8");
  return text
    .split(/^## /m)
    .slice(1)
    .map((block) => {
      const [name = "", ...lines] = block.trimEnd().split("\n");
      const arrow = lines.indexOf("==>");
      if (arrow === -1) throw new Error(`${file}: ${name}: no ==>`);
      const known = lines.slice(0, arrow).filter((line) => line.startsWith("with "));
      return {
        name,
        variables: new Map(known.map(readOptions)),
        query: lines.slice(known.length, arrow).join("\n"),
        result: lines.slice(arrow + 1).join("\n"),
      };
    });
}

function readOptions(line: string): [string, string[]] {
  const [, name = "", options = ""] = /^with (\w+) = (.*)$/.exec(line) ?? [];
  return [name, options.split(" | ")];
}
