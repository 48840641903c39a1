import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { startPrometheus } from "../../test/servers/prometheus.ts";
import { equalsRegex } from "./inference/judge.ts";
import { resultsOf } from "./inference/results.ts";
import { asides, type MeasuredOnce, summarize, tableOf } from "./inference/summary.ts";
import { latestMoment } from "./latest-moment.ts";
import { type Measured, measure } from "./measure.ts";

const { values } = parseArgs({
  options: {
    at: { type: "string", default: "02:40,08:40,14:40,20:40" },
    check: { type: "boolean", default: false },
    dir: { type: "string", default: "../shared/corpus" },
    json: { type: "string" },
    only: { type: "string" },
    results: { type: "boolean", default: false },
    specs: { type: "string" },
    verbose: { type: "boolean", default: false },
  },
});

const folder = resolve(values.dir);
const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".json") && (values.only === undefined || name.includes(values.only)))
  .sort();
// A server takes samples in order: each time of day has one of its own.
const times = await Promise.all(
  values.at.split(",").map(async (at) => {
    const nowMs = latestMoment(at, Date.now());
    return { at, nowMs, server: await startPrometheus({ window: "4w" }) };
  }),
);
const measured: MeasuredOnce[] = [];
const failed: { file: string; at: string; reason: string }[] = [];
try {
  for (const [index, file] of files.entries()) {
    const text = readFileSync(join(folder, file), "utf8");
    for (const [place, { at, nowMs, server }] of times.entries()) {
      try {
        const options = { url: server.url, historyMs: 3_600_000, stepMs: 15_000, nowMs };
        const one = await measure(file, text, options, index * times.length + place);
        measured.push({ ...one, at, variables: variablesOf(one) });
        if (values.specs !== undefined && place === 0) {
          mkdirSync(values.specs, { recursive: true });
          writeFileSync(join(values.specs, `${file.replaceAll("/", "_")}.yaml`), one.text);
        }
      } catch (error) {
        const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
        failed.push({ file, at, reason });
      }
    }
    if (process.stderr.isTTY) process.stderr.write(`\r${index + 1} of ${files.length} `);
  }
} finally {
  await Promise.all(times.map(({ server }) => server.stop()));
}
const { measures, faults } = summarize(measured);
const facts = asides(measured);
const lines = Object.entries(facts).map(([name, count]) => `  ${name.replaceAll("_", " ").padEnd(28)}${count}`);
process.stdout.write(`${tableOf(measures)}\n\n${lines.join("\n")}\n`);
for (const { file, at, reason } of failed) process.stdout.write(`failed: ${file} at ${at}: ${reason}\n`);
if (values.json !== undefined) {
  const results = values.results ? { results: resultsOf(measured) } : {};
  writeFileSync(values.json, `${JSON.stringify({ measures, ...facts, failed, faults, ...results }, null, 1)}\n`);
}
if (values.verbose) for (const fault of faults) process.stdout.write(`${JSON.stringify(fault)}\n`);
if (failed.length > 0 || (values.check && measures.some(({ reached }) => !reached))) process.exitCode = 1;

function variablesOf({ result }: Measured): MeasuredOnce["variables"] {
  return (
    result.variables
      .filter(({ type, state }) => type !== "adhoc" && state !== "skipped")
      // As of queries: no data could answer them.
      .filter(({ state, reason }) => state === "ok" || !equalsRegex(reason ?? ""))
      .map(({ name, state, reason }) => ({ name, ok: state === "ok", reason }))
  );
}
