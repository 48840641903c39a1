import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { startPrometheus } from "../../test/servers/prometheus.ts";
import { type Measured, measure } from "./measure.ts";
import { summarizeCorpus } from "./summary.ts";

const { values } = parseArgs({
  options: {
    dir: { type: "string", default: "../shared/corpus" },
    json: { type: "string" },
    only: { type: "string" },
    specs: { type: "string" },
    verbose: { type: "boolean", default: false },
  },
});

const folder = resolve(values.dir);
const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".json") && (values.only === undefined || name.includes(values.only)))
  .sort();
const server = await startPrometheus({ window: "4w" });
const measured: Measured[] = [];
const failed: { file: string; reason: string }[] = [];
try {
  for (const [index, file] of files.entries()) {
    try {
      const one = await measure(
        file,
        readFileSync(join(folder, file), "utf8"),
        { url: server.url, historyMs: 3_600_000, stepMs: 15_000 },
        index,
      );
      measured.push(one);
      if (values.specs !== undefined) {
        mkdirSync(values.specs, { recursive: true });
        writeFileSync(join(values.specs, `${file.replaceAll("/", "_")}.yaml`), one.text);
      }
    } catch (error) {
      failed.push({ file, reason: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  }
} finally {
  await server.stop();
}
const summary = summarizeCorpus(measured, failed);
process.stdout.write(`${summary.text}\n`);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(summary.json, null, 2)}\n`);
if (values.verbose) for (const failure of summary.json.failures) process.stdout.write(`${JSON.stringify(failure)}\n`);
