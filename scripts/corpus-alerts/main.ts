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
import { type Agreement, comparePromtool } from "./promtool.ts";
import { firingReason, isAlwaysTrue, testUsualDay } from "./usual-day.ts";

const { values } = parseArgs({
  options: {
    check: { type: "boolean", default: false },
    dir: { type: "string", default: "../shared/corpus/rules" },
    json: { type: "string" },
    only: { type: "string" },
    promtool: { type: "boolean", default: false },
    usual: { type: "boolean", default: true },
    verbose: { type: "boolean", default: false },
  },
  allowNegative: true,
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

/** What became of one alert. */
interface FoundAlert {
  readonly file: string;
  readonly alert: string;
  readonly line: number;
  /** In the incident. */
  readonly state: string;
  /** Why it does not fire there. */
  readonly reason?: string | undefined;
  /** Why it fires on the usual day; undefined: it does not. */
  readonly usual?: string | undefined;
  /** True by design, whatever the data are. */
  readonly always: boolean;
}

const found: FoundAlert[] = [];
const notLoaded: string[] = [];
const faults: string[] = [];
const inferred: { file: string; text: string }[] = [];
let records = 0;
const startedMs = performance.now();
// Two at once: one waits for its Prometheus while the other computes.
await mapBounded(files, 2, async (file) => {
  const rules = readRuleFile(readFileSync(join(folder, file), "utf8"), { file });
  if (rules.problems.length > 0) notLoaded.push(...rules.problems.map((one) => `${file}:${one.line}: ${one.message}`));
  if (rules.groups.length === 0) return;
  const fromMs = performance.now();
  const { test, text } = await inferIncident(optionsFor(file), context);
  inferred.push({ file, text });
  notLoaded.push(...test.problems.map((one) => `${file}:${one.line}: ${one.message}`));
  records += test.records.length;
  for (const one of test.alerts) {
    const { alert, expr, line, state, reason, failures } = one;
    found.push({ file, alert, line, state, reason: reason?.text, always: isAlwaysTrue(expr) });
    faults.push(
      ...[...failures.map(({ error }) => error), ...failedTemplates(one)].map((text) => `${file}:${line}: ${text}`),
    );
  }
  if (values.verbose) process.stdout.write(`${file}: ${Math.round(performance.now() - fromMs)} ms\n`);
});
const seconds = (performance.now() - startedMs) / 1000;
if (values.usual)
  await mapBounded(inferred, 2, async ({ file, text }) => {
    for (const one of (await testUsualDay(text, optionsFor(file), context)).alerts) {
      const place = found.findIndex((each) => each.file === file && each.line === one.line);
      if (one.state === "firing") found[place] = { ...found[place]!, usual: firingReason(one) };
    }
  });

const agreements: (Agreement & { file: string })[] = [];
if (values.promtool)
  await mapBounded(inferred, 2, async ({ file, text }) => {
    agreements.push({ file, ...(await comparePromtool(text, optionsFor(file), context)) });
  });
const compared = agreements.reduce((sum, one) => sum + one.compared.length, 0);
const differing = agreements.flatMap(({ file, differing: all }) => all.map((one) => ({ file, ...one })));
const inexpressible = agreements.flatMap(({ file, inexpressible: all }) => all.map((one) => ({ file, ...one })));

function optionsFor(file: string) {
  return {
    files: [readRuleFile(readFileSync(join(folder, file), "utf8"), { file })],
    binary: toolPath("prometheus"),
    temporaryFolder: tmpdir(),
    userAgent: "dashpreview-corpus",
    evaluationIntervalMs: 60_000,
  };
}

const asked = found.filter(({ always }) => !always);
const firing = asked.filter(({ state }) => state === "firing");
const usual = asked.filter((one) => one.usual !== undefined);
const only = firing.filter((one) => one.usual === undefined);
const silent = asked.filter(({ state }) => state !== "firing");
const share = (part: readonly unknown[]) =>
  asked.length === 0 ? 1 : Math.round((part.length / asked.length) * 1000) / 1000;
const measures = {
  files: files.length,
  loaded: files.length - new Set(notLoaded.map((text) => text.split(":")[0])).size,
  alerts: found.length,
  records,
  always_true_by_design: found.length - asked.length,
  firing_in_the_incident: firing.length,
  share: share(firing),
  ...(values.usual && {
    firing_on_the_usual_day: usual.length,
    usual_share: share(usual),
    firing_only_in_the_incident: only.length,
    only_share: share(only),
  }),
  ...(values.promtool && {
    promtool_compared: compared,
    promtool_agreeing: compared - differing.length,
    promtool_cannot_say: inexpressible.length,
  }),
  silent_with_a_reason: silent.filter(({ reason }) => reason !== undefined).length,
  failed_rules_and_templates: faults.length,
  seconds_of_incidents: Math.round(seconds * 10) / 10,
  seconds: Math.round((performance.now() - startedMs) / 100) / 10,
};
for (const [name, value] of Object.entries(measures))
  process.stdout.write(`${name.replaceAll("_", " ").padEnd(30)}${value}\n`);
for (const text of [...notLoaded, ...(values.verbose ? faults : [])]) process.stdout.write(`${text}\n`);
for (const { file, alert, what } of differing) process.stdout.write(`${file}: ${alert}: promtool differs: ${what}\n`);
if (values.verbose) {
  for (const one of silent) process.stdout.write(`${one.file}:${one.line}: ${one.alert} ${one.state}: ${one.reason}\n`);
  for (const one of usual)
    process.stdout.write(`${one.file}:${one.line}: ${one.alert} on the usual day: ${one.usual}\n`);
}
if (values.json !== undefined)
  writeFileSync(
    values.json,
    `${JSON.stringify({ measures, alerts: found, faults, differing, inexpressible }, null, 1)}\n`,
  );
const reached =
  notLoaded.length === 0 &&
  share(firing) >= 0.8 &&
  (!values.usual || (share(usual) <= 0.02 && share(only) >= 0.8)) &&
  seconds <= 60 &&
  differing.length === 0 &&
  silent.every(({ reason }) => reason !== undefined);
if (values.check && !reached) process.exitCode = 1;
