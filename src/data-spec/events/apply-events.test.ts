import { describe, expect, test } from "vitest";
import { createSharingSources } from "../../generator/sampling/sharing-sources.ts";
import { type Sample, samplesOf } from "../../generator/testing/samples.ts";
import { type PlanSpecOptions, planSpec } from "../plan/plan.ts";
import { parseSpec } from "../read/parse.ts";
import { specErrorOf } from "../testing/spec-error.ts";

/** A window of 10 scrapes from 11:56 on, one a minute. */
const head = "version: 1\nstep: 1m\nstart: 2026-11-01T11:56:00Z\nscrapes: 10\n";
const plan = (body: string, options: Partial<PlanSpecOptions> = {}) =>
  planSpec(parseSpec(head + body, { file: "f" }), { nowMs: Date.UTC(2026, 11, 1), ...options });

const errorOf = (body: string, options: Partial<PlanSpecOptions> = {}) => specErrorOf(() => plan(body, options));

/** All samples by name and labels. */
function samplesBySeries(body: string): Record<string, Sample[]> {
  const { definitions, seed, grid } = plan(body);
  return Object.fromEntries(
    createSharingSources(definitions, { seed, grid }).flatMap((source) => {
      const samples = samplesOf(source, 0, grid.count);
      return source.series.map(({ name, labels }, place) => [
        `${name}{${labels.map(([label, value]) => `${label}=${value}`).join()}}`,
        samples[place]!,
      ]);
    }),
  );
}

const _ = undefined;
const metrics = `metrics:
  - {name: up, type: gauge, series: [{labels: {instance: "api-{1..2}"}, value: 1}]}
  - {name: requests_total, type: counter, series: [{labels: {instance: "api-{1..2}", code: "200"}, rate: 1, initial: 7}]}
  - {name: memory_bytes, type: gauge, series: [{labels: {instance: "api-{1..2}"}, value: 5}]}
`;

test("a restart silences its series, makes up 0, and begins what counts at 0", () => {
  const series = samplesBySeries(`${metrics}events: [{restart: {match: {instance: api-2}, at: "12:00", down: 2m}}]\n`);
  expect(series["up{instance=api-2}"]).toEqual([1, 1, 1, 1, 0, 0, 1, 1, 1, 1]);
  expect(series["memory_bytes{instance=api-2}"]).toEqual([5, 5, 5, 5, _, _, 5, 5, 5, 5]);
  expect(series["requests_total{code=200,instance=api-2}"]).toEqual([7, 67, 127, 187, _, _, 0, 60, 120, 180]);
  expect(series["requests_total{code=200,instance=api-1}"]).toEqual([7, 67, 127, 187, 247, 307, 367, 427, 487, 547]);
});

test("a deployment ends series with a stale marker, and begins them with other labels", () => {
  const series = samplesBySeries(
    `${metrics}events: [{deploy: {match: {instance: api-2}, at: 4m, replace: {instance: api-3}}}]\n`,
  );
  expect(series["up{instance=api-2}"]).toEqual([1, 1, 1, 1, "stale", _, _, _, _, _]);
  expect(series["up{instance=api-3}"]).toEqual([_, _, _, _, 1, 1, 1, 1, 1, 1]);
  expect(series["requests_total{code=200,instance=api-3}"]).toEqual([_, _, _, _, 0, 60, 120, 180, 240, 300]);
  expect(Object.keys(series)).toHaveLength(9);
});

test("events happen one after the other: a deployed series can restart, and be replaced", () => {
  const series = samplesBySeries(`${metrics}events:
  - {deploy: {match: {instance: "/api-([12])/"}, at: 2m, replace: {instance: "api-v2-$1"}}}
  - {restart: {match: {instance: [api-v2-1, api-v2-9]}, at: 5m, down: 1m}}
  - {deploy: {match: {instance: api-v2-1}, at: "12:03", replace: {instance: api-v3-1}}}
`);
  expect(series["up{instance=api-v2-1}"]).toEqual([_, _, 1, 1, 1, 0, 1, "stale", _, _]);
  expect(series["up{instance=api-v3-1}"]).toEqual([_, _, _, _, _, _, _, 1, 1, 1]);
  expect(series["up{instance=api-v2-2}"]).toEqual([_, _, 1, 1, 1, 1, 1, 1, 1, 1]);
});

test("a restart of all instances at once takes ranges and lists, and an event may be given before earlier ones", () => {
  const series = samplesBySeries(`${metrics}events:
  - {restart: {match: {instance: "api-{1..2}"}, at: 6m, down: 1m}}
  - {restart: {match: {instance: api-1}, at: 2m}}
`);
  expect(series["memory_bytes{instance=api-1}"]).toEqual([5, 5, 5, 5, 5, 5, _, 5, 5, 5]);
  expect(series["requests_total{code=200,instance=api-1}"]).toEqual([7, 67, 0, 60, 120, 180, _, 0, 60, 120]);
});

test("a series lives from and until, after the start or at a time of day", () => {
  const series = samplesBySeries(`metrics:
  - name: x
    type: gauge
    series:
      - {labels: {pod: a}, value: 1, until: "12:00"}
      - {labels: {pod: b}, value: 1, from: "12:00"}
      - {labels: {pod: c}, value: 1, from: 2m, until: 4m}
      - {labels: {pod: d}, value: 1, from: "11:57", until: "11:58:30"}
`);
  expect(series["x{pod=a}"]).toEqual([1, 1, 1, 1, "stale", _, _, _, _, _]);
  expect(series["x{pod=b}"]).toEqual([_, _, _, _, 1, 1, 1, 1, 1, 1]);
  expect(series["x{pod=c}"]).toEqual([_, _, 1, 1, "stale", _, _, _, _, _]);
  expect(series["x{pod=d}"]).toEqual([_, 1, 1, "stale", _, _, _, _, _, _]);
});

test("planSpec counts what deployments begin, and says which events happen to how many series", () => {
  const { seriesCount, sampleCount, events, definitions } = plan(
    `${metrics}events: [{deploy: {match: {instance: api-2}, at: "12:00", replace: {instance: api-3}}}]\n`,
  );
  expect([seriesCount, sampleCount, definitions.length]).toEqual([9, 90, 9]);
  expect(events).toMatchObject([{ atMs: 240_000, series: 3, event: { type: "deploy" } }]);
});

test("planSpec warns of what happens after the window", () => {
  expect(
    plan(`metrics:
  - {name: x, type: gauge, series: [{value: 1, from: 10m}, {labels: {a: b}, value: 1, from: "11:55"}]}
events: [{restart: {match: {a: b}, at: "11:55", down: 1m}}]
`).warnings,
  ).toEqual([
    "f:6:54: this series begins 10m after the window's start, which is its end or later",
    "f:6:93: this series begins 23h59m after the window's start, which is its end or later",
    "f:7:40: the restart is 23h59m after the window's start, which is its end or later",
  ]);
});

describe("planSpec names the place of an event", () => {
  test.for([
    [
      "{restart: {match: {instance: api-9}, at: 1m}}",
      "f:10:6: the restart changes nothing: no series of that time has this `instance`",
    ],
    [
      "{deploy: {match: {instance: api-1}, at: 1m, replace: {pod: x}}}",
      "f:10:6: the deployment changes nothing: no series of that time has this `instance` and another `pod`",
    ],
    [
      "{deploy: {match: {instance: api-1}, at: 1m, replace: {instance: api-2}}}",
      'f:10:6: up{instance="api-2"} is there already; a deployment makes series of new labels',
    ],
    [
      '{deploy: {match: {instance: "/api-./"}, at: 1m, replace: {instance: api-3}}}',
      'f:10:6: two series that the deployment begins have the same labels: up{instance="api-3"}',
    ],
  ])("%s", ([event, expected]) => {
    expect(errorOf(`${metrics}events:\n  - ${event}\n`)).toBe(expected);
  });
});

describe("parseSpec checks events", () => {
  test.for([
    ["{restart: {match: {}, at: 1m}}", "`match`: expected labels"],
    ["{restart: {match: {instance: a}}}", "`restart` needs `at`"],
    ["{restart: {match: {instance: a}, at: noon}}", "`at`: expected a time of day in UTC"],
    ["{restart: {match: {instance: a}, at: 1m, for: 2m}}", "unknown key `for` in `restart`"],
    ["{restrt: {match: {instance: a}, at: 1m}}", "unknown key `restrt`"],
    [
      "{restart: {match: {instance: a}, at: 1m}, deploy: {match: {instance: a}, at: 1m, replace: {instance: b}}}",
      "an event has one key",
    ],
    ['{restart: {match: {instance: "/(/"}, at: 1m}}', "label `instance`: not a regular expression of RE2: missing"],
    [`{restart: {match: {instance: "/${"x".repeat(201)}/"}, at: 1m}}`, "longer than 200 characters"],
    ['{restart: {match: {instance: "/(abcdefghijklmnopqrstuvwxyz){1000}/"}, at: 1m}}', "are too large"],
    ['{restart: {match: {instance: "{1..99999}"}, at: 1m}}', "more than 10000 values"],
    ["{restart: {match: {dashpreview: a}, at: 1m}}", "label `dashpreview` is reserved"],
    ["{deploy: {match: {instance: a}, at: 1m, replace: {__name__: b}}}", "label `__name__` is reserved"],
    ["{deploy: {match: {instance: a}, at: 1m, replace: {instance: ''}}}", "`instance`: expected text"],
  ])("%s", ([event, expected]) => {
    expect(errorOf(`${metrics}events:\n  - ${event}\n`)).toContain(expected);
  });
});

test("planSpec refuses a life that ends before it begins", () => {
  const of = (life: string) => errorOf(`metrics: [{name: x, type: gauge, series: [{value: 1, ${life}}]}]\n`);
  expect(of("from: 5m, until: 5m")).toBe(
    "f:5:71: `until` is 5m after the window's start, not after `from`, 5m after its start",
  );
  expect(of("until: 0s")).toBe("f:5:61: `until` is 0s after the window's start, not after the window's start");
});

test("planSpec stops at the most series, however many a deployment would begin", () => {
  const body = `metrics: [{name: x, type: gauge, series: [{labels: {pod: "{1..900}"}, value: 1}]}]
events: [{deploy: {match: {pod: "/(.*)/"}, at: 1m, replace: {pod: "b-$1"}}}]\n`;
  expect(errorOf(body, { maxSeries: 1800 })).toBe("no error");
  expect(errorOf(body, { maxSeries: 1799 })).toContain("the deployments make too many series");
});
