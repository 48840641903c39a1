import { readFileSync, writeFileSync } from "node:fs";
import { frozenDefinitions } from "./definitions.ts";
import { freeze } from "./freeze.ts";

// Compares what this Node generates with the frozen file that is named; `--write` freezes anew. Bundled, it runs on any
// Node:
//   esbuild test/frozen/check.ts --bundle --platform=node --format=esm --outfile=check.mjs && node check.mjs test/frozen/seed-42.json
const [path, option] = process.argv.slice(2);
if (path === undefined) throw new Error("check: name the frozen file, test/frozen/seed-42.json");
const now = Object.assign({}, ...frozenDefinitions.map(freeze)) as Record<string, string[]>;
if (option === "--write") {
  const lines = Object.entries(now).map(([title, samples]) => `  ${JSON.stringify(title)}: ${JSON.stringify(samples)}`);
  writeFileSync(path, `{\n${lines.join(",\n")}\n}\n`);
}
const frozen = JSON.parse(readFileSync(path, "utf8")) as Record<string, string[]>;
const differing = [...new Set([...Object.keys(frozen), ...Object.keys(now)])].filter(
  (title) => JSON.stringify(frozen[title]) !== JSON.stringify(now[title]),
);
console.log(JSON.stringify({ node: process.version, series: Object.keys(now).length, differing }));
process.exitCode = differing.length === 0 ? 0 : 1;
