import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { measureCorpus } from "./measure.ts";
import { docsTable, figuresPattern, terminalTable } from "./table.ts";

const docsFile = "docs/corpus.md";
const usage = "usage: npm run corpus -- [--dir DIR] [--json FILE] [--write-docs]";

const { values } = parseArgs({
  options: {
    dir: { type: "string" },
    json: { type: "string" },
    "write-docs": { type: "boolean", default: false },
    help: { type: "boolean" },
  },
});
if (values.help === true) process.stdout.write(`${usage}\n`);
else {
  const dir = values.dir ?? process.env["DASHPREVIEW_CORPUS"] ?? "../shared/corpus";
  const figures = await measureCorpus(dir);
  if (figures.dashboards === 0) throw new Error(`${dir}: no dashboards there; ${usage}`);
  process.stdout.write(terminalTable(figures));
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, undefined, 2)}\n`);
  if (values["write-docs"]) {
    const docs = readFileSync(docsFile, "utf8");
    writeFileSync(
      docsFile,
      docs.replace(figuresPattern, () => docsTable(figures)),
    );
  }
  process.exitCode = figures.missed.length === 0 ? 0 : 1;
}
