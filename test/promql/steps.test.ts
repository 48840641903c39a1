import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { explainSteps } from "../../src/promql/steps/explain.ts";
import type { Step, StepDetail } from "../../src/promql/steps/step.ts";
import type { TestServer } from "../servers/process.ts";
import { startPrometheus } from "../servers/prometheus.ts";
import { askSteps } from "./ask-steps.ts";
import { type TestSeries, writeSeries } from "./remote-write.ts";

/**
 * What the steps say of an expression is held against a real Prometheus: each number that is worked out here must be
 * the number that the server gives, for many series with gaps, resets, late starts and odd values.
 */
const endMs = Math.floor(Date.now() / 60_000) * 60_000;
const version = "2.42.0";
let server: TestServer;

/** The same numbers in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}

/** Counters and gauges with irregular scrapes. */
function randomSeries(count: number): TestSeries[] {
  const next = numbers(7);
  return Array.from({ length: count }, (_, index) => {
    const isCounter = index % 2 === 0;
    const stepMs = [5000, 15_000, 30_000, 60_000][index % 4]!;
    const starts = next() < 0.5 ? 0 : Math.floor(next() * 600_000);
    const stops = next() < 0.7 ? 0 : Math.floor(next() * 200_000);
    let value = isCounter ? (next() < 0.5 ? 0 : next() * 50) : (next() - 0.5) * 100;
    const samples: { timeMs: number; value: number }[] = [];
    for (let at = endMs - 900_000 + starts; at <= endMs - stops; at += stepMs) {
      value = isCounter ? (next() < 0.05 ? next() * 5 : value + next() * 20) : (next() - 0.5) * 100;
      if (next() < 0.1) continue;
      const rounded = next() < 0.3 ? Math.round(value) : value;
      samples.push({ timeMs: at + Math.floor((next() - 0.5) * 2000), value: rounded });
    }
    return { labels: { __name__: isCounter ? "c_total" : "g", i: String(index) }, samples };
  });
}

const fixed = (labels: Record<string, string>, ...values: number[]): TestSeries => ({
  labels,
  samples: values.map((value, index) => ({ timeMs: endMs - (values.length - 1 - index) * 60_000, value })),
});

const joined: TestSeries[] = [
  fixed({ __name__: "requests", job: "api", pod: "a" }, 10, 20),
  fixed({ __name__: "requests", job: "api", pod: "b" }, 5, 6),
  fixed({ __name__: "requests", job: "web", pod: "c" }, 1, 2),
  fixed({ __name__: "limit", job: "api" }, 12, 12),
  fixed({ __name__: "limit", job: "db" }, 7, 7),
  fixed({ __name__: "owner", job: "api", team: "red" }, 1, 1),
  fixed({ __name__: "owner", job: "api", team: "blue" }, 1, 1),
];

const bounds = ["0.1", "0.5", "1", "2.5", "+Inf"];
const histograms: TestSeries[] = Array.from({ length: 40 }, (_, index) => {
  const next = numbers(100 + index);
  let count = 0;
  return bounds.map((le) => {
    // Now and then a bucket is below the one before it, as scrapes at different moments make it.
    count = next() < 0.1 ? Math.max(0, count - 3) : count + Math.floor(next() * 40);
    return fixed({ __name__: "h_bucket", le, i: String(index) }, 0, index === 0 ? 0 : count);
  });
}).flat();

beforeAll(async () => {
  server = await startPrometheus({ window: "2h", nativeHistograms: true });
  await writeSeries(server.url, [...randomSeries(120), ...joined, ...histograms]);
});
afterAll(() => server?.stop());

async function steps(query: string, atMs = endMs): Promise<Step> {
  const explained = await explainSteps(query, { ask: askSteps(server.url), atMs, version, limits: { series: 500 } });
  if (!explained.ok) throw new Error(explained.reason);
  return explained.root;
}

async function detail<K extends StepDetail["kind"]>(query: string, kind: K): Promise<StepDetail & { kind: K }> {
  const found = (await steps(query)).detail;
  if (found?.kind !== kind) throw new Error(`${query}: ${found?.kind}`);
  return found as StepDetail & { kind: K };
}

describe("the samples in a window give the server's number", () => {
  const simple =
    "irate idelta avg_over_time sum_over_time min_over_time max_over_time count_over_time last_over_time " +
    "present_over_time stddev_over_time stdvar_over_time changes resets deriv";
  const ranges = ["1m", "97s", "5m", "14m"];
  const queries = [
    ...["rate", "increase", "delta"].flatMap((name) => ranges.map((range) => `${name}({i=~".+"}[${range}])`)),
    ...simple.split(" ").map((name) => `${name}({i=~".+"}[4m])`),
    'quantile_over_time(0.83, {i=~".+"}[4m])',
    'predict_linear({i=~".+"}[4m], 600)',
    'rate({i=~".+"}[3m] offset 2m)',
    `increase({i=~".+"}[3m] @ ${(endMs - 100_000) / 1000})`,
    "avg_over_time(g[10m:45s])",
    "rate(c_total[10m:30s])",
  ].map((query) => query.replace('{i=~".+"}', '{__name__=~"c_total|g"}'));
  test.for(queries)("%s", async (query) => {
    const { series } = await detail(query, "window");
    const wrong = series.filter((one) => (one.own === undefined ? one.server !== undefined : one.agrees !== true));
    expect(wrong).toEqual([]);
    expect(series.filter(({ agrees }) => agrees).length).toBeGreaterThan(20);
  });

  test("rate, increase and delta are the same to the last bit, at odd moments too", async () => {
    const explained = await Promise.all(
      [0, 1234, 59_999, 301_000].flatMap((back) =>
        ["rate", "increase", "delta"].map((name) => steps(`${name}({__name__=~"c_total|g"}[2m])`, endMs - back)),
      ),
    );
    let compared = 0;
    for (const { detail: found } of explained) {
      if (found?.kind !== "window") throw new Error("no window");
      for (const { own, server: given } of found.series) {
        expect(own).toBe(given);
        if (own !== undefined) compared++;
      }
    }
    expect(compared).toBeGreaterThan(800);
  });

  test("all ways of ending an extrapolation occur, and resets", async () => {
    const { series } = await detail("increase(c_total[5m])", "window");
    const ends = new Set(
      series.flatMap(({ extrapolation: one }) => (one ? [one.beforeEnd, `after ${one.afterEnd}`] : [])),
    );
    expect(ends).toContain("border");
    expect(ends).toContain("half");
    expect(ends).toContain("after half");
    expect(series.some(({ resets }) => resets.length > 0)).toBe(true);
    const all = await detail("increase(c_total[14m])", "window");
    expect(all.series.some(({ extrapolation }) => extrapolation?.beforeEnd === "zero")).toBe(true);
  });

  test("a sample exactly at the beginning belongs to the window of this server", async () => {
    const found = await detail("count_over_time(limit[1m])", "window");
    expect(found).toMatchObject({ fromMs: endMs - 60_000, toMs: endMs, fromBelongs: true });
    expect(found.series.map(({ own, server: given }) => [own, given])).toEqual([
      [2, 2],
      [2, 2],
    ]);
  });
});

describe("operations say which series match", () => {
  test("one-to-one on all labels finds none, and says why", async () => {
    const found = await detail("requests / limit", "matching");
    expect(found.pairs).toEqual([]);
    expect(found.left.map(({ why }) => why)).toEqual([
      "no series on the right has a label pod",
      "no series on the right has a label pod",
      'no series on the right has job="web" or a label pod',
    ]);
    expect(found.right[0]!.why).toBe("the series on the left also have pod, this one does not");
  });

  test("many-to-one has a pair for each series, with the server's values", async () => {
    const query = "requests / on (job) group_left limit";
    const root = await steps(query);
    expect(root.detail).toMatchObject({
      kind: "matching",
      cardinality: "many-to-one",
      totals: { pairs: 2, left: 1, right: 1 },
    });
    if (root.detail?.kind !== "matching") throw new Error("no matching");
    expect(root.detail.pairs.map(({ left, value }) => [left.labels["pod"], value])).toEqual([
      ["a", 20 / 12],
      ["b", 6 / 12],
    ]);
    expect(root.result!.series.map(({ values }) => values[0]).sort()).toEqual(
      root.detail.pairs.map(({ value }) => value).sort(),
    );
    expect(root.detail.left[0]!.why).toBe('no series on the right has job="web"');
  });

  test("many-to-many is named, with the series that are too many", async () => {
    const root = await steps("requests * on (job) group_left owner");
    expect(root.error).toMatch(/many-to-many/);
    expect(root.detail).toMatchObject({
      conflicts: [{ side: "right", key: { job: "api" }, series: [{ team: "blue" }, { team: "red" }] }],
    });
    expect(root.notes.join(" ")).toContain('2 series on the right have the key {job="api"}');
    const left = await steps("requests / on (job) limit");
    expect(left.error).toMatch(/group_left|multiple matches/);
    expect(left.notes.join(" ")).toContain("`group_left` allows many on the left");
  });

  test.for(["and", "unless", "or"])("%s keeps what the server keeps", async (op) => {
    const root = await steps(`requests ${op} on (job) limit`);
    if (root.detail?.kind !== "matching") throw new Error("no matching");
    const { pairs, left, right } = root.detail;
    const kept = [
      ...pairs.filter(({ value }) => value !== undefined).map((pair) => pair.left),
      ...[...left, ...right].filter((one) => one.kept),
    ];
    expect(kept.map(({ value }) => value).sort()).toEqual(root.result!.series.map(({ values }) => values[0]).sort());
  });

  test("a comparison says what it drops", async () => {
    expect(await detail("requests > 5", "filter")).toMatchObject({ kept: 2 });
    expect((await steps("requests > 5")).result!.total).toBe(2);
    expect((await steps("6 >= requests")).result!.total).toBe(2);
    expect(await detail("6 >= requests", "filter")).toMatchObject({ kept: 2 });
  });
});

test.for(["sum", "avg", "min", "max", "count", "group", "stddev", "stdvar"])(
  "the groups of %s give the server's number",
  async (op) => {
    for (const clause of ["", "by (job)", "without (pod)"]) {
      const { groups } = await detail(`${op} ${clause} (requests)`, "grouping");
      expect(groups.map(({ agrees }) => agrees)).toEqual(groups.map(() => true));
      expect(groups).toHaveLength(clause === "" ? 1 : 2);
    }
    const { groups } = await detail(`${op}(g)`, "grouping");
    expect(groups[0]).toMatchObject({ agrees: true });
  },
);

test("quantile and topk: the group's number, and which series were chosen", async () => {
  expect((await detail("quantile(0.7, g)", "grouping")).groups[0]!.agrees).toBe(true);
  const { groups } = await detail("topk by (job) (1, requests)", "grouping");
  expect(groups[0]!.members.map(({ labels, chosen }) => [labels["pod"], chosen])).toEqual([
    ["a", true],
    ["b", false],
  ]);
});

test.for([0, 0.5, 0.9, 0.99, 1, 1.5])("histogram_quantile(%d) is the server's, bucket by bucket", async (quantile) => {
  for (const inner of ["h_bucket", "rate(h_bucket[5m])", "sum by (le) (h_bucket)"]) {
    const { groups } = await detail(`histogram_quantile(${quantile}, ${inner})`, "quantile");
    const wrong = groups.filter(
      ({ value, server: given }) => !(Object.is(value, given) || Math.abs(value - given!) < 1e-9),
    );
    expect(wrong).toEqual([]);
    expect(groups).toHaveLength(inner.startsWith("sum") ? 1 : 40);
  }
});

test("a subquery says when its expression is evaluated, and its inner steps have those moments", async () => {
  const root = await steps("max_over_time(rate(c_total[2m])[10m:1m])");
  const [subquery] = root.children;
  expect(subquery!.detail).toMatchObject({ kind: "range", moments: { count: 11, lastMs: endMs, stepMs: 60_000 } });
  expect(subquery!.children[0]).toMatchObject({ title: "rate", atMs: endMs });
});

test("offset and @ move what a selector looks at", async () => {
  const root = await steps("limit offset 30s");
  expect(root.detail).toMatchObject({ kind: "selector", looksAtMs: endMs - 30_000 });
  if (root.detail?.kind === "selector") expect(root.detail.ages.map(({ ageMs }) => ageMs)).toEqual([30_000, 30_000]);
  const range = { fromMs: endMs - 600_000, toMs: endMs, stepMs: 60_000 };
  const ask = askSteps(server.url);
  const fixedAt = await explainSteps("sum(limit @ start()) + sum(limit @ end())", {
    ask,
    atMs: endMs - 60_000,
    range,
    version,
  });
  if (!fixedAt.ok) throw new Error(fixedAt.reason);
  const [start, end] = fixedAt.root.children.map(({ children }) => children[0]!.result!.total);
  expect([start, end]).toEqual([0, 2]);
  expect(fixedAt.root.children[1]!.curves!.series[0]!.values).toHaveLength(11);
});

test("absent says why it is empty or not", async () => {
  expect((await steps("absent(limit)")).notes[0]).toBe(
    "There are 2 series, so nothing is absent: the result is empty.",
  );
  expect((await steps('absent(nothing{job="x"})')).notes[0]).toMatch(/^Nothing was found, so the result is 1/);
});

test("an expression with too many parts is explained in part", async () => {
  const query = Array.from({ length: 40 }, (_, index) => `sum(limit) * ${index}`).join(" + ");
  const explained = await explainSteps(query, { ask: askSteps(server.url), atMs: endMs, limits: { steps: 30 } });
  if (!explained.ok) throw new Error(explained.reason);
  expect(explained.leftOut).toBeGreaterThan(80);
  expect(explained.root.result!.type).toBe("vector");
});
