import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { failedTemplates } from "../../src/alerts/show/rule-failures.ts";
import { inferIncident } from "../../src/preview/alerts/infer-incident.ts";
import { readRuleFile } from "../../src/prometheus/rules/read-rule-file.ts";
import { mapBounded } from "../../src/system/bounded.ts";
import { toolPath } from "../../test/servers/process.ts";

const { values } = parseArgs({
  options: {
    check: { type: "boolean", default: false },
    dir: { type: "string", default: "../shared/corpus/rules" },
    json: { type: "string" },
    only: { type: "string" },
    verbose: { type: "boolean", default: false },
  },
});

const folder = resolve(values.dir);
const files = readdirSync(folder)
  .filter((name) => /\.ya?ml$/.test(name) && (values.only === undefined || name.includes(values.only)))
  .sort();
const context = {
  signal: new AbortController().signal,
  now: Date.now,
  random: Math.random,
  sleep: async (ms: number) => void (await wait(ms)),
  progress: { step() {}, update() {}, clear() {} },
};
const found: { file: string; alert: string; line: number; state: string; reason?: string | undefined }[] = [];
const notLoaded: string[] = [];
const faults: string[] = [];
let records = 0;
const startedMs = performance.now();
// Two at once: one waits for its Prometheus while the other computes.
await mapBounded(files, 2, async (file) => {
  const rules = readRuleFile(readFileSync(join(folder, file), "utf8"), { file });
  if (rules.problems.length > 0) notLoaded.push(...rules.problems.map((one) => `${file}:${one.line}: ${one.message}`));
  if (rules.groups.length === 0) return;
  const fromMs = performance.now();
  const { test } = await inferIncident(
    {
      files: [rules],
      binary: toolPath("prometheus"),
      temporaryFolder: tmpdir(),
      userAgent: "dashpreview-corpus",
      evaluationIntervalMs: 60_000,
    },
    context,
  );
  notLoaded.push(...test.problems.map((one) => `${file}:${one.line}: ${one.message}`));
  records += test.records.length;
  for (const one of test.alerts) {
    const { alert, line, state, reason, failures } = one;
    found.push({ file, alert, line, state, reason: reason?.text });
    faults.push(
      ...[...failures.map(({ error }) => error), ...failedTemplates(one)].map((text) => `${file}:${line}: ${text}`),
    );
  }
  if (values.verbose) process.stdout.write(`${file}: ${Math.round(performance.now() - fromMs)} ms\n`);
});
const seconds = (performance.now() - startedMs) / 1000;
const firing = found.filter(({ state }) => state === "firing").length;
const share = found.length === 0 ? 1 : firing / found.length;
const silent = found.filter(({ state }) => state !== "firing");
const measures = {
  files: files.length,
  loaded: files.length - new Set(notLoaded.map((text) => text.split(":")[0])).size,
  alerts: found.length,
  records,
  firing,
  share: Math.round(share * 1000) / 1000,
  silent_with_a_reason: silent.filter(({ reason }) => reason !== undefined).length,
  failed_rules_and_templates: faults.length,
  seconds: Math.round(seconds * 10) / 10,
};
for (const [name, value] of Object.entries(measures))
  process.stdout.write(`${name.replaceAll("_", " ").padEnd(30)}${value}\n`);
for (const text of [...notLoaded, ...(values.verbose ? faults : [])]) process.stdout.write(`${text}\n`);
if (values.verbose)
  for (const { file, alert, line, state, reason } of silent)
    process.stdout.write(`${file}:${line}: ${alert} ${state}: ${reason}\n`);
if (values.json !== undefined)
  writeFileSync(values.json, `${JSON.stringify({ measures, alerts: found, faults }, null, 1)}\n`);
const reached =
  notLoaded.length === 0 && share >= 0.8 && seconds <= 60 && silent.every(({ reason }) => reason !== undefined);
if (values.check && !reached) process.exitCode = 1;
