import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { planSpec, type SpecPlan } from "../../data-spec/plan/plan.ts";
import { parseSpec } from "../../data-spec/read/parse.ts";
import { createSharingSources } from "../../generator/sampling/sharing-sources.ts";
import { anySignal } from "../../generator/testing/arbitrary.ts";
import { type Sample, samplesOf } from "../../generator/testing/samples.ts";
import { exportUnitTest } from "./export-unit-tests.ts";
import { importUnitTests } from "./import-unit-tests.ts";
import { renderTestSpec } from "./render-test-spec.ts";
import { writeUnitTests } from "./unit-test-file.ts";

const nowMs = Date.UTC(2026, 10, 20);
const folder = mkdtempSync(join(tmpdir(), "dashpreview-promtool-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** All samples by the selector of their series; missing ones at the end left out. */
function samplesBySeries({ definitions, seed, grid }: Pick<SpecPlan, "definitions" | "seed" | "grid">) {
  const all = new Map<string, Sample[]>();
  for (const source of createSharingSources(definitions, { seed, grid })) {
    const samples = samplesOf(source, 0, grid.count);
    for (const [place, { name, labels }] of source.series.entries()) {
      const own = samples[place]!;
      while (own.length > 0 && own.at(-1) === undefined) own.pop();
      if (own.length > 0) all.set(JSON.stringify([name, labels]), own);
    }
  }
  return all;
}

const planOf = (text: string) => planSpec(parseSpec(text, { file: "f", maxMebibytes: 16 }), { nowMs });
const exportText = (plan: Parameters<typeof exportUnitTest>[0], ruleFiles: string[] = []) =>
  writeUnitTests({ ruleFiles, evaluationMs: 60_000, tests: [exportUnitTest(plan).test] });

function importText(text: string) {
  const file = importUnitTests(text, "f");
  return renderTestSpec(file.tests[0]!, file, { keepTime: false, file: "f" });
}

const everything = `version: 1
step: 15s
history: 10m
labels: {cluster: 'a "b" \\c {x} \\{1..2} ü'}
metrics:
  - {name: a, type: gauge, series: [{labels: {i: "x-{1..2}"}, value: {noise: {stddev: 1e-9}}}, {labels: {i: y}, value: "1 NaN Inf -Inf -0 -0 -0 0x5 _x3 stale 1e300x2"}]}
  - {name: b_total, type: counter, resets: null, series: [{rate: {random: {min: 0, max: 3}}, until: 5m}]}
  - {name: c, type: histogram, buckets: [0.1, 1, 1e9], native: both, series: [{rate: 5, observe: {exponential: {mean: 0.3}}}]}
  - {name: d, type: summary, series: [{rate: 5, observe: {exponential: {mean: 0.3}}}]}
alerts:
  - {alert: Hot, labels: {i: x-1}, fires: {after: 1m, within: 2m}}
  - {alert: Cold, fires: never}
`.replace(", resets: null", "");

test("a spec that is written as a unit test and read again has the same samples, native histograms too", () => {
  const plan = planOf(everything);
  expect(samplesBySeries(planOf(importText(exportText(plan))))).toEqual(samplesBySeries(plan));
});

test("every signal is written and read bit for bit", () => {
  const grid = { fromMs: nowMs, stepMs: 15_000, count: 40 };
  fc.assert(
    fc.property(anySignal, (value) => {
      const definitions = [
        { kind: "gauge", name: "x", labels: [], value } as const,
        { kind: "gauge", name: "y", labels: [], value: { type: "constant", value: 1 } } as const,
      ];
      const plan = { definitions, seed: 1, grid, alerts: [], metadata: [] };
      const again = planOf(importText(exportText(plan)));
      expect([...samplesBySeries(again)]).toEqual([...samplesBySeries(plan)]);
    }),
    { numRuns: 150 },
  );
});

test("labels of every kind come back as they were", () => {
  const value = fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 12 })
    .filter((text) => !/\p{Surrogate}/u.test(text));
  const tricky = fc.constantFrom(
    "{1..3}",
    "\\{1..3}",
    "\\{",
    'a"b',
    "a'b",
    "\n",
    "\u2028",
    "\u0085",
    "\u0000",
    "{-1..x}",
  );
  const plan = (labels: [string, string][]) => ({
    definitions: [{ kind: "gauge", name: "x", labels, value: { type: "constant", value: 1 } } as const],
    ...{ seed: 1, grid: { fromMs: nowMs, stepMs: 15_000, count: 1 }, alerts: [], metadata: [] },
  });
  fc.assert(
    fc.property(fc.oneof(value, tricky), (text) => {
      const first = plan([["a", text]]);
      expect(planOf(importText(exportText(first))).definitions[0]!.labels).toEqual([["a", text]]);
    }),
  );
});

const promtool = ["promtool", join(homedir(), ".cache/dashpreview/bin/promtool")].find((one) => {
  try {
    execFileSync(one, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return existsSync(one) && one.includes("/");
  }
});

describe.skipIf(promtool === undefined)("with promtool itself", () => {
  const run = (text: string, rules: string) => {
    writeFileSync(join(folder, "rules.yaml"), rules);
    writeFileSync(join(folder, "tests.yaml"), text);
    try {
      return execFileSync(promtool!, ["test", "rules", "tests.yaml"], { cwd: folder, encoding: "utf8", stdio: "pipe" });
    } catch (error) {
      return `${(error as { stdout: string }).stdout}${(error as { stderr: string }).stderr}`;
    }
  };
  // Promtool of 2022 has no native histograms yet.
  const spec = (after: string) => `version: 1
step: 15s
history: 30m
metrics:
  - {name: up, type: gauge, series: [{labels: {i: "x-{1..2}"}, value: {noise: {mean: 10, stddev: 1e-9}}}, {labels: {i: y}, value: "1 NaN Inf -Inf -0 -0 -0 0x5 _x3 stale 1e300x2 1e-300 1e21"}]}
  - {name: b_total, type: counter, series: [{rate: {random: {min: 1, max: 3}}}]}
  - {name: queue, type: gauge, series: [{labels: {q: 'mail "x" ü'}, value: [{line: {from: 0, to: 0, for: 10m}}, 9]}]}
alerts:
  - {alert: QueueLong, labels: {q: 'mail "x" ü'}, fires: {after: ${after}, within: 3m}}
  - {alert: Never, fires: never}
`;
  const rules = `groups:
  - name: g
    rules:
      - {alert: QueueLong, expr: queue > 5, for: 2m, labels: {severity: page}, annotations: {summary: long}}
      - {alert: Never, expr: b_total < 0}
`;

  test("promtool runs the exported file, and its expectations hold", () => {
    expect(run(exportText(planOf(spec("12m")), ["rules.yaml"]), rules)).toContain("SUCCESS");
  });

  test.for(["8m", "13m"])("promtool fails if the alert is expected after %s", (after) => {
    expect(run(exportText(planOf(spec(after)), ["rules.yaml"]), rules)).toContain("FAILED");
  });

  test("promtool fails where an alert fires that never must", () => {
    const firing = rules.replace("b_total < 0", "b_total > 0");
    expect(run(exportText(planOf(spec("12m")), ["rules.yaml"]), firing)).toContain("FAILED");
  });

  test("promtool sees the very samples of the spec", () => {
    const plan = planOf(spec("12m"));
    const exported = exportUnitTest(plan).test;
    const exprTests = [...samplesBySeries(plan)].flatMap(([key, samples]) => {
      const [name, labels] = JSON.parse(key) as [string, [string, string][]];
      const selector = `${name}{${labels.map(([label, value]) => `${label}=${JSON.stringify(value)}`).join(",")}}`;
      return [0, 1, 7, 119].flatMap((place) => {
        const value = samples[place];
        if (typeof value !== "number" || !Number.isFinite(value)) return [];
        return [{ expr: selector, evalMs: place * 15_000, samples: [{ labels: selector, value }] }];
      });
    });
    expect(exprTests.length).toBeGreaterThan(10);
    const tests = [{ ...exported, alertTests: [], exprTests }];
    expect(run(writeUnitTests({ ruleFiles: [], evaluationMs: 15_000, tests }), rules)).toContain("SUCCESS");
  });
});
