// A check that decides by few instants says what one says that looks at all of them.
import { expect, test } from "vitest";
import { checkDashboard } from "../src/check/check-dashboard.ts";
import type { CheckResult } from "../src/check/result.ts";
import type { ReviewerBackend } from "../src/check/run/ask-reviewer.ts";
import { readDashboard } from "../src/dashboard/read/read.ts";
import { parts } from "../src/dashboard/view/parts.ts";
import { panelsIn, queriesIn } from "../src/dashboard/view/queries.ts";
import { readVariables } from "../src/dashboard/view/variables.ts";
import type { QueryBackend, QuerySeries } from "../src/templating/backend.ts";

const minute = 60_000;
const toMs = Date.UTC(2026, 0, 1, 18);
const window = { fromMs: toMs - 360 * minute, toMs };
const minuteOf = (timeMs: number) => (timeMs - window.fromMs) / minute;

/** Values by the minute of the window; undefined where a series has none. */
type Course = (minutes: number) => number | undefined;

/** Six hours are 1,080 steps of 20 s: the few instants lie 6 minutes apart, the last of them at the end. */
const courses: Readonly<Record<string, Course>> = {
  steady: () => 5,
  rising: (at) => at,
  // Five minutes between two of the few instants.
  brief: (at) => (at > 120.5 && at < 125.5 ? 1 : undefined),
  incident: (at) => (at > 200.2 && at < 203 ? 300 : 10),
  nothing: () => undefined,
  no_number: () => Number.NaN,
  flat_but_once: (at) => (at === 31 ? 1 : 0),
  flat: () => 0,
  "a / b": (at) => (at > 300.1 && at < 304 ? Number.NaN : 1),
  mapped_once: (at) => (at === 31 ? 3 : 7),
  'one{pod="a"}': () => 1,
  'one{pod="b"}': (at) => (at === 31 ? 1 : undefined),
  'one{pod="c"}': () => undefined,
  ended: (at) => (at < 5.5 && at > 0.5 ? 1 : undefined),
};

function answer(expr: string, from: number, to: number, stepMs: number): QuerySeries[] {
  const course = courses[expr];
  if (course === undefined) return [];
  const timesMs: number[] = [];
  const values: number[] = [];
  for (let time = from; time <= to; time += stepMs) {
    const value = course(minuteOf(time));
    if (value === undefined) continue;
    timesMs.push(time);
    values.push(value);
  }
  return values.length === 0 ? [] : [{ labels: new Map([["job", "a"]]), timesMs, values }];
}

const stat = (expr: string, more: object = {}) => ({
  type: "timeseries",
  title: expr,
  targets: [{ refId: "A", expr }],
  ...more,
});
const unit = (name: string) => ({ fieldConfig: { defaults: { unit: name } } });
const mappings = [{ type: "value", options: { "3": { text: "Three" } } }];
const named = (text: string) => ({ targets: [{ refId: "A", expr: "brief", legendFormat: text }] });
const panels = [
  ...Object.keys(courses)
    .filter((name) => !name.startsWith("one"))
    .map((name) => stat(name)),
  ...["flat", "flat_but_once", "incident", "steady"].map((name) => stat(name, unit("percent"))),
  stat("flat", { fieldConfig: { defaults: { mappings } } }),
  stat("mapped_once", { fieldConfig: { defaults: { mappings } } }),
  stat("brief", {
    ...named("x"),
    fieldConfig: { overrides: [{ matcher: { id: "byName", options: "y" }, properties: [] }] },
  }),
  stat('one{pod="$pod"}', { repeat: "pod" }),
  stat("steady", {
    type: "table",
    targets: [{ refId: "A", expr: "steady", format: "table" }],
    transformations: [
      {
        id: "filterByValue",
        options: {
          filters: [{ fieldName: "Value", config: { id: "greater", options: { value: 9 } } }],
          type: "include",
          match: "all",
        },
      },
    ],
  }),
].map((panel, index) => ({ ...panel, id: index + 1 }));
const pods = { name: "pod", type: "custom", query: "a,b,c", multi: true, current: { value: ["a", "b", "c"] } };
const source = readDashboard(JSON.stringify({ title: "T", panels, templating: { list: [pods] } }), { file: "t.json" });

async function check(resolution: "decide" | "full") {
  let values = 0;
  const asked: { expr: string; timesMs: number[] }[] = [];
  const answered = (expr: string, from: number, to: number, stepMs: number) => {
    const series = answer(expr, from, to, stepMs);
    for (const one of series) values += one.values.length;
    asked.push({ expr, timesMs: series.flatMap((one) => [...one.timesMs]) });
    return series;
  };
  const backend: QueryBackend = {
    instant: async (expr, timeMs) => ({ series: answered(expr, timeMs, timeMs, 1) }),
    range: async (expr, { startMs, endMs, stepMs }) => ({ series: answered(expr, startMs, endMs, stepMs) }),
    labelNames: async () => [],
    labelValues: async () => [],
    series: async () => [],
  };
  const reviewer: ReviewerBackend = {
    query: async ({ expr, timing, every = 1 }) =>
      answered(
        expr,
        Math.ceil(timing.startMs / (every * timing.stepMs)) * every * timing.stepMs,
        timing.endMs,
        timing.stepMs * every,
      ),
  };
  const read = parts(source);
  const result = await checkDashboard({
    ...{ source, queries: queriesIn(read), panels: panelsIn(read), variables: readVariables(read) },
    ...{ backend, reviewer, window, resolution },
  });
  return { result, values, asked };
}

const verdicts = ({ panels, panelResults, findings, unchecked, queries }: CheckResult) => ({
  panels,
  findings,
  unchecked,
  states: panelResults.map(({ title, state, code, reason, copies }) => [title, state, code, reason, copies]),
  queries: queries.map(({ query: { expr }, state, code, reason }) => [expr, state, code, reason]),
});

test("a check by few instants gives the verdicts of one that looks at all of them", async () => {
  const [decided, full] = [await check("decide"), await check("full")];
  expect(verdicts(decided.result)).toEqual(verdicts(full.result));
  const states = new Map([...full.result.panelResults].reverse().map(({ title, state }) => [title, state]));
  expect(["steady", "brief", "ended", "nothing", "no_number"].map((title) => states.get(title))).toEqual([
    "ok",
    "ok",
    "ok",
    "empty",
    "empty",
  ]);
  const codes = new Set(full.result.findings.map(({ code }) => code));
  for (const code of [
    "constant-share",
    "share-out-of-bounds",
    "partly-not-finite",
    "mapping-without-match",
    "filtered-out",
  ])
    expect(codes).toContain(code);
});

test("a check by few instants asks for Grafana's own instants only, and for far fewer values", async () => {
  const [decided, full] = [await check("decide"), await check("full")];
  for (const { expr, timesMs } of decided.asked) for (const time of timesMs) expect(time % 20_000, expr).toBe(0);
  expect(decided.values).toBeLessThan(0.6 * full.values);
});
