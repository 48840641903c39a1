import { describe, expect, test } from "vitest";
import { createSharingSources } from "../../generator/sampling/sharing-sources.ts";
import { type Sample, samplesOf } from "../../generator/testing/samples.ts";
import { describeSpec } from "../describe/describe.ts";
import { planSpec } from "../plan/plan.ts";
import { parseSpec } from "../read/parse.ts";
import { specErrorOf } from "../testing/spec-error.ts";

const head = "version: 1\nstep: 1m\nstart: 2026-11-01T11:56:00Z\nscrapes: 4\n";
const body = `signals: {load: {per: [instance], value: {noise: {mean: 50, stddev: 5}}}, errors: {value: 0.5}}
metrics:
  - {name: up, type: gauge, series: [{labels: {instance: "api-{1..3}"}, value: 1}]}
  - {name: load_ratio, type: gauge, series: [{labels: {instance: "api-{1..3}"}, value: {signal: load}}]}
  - name: requests_total
    type: counter
    series:
      - {labels: {instance: "api-{1..3}", code: "200"}, rate: {random: {min: 1, max: 2}}}
      - {labels: {instance: "api-{1..3}", code: "500"}, rate: {signal: errors}}
  - name: latency_seconds
    type: histogram
    buckets: [1]
    series: [{labels: {instance: api-1}, rate: 1, observe: {uniform: {min: 0, max: 2}}}]
alerts:
  - {alert: Slow, fires: never}
  - {alert: Errors, labels: {severity: page}, fires: never}
`;

const planOf = (scenario: string, name: string | undefined = "x") =>
  planSpec(parseSpec(`${head}${body}scenarios:\n  x: ${scenario}\n`, { file: "f", scenario: name }), {
    nowMs: Date.UTC(2026, 11, 1),
  });
const errorOf = (scenario: string, name?: string) => specErrorOf(() => planOf(scenario, name));

function samplesIn(scenario: string, name?: string | undefined): Record<string, Sample[]> {
  const { definitions, seed, grid } = planOf(scenario, name);
  return Object.fromEntries(
    createSharingSources(definitions, { seed, grid }).flatMap((source) => {
      const samples = samplesOf(source, 0, grid.count);
      return source.series.map(({ name: metric, labels }, place) => [
        `${metric}{${labels.map(([label, value]) => `${label}=${value}`).join()}}`,
        samples[place]!,
      ]);
    }),
  );
}

const base = samplesIn("{}", undefined);

test("the sample values of what a scenario does not touch are those of the spec, bit for bit", () => {
  const changed = samplesIn(`
    signals: {errors: {value: 9}}
    metrics: [{name: up, series: [{labels: {instance: api-2}, value: 0}, {labels: {instance: api-4}, value: 1}]}]
    series: [{match: {instance: api-3}, metric: load_ratio, value: 7}]`);
  const touched = new Set([
    "up{instance=api-2}",
    "load_ratio{instance=api-3}",
    ...[1, 2, 3].map((number) => `requests_total{code=500,instance=api-${number}}`),
  ]);
  for (const [series, samples] of Object.entries(base)) {
    if (touched.has(series)) expect(changed[series], series).not.toEqual(samples);
    else expect(changed[series], series).toEqual(samples);
  }
  expect(changed["up{instance=api-2}"]).toEqual([0, 0, 0, 0]);
  expect(changed["up{instance=api-4}"]).toEqual([1, 1, 1, 1]);
  expect(changed["load_ratio{instance=api-3}"]).toEqual([7, 7, 7, 7]);
  expect(changed["requests_total{code=500,instance=api-1}"]).toEqual([0, 540, 1080, 1620]);
  expect(Object.keys(changed)).toHaveLength(Object.keys(base).length + 1);
});

test("an empty scenario is the spec itself, and series are counted once where a scenario replaces them", () => {
  expect(samplesIn("{}", "x")).toEqual(base);
  const replaced = planOf("{metrics: [{name: up, series: [{labels: {instance: api-1}, value: 0}]}]}");
  expect(replaced.seriesCount).toBe(planOf("{}", undefined).seriesCount);
  expect(replaced.sampleCount).toBe(planOf("{}", undefined).sampleCount);
});

test("a change sets only the keys that a series has, and of two changes the later one counts", () => {
  const samples = samplesIn(`
    series:
      - {match: {instance: /api-./}, rate: 2, value: 5}
      - {match: {instance: [api-1, "api-{3..3}"]}, value: 6, until: 2m}
      - {match: {instance: api-1}, observe: {uniform: {min: 0, max: 1}}}`);
  expect(samples["up{instance=api-2}"]).toEqual([5, 5, 5, 5]);
  expect(samples["up{instance=api-3}"]!.slice(0, 2)).toEqual([6, 6]);
  expect(samples["requests_total{code=200,instance=api-2}"]).toEqual([0, 120, 240, 360]);
  // Uniform below 1: every observation lies in the first bucket.
  expect(samples["latency_seconds_bucket{instance=api-1,le=1}"]).toEqual(
    samples["latency_seconds_count{instance=api-1}"],
  );
});

test("a scenario has a metric of its own, and events after those of the spec", () => {
  const samples = samplesIn(`
    metrics: [{name: leader, type: gauge, series: [{labels: {instance: api-1}, value: 1}]}]
    events: [{restart: {match: {instance: api-1}, at: 1m, down: 1m}}]`);
  expect(samples["leader{instance=api-1}"]).toEqual([1, undefined, 1, 1]);
  expect(samples["up{instance=api-1}"]).toEqual([1, 0, 1, 1]);
});

test("expectations of the same alert and labels are replaced, others stay or are added", () => {
  const { alerts } = planOf(`{alerts: [
    {alert: Slow, fires: {after: 1m}}, {alert: Errors, labels: {severity: low}, fires: never}]}`);
  expect(alerts.map(({ alert, labels, fires }) => [alert, labels, fires])).toEqual([
    ["Errors", [["severity", "page"]], "never"],
    ["Slow", [], { afterMs: 60_000, withinMs: undefined }],
    ["Errors", [["severity", "low"]], "never"],
  ]);
});

test("describeSpec shows the series that a scenario changes apart from the others of their entry", () => {
  const document = parseSpec(`${head}${body}scenarios: {x: {series: [{match: {instance: api-2}, value: 0}]}}`, {
    file: "f",
    scenario: "x",
  });
  const plan = planSpec(document, { nowMs: Date.UTC(2026, 11, 1) });
  const up = describeSpec(document, plan).metrics.find(({ name }) => name === "up")!;
  expect(up.entries.map(({ labelSets, first }) => [labelSets, first[0]!.samples[0]])).toEqual([
    [2, 1],
    [1, 0],
  ]);
});

describe("what is wrong with a scenario is said with its line and column", () => {
  test.for([
    ["{}", "y", "f:21:1: there is no scenario `y`; did you mean `x`?"],
    [
      "{series: [{match: {instanze: api-1}, value: 0}]}",
      "x",
      "f:22:17: the change matches no series: none has a label `instanze`; did you mean `instance`?",
    ],
    [
      "{series: [{match: {instance: api-9}, value: 0}]}",
      "x",
      'f:22:17: the change matches no series: `instance` is "api-1", "api-2", "api-3"',
    ],
    [
      "{series: [{match: {code: /.*/}, value: 0}]}",
      "x",
      "f:22:38: none of the 6 series that match has `value`; counters, histograms and summaries have `rate`",
    ],
    [
      "{series: [{match: {code: /.*/}}]}",
      "x",
      "f:22:16: a change needs what it changes: `value`, `rate`, `observe`, `from` or `until`",
    ],
    [
      "{series: [{match: {instance: api-1}, rate: -1}]}",
      "x",
      "f:22:49: `rate` must not be below 0, and this one reaches -1",
    ],
    ["{series: [{match: {instance: api-1}, value: 1, then: end}]}", "x", "f:22:53: `then` says what follows a finite"],
    [
      "{metrics: [{name: upp, series: [{value: 1}]}]}",
      "x",
      "f:22:24: the spec has no metric `upp`; did you mean `up`?",
    ],
    [
      "{metrics: [{name: up, help: other, series: [{value: 1}]}]}",
      "x",
      "f:22:28: `help` is that of the spec's metric up: a scenario changes its series; leave it out",
    ],
    ["{signals: {load: {per: [pod], value: 1}}}", "x", 'f:22:30: no series has a label "pod"'],
    ["{signal: {}}", "x", "f:22:7: unknown key `signal` in `x`; did you mean `signals`?"],
  ] as const)("%s in scenario %s: %s", ([scenario, name, message]) => {
    expect(errorOf(scenario, name)).toContain(message);
  });

  test("a name that could be no part of a file's name", () => {
    const text = `${head}${body}scenarios: {"../x": {}}`;
    expect(specErrorOf(() => parseSpec(text, { file: "f" }))).toContain(
      "a scenario's name has 1 to 40 small letters, digits and -",
    );
  });

  test("a cause whose label a matching series lacks", () => {
    const text = `${head}signals: {load: {per: [instance], value: 1}}
metrics:
  - {name: a, type: gauge, series: [{labels: {instance: x, job: j}, value: 1}]}
  - {name: b, type: gauge, series: [{labels: {job: j}, value: 1}]}
scenarios: {x: {series: [{match: {job: j}, value: {signal: load}}]}}`;
    const plan = () => planSpec(parseSpec(text, { file: "f", scenario: "x" }), { nowMs: Date.UTC(2026, 11, 1) });
    expect(specErrorOf(plan)).toContain('b{job="j"}: signal `load` is per `instance`, which this series does not have');
  });
});
