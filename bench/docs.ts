import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { toolPath } from "../test/servers/process.ts";
import { type Figures, measures } from "./measures.ts";

const start = "<!-- figures: npm run bench -- --write-docs -->";
const end = "<!-- end of figures -->";

/** Puts the figures into docs/performance.md, between its two marks. */
export function writeDocs(figures: Figures, notes: readonly string[]): void {
  const path = join(process.cwd(), "docs/performance.md");
  const text = readFileSync(path, "utf8");
  const [before, rest] = text.split(start);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`${path} has lost its marks ${start} and ${end}`);
  writeFileSync(
    path,
    `${before}${start}\n${table(figures)}\n\n${notes.map((note) => `- ${note}`).join("\n")}\n${end}${after}`,
  );
  // Columns of the table as the formatter wants them, or the next lint fails.
  execFileSync(process.execPath, [
    join(process.cwd(), "node_modules/@biomejs/biome/bin/biome"),
    "format",
    "--write",
    path,
  ]);
}

function table(figures: Figures): string {
  const rows = measures.map((measure) => `| ${measure.title} | ${measure.needed} | ${measure.show(figures)} |`);
  const where = `Node ${process.versions.node}, Prometheus ${prometheusVersion()}, ${availableParallelism()} cores shared by both.`;
  return [where, "", "| measure | must reach | measured |", "|---|---|---|", ...rows].join("\n");
}

function prometheusVersion(): string {
  const text = execFileSync(toolPath("prometheus"), ["--version"], { encoding: "utf8" });
  return /version (\d+\.\d+\.\d+)/.exec(text)?.[1] ?? "of unknown version";
}
