import protobuf from "protobufjs/minimal.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { variable } from "../../test/dashboards/variable.ts";
import type { TestServer } from "../../test/servers/process.ts";
import { startPrometheus } from "../../test/servers/prometheus.ts";
import { GrafanaError } from "../errors.ts";
import { createPrometheus } from "../prometheus/connection.ts";
import type { QueryBackend } from "../templating/backend.ts";
import type { Answered } from "./answered.ts";
import { checkDashboard } from "./check-dashboard.ts";
import type { CheckInput } from "./check-input.ts";
import type { CheckSink } from "./check-sink.ts";
import { knowSpec } from "./explain/spec-knowledge.ts";
import { failOn } from "./result.ts";
import type { ReviewerBackend } from "./run/ask-reviewer.ts";
import type { CheckQuery } from "./run/check-query.ts";
import { prometheusBackend } from "./run/prometheus-backend.ts";

const stepMs = 15_000;
const toMs = Math.floor(Date.now() / 60_000) * 60_000;
const window = { fromMs: toMs - 1_800_000, toMs };
const begin = new Date(window.fromMs).toISOString().replace(".000Z", "Z");
const label = { name: "dashpreview", value: "k2m4x7qa.pr-1.k3v9x2ab" };

const always = (value: number) => () => value;
const rising = (perStep: number) => (index: number) => index * perStep;
const data: [name: string, labels: Record<string, string>, value: (index: number) => number | undefined][] = [
  ["requests_total", { job: "api", code: "200", instance: "a" }, rising(15)],
  ["requests_total", { job: "api", code: "500", instance: "a" }, rising(1.5)],
  ["requests_total", { job: "web", code: "200", instance: "b" }, rising(30)],
  ["limits", { job: "api", team: "red" }, always(100)],
  ["limits", { job: "web", team: "red" }, always(50)],
  ["quota", { job: "batch" }, always(7)],
  ["temperature", { room: "hall" }, (index) => 20 + (index % 10)],
  ["idle", { job: "api" }, always(0)],
  ["ended", { job: "api" }, (index) => (index < 60 ? 1 : undefined)],
  ["odd", { job: "api" }, always(Number.NaN)],
  ["latency_bucket", { job: "api", le: "0.1" }, rising(3)],
  ["latency_bucket", { job: "api", le: "1" }, rising(5)],
  ["latency_bucket", { job: "api", le: "+Inf" }, rising(6)],
  ["quiet_bucket", { job: "api", le: "0.1" }, always(0)],
  ["quiet_bucket", { job: "api", le: "+Inf" }, always(0)],
  ["never_shown", { job: "api" }, always(1)],
];
const spec = knowSpec([
  ...["requests_total", "limits", "quota", "temperature", "idle", "ended", "odd", "never_shown"].map((name) => ({
    name,
    kind: "gauge" as const,
  })),
  { name: "latency", kind: "histogram" },
  { name: "quiet", kind: "histogram" },
]);

let server: TestServer;
let shared: TestServer;
let backend: QueryBackend;
beforeAll(async () => {
  [server, shared] = await Promise.all([startPrometheus({ window: "30d" }), startPrometheus({ window: "30d" })]);
  await write(server, data);
  await write(shared, marked(label.value, data));
  await write(shared, marked("k2m4x7qa.pr-2.aaaaaaaa", [["limits", { job: "db", pod: "x" }, always(1)]]));
  backend = backendOf(server);
});
afterAll(() => Promise.all([server?.stop(), shared?.stop()]));

const backendOf = ({ url }: TestServer) => prometheusBackend(createPrometheus({ url, userAgent: "test" }));
const marked = (value: string, series: typeof data): typeof data =>
  series.map(([name, labels, values]) => [name, { ...labels, [label.name]: value }, values]);

/** Remote write 1.0 by hand: the check must not depend on how its data came about. */
async function write({ url }: TestServer, series: typeof data): Promise<void> {
  const request = protobuf.Writer.create();
  for (const [name, labels, value] of series) {
    request.uint32(10).fork();
    for (const [key, text] of Object.entries({ __name__: name, ...labels }).sort(([a], [b]) => (a < b ? -1 : 1))) {
      request.uint32(10).fork().uint32(10).string(key).uint32(18).string(text).ldelim();
    }
    for (let time = window.fromMs, index = 0; time < window.toMs; time += stepMs, index++) {
      const sample = value(index);
      if (sample !== undefined) request.uint32(18).fork().uint32(9).double(sample).uint32(16).int64(time).ldelim();
    }
    request.ldelim();
  }
  const snappy = (await import("snappyjs" as string)) as { default: { compress(bytes: Uint8Array): Uint8Array } };
  const body = Buffer.from(snappy.default.compress(request.finish()));
  const headers = {
    "Content-Encoding": "snappy",
    "Content-Type": "application/x-protobuf",
    "X-Prometheus-Remote-Write-Version": "0.1.0",
  };
  const response = await fetch(`${url}/api/v1/write`, { method: "POST", body, headers });
  expect(response.status, await response.text()).toBe(204);
}

const panel = (expr: string, rest: Partial<CheckQuery> = {}): CheckQuery => {
  return { place: "panel", panelId: 1, panelTitle: "Panel", refId: "A", expr, prometheus: true, ...rest };
};
type Settings = Parameters<typeof variable>[0];
const run = (queries: CheckQuery[], variables: Settings[] = [], rest: Partial<CheckInput> = {}) =>
  checkDashboard({
    queries,
    variables: variables.map(variable),
    backend,
    window,
    spec,
    scrapeIntervalMs: stepMs,
    ...rest,
  });
const only = async (expr: string, rest?: Partial<CheckQuery>, variables?: Settings[]) =>
  (await run([panel(expr, rest)], variables)).queries[0]!;

describe("queries with data", () => {
  test("checkDashboard counts series and samples of a query with data", async () => {
    expect(await only("temperature")).toMatchObject({ state: "ok", series: 1, samples: 121, lastValue: 29 });
    expect(await only("sum by (job) (rate(requests_total[$__rate_interval]))")).toMatchObject({
      state: "ok",
      series: 2,
      lastValue: expect.closeTo(1.1, 9),
    });
    expect(await only("requests_total", { instant: true })).toMatchObject({ state: "ok", series: 3, samples: 3 });
    expect(await only("1 + 1")).toMatchObject({ state: "ok", series: 1, lastValue: 2 });
  });

  test("checkDashboard fills in variables as Grafana does", async () => {
    const job: Settings = {
      name: "job",
      type: "query",
      query: "label_values(requests_total, job)",
      multi: true,
      includeAll: true,
      current: { value: "$__all", text: "All" },
    };
    const code: Settings = {
      name: "code",
      type: "query",
      query: 'label_values(requests_total{job=~"$job"}, code)',
      current: { value: "gone", text: "gone" },
    };
    const result = await run([panel('requests_total{job=~"$job", code="$code"}')], [code, job]);
    expect(result.queries[0]).toMatchObject({
      state: "ok",
      series: 2,
      ranExpr: 'requests_total{job=~"(api|web)", code="200"}',
    });
  });
});

describe("reasons", () => {
  test.for<[expr: string, code: string, reason: string]>([
    [
      "sum(rate(request_total[5m]))",
      "metric-not-in-spec",
      "metric request_total is not in the data spec; did you mean requests_total?",
    ],
    ["zzz", "metric-not-in-spec", "metric zzz is not in the data spec"],
    ["rate(latency[5m])", "metric-not-in-spec", "metric latency is not in the data spec; did you mean latency_bucket?"],
    ["latency_sum", "metric-without-series", "metric latency_sum has no series in the window"],
    ['limits{pod="x"}', "label-missing", "no series of limits has a label pod; they have job, team"],
    ['limits{job="db"}', "value-missing", 'no series of limits has job="db"; there is "api", "web"'],
    ['limits{job=~"d.*|b"}', "value-missing", 'no series of limits has job=~"d.*|b"; there is "api", "web"'],
    [
      'requests_total{job="web",code="500"}',
      "combination-missing",
      'no series of requests_total has all of {job="web", code="500"} together, though each of them alone',
    ],
    [
      "rate(requests_total[10s])",
      "range-too-short",
      "rate() needs two samples, but the range [10s] holds only one (one every 15 s); use a longer range or $__rate_interval",
    ],
    [
      "temperature > 100",
      "comparison",
      "the comparison > filters everything out: the left side is 20 to 29, the right side 100",
    ],
    [
      "limits == 7",
      "comparison",
      "the comparison == filters everything out: the left side is 50 to 100, the right side 7",
    ],
    [
      'limits{team="red"} < on(job) idle',
      "comparison",
      "the comparison < filters everything out: the left side is 50 to 100, the right side always 0",
    ],
    [
      "limits / quota",
      "sides-do-not-match",
      "the two sides have no series that match: only the left side has the label team; name it in ignoring(…), or match on(job)",
    ],
    [
      "limits / on(job) quota",
      "sides-do-not-match",
      'the two sides have no series that match: they differ in job (left "api", "web"; right "batch")',
    ],
    [
      "sum(limits) / quota",
      "sides-do-not-match",
      "the two sides have no series that match: only the right side has the label job; name it in ignoring(…), or match on()",
    ],
    [
      "limits and on(job) quota",
      "sides-do-not-match",
      'the two sides have no series that match: they differ in job (left "api", "web"; right "batch")',
    ],
    [
      "limits unless on(job) requests_total",
      "removed-by-operator",
      'every series of the left side is taken away by "unless"',
    ],
    ["idle / idle", "not-finite", "divides by 0 everywhere, so every value is NaN or infinite"],
    ["odd", "not-finite", "odd has series, but every value is NaN or infinite"],
    [
      "histogram_quantile(0.9, sum by (job) (rate(latency_bucket[5m])))",
      "histogram",
      "histogram_quantile() needs buckets, but none of the 1 series has a label le; keep it with by (le, …)",
    ],
    [
      "histogram_quantile(0.9, rate(quiet_bucket[5m]))",
      "histogram",
      "every bucket is 0: no observations, so there is no quantile",
    ],
    [
      "absent(temperature)",
      "absent",
      "absent(temperature) is empty because its argument has data, which is what it is for",
    ],
    [
      "temperature offset 1w",
      "outside-window",
      "temperature offset 1w looks at a time for which there is no data; a longer --history would reach back to it",
    ],
    [
      "temperature > temperature offset 1w",
      "outside-window",
      `temperature offset 1w looks at a time for which there is no data; a longer --history would reach back to it (there is no data 1w ago: the series begin at ${begin})`,
    ],
    [
      "rate(requests_total[5m]) > rate(requests_total[5m] offset 1w)",
      "outside-window",
      `requests_total[5m] offset 1w looks at a time for which there is no data; a longer --history would reach back to it (there is no data 1w ago: the series begin at ${begin})`,
    ],
    ["rate(requests_total[5m] offset 1d)", "outside-window", `there is no data 1d ago: the series begin at ${begin}`],
    ["max_over_time(rate(requests_total[5m])[10m:] offset 1d)", "outside-window", "there is no data 1d ago"],
    ["temperature offset -1d", "outside-window", "there is no data: 1d ahead, after the series end"],
    [
      `temperature @ ${window.fromMs / 1000 - 86_400}`,
      "outside-window",
      `reach back to it (the series begin at ${begin})`,
    ],
    [
      "rate(requests_total[10s] offset 1m)",
      "range-too-short",
      "rate() needs two samples, but the range [10s] holds only one",
    ],
    [
      'rate(requests_total{job="db"}[5m] offset 1d)',
      "value-missing",
      'no series of requests_total has job="db"; there is "api", "web"',
    ],
    ["temperature / scalar(zzz)", "metric-not-in-spec", "metric zzz is not in the data spec"],
    [
      "temperature / scalar(limits)",
      "not-finite",
      "scalar(limits) gives no number: scalar() takes exactly one series, not 2",
    ],
    ["topk(0, limits)", "unknown", "topk keeps none of the series of its argument"],
    [
      "zzz or yyy",
      "metric-not-in-spec",
      'metric zzz is not in the data spec; and on the other side of "or": metric yyy is not in the data spec',
    ],
    [
      'sum(limits) + on() sum(limits{job="db"}) * 2',
      "value-missing",
      'no series of limits has job="db"; there is "api", "web"',
    ],
  ])("checkDashboard explains %s", async ([expr, code, reason]) => {
    const result = await only(expr);
    expect(result).toMatchObject({ state: "empty", code });
    expect(result.reason).toContain(reason);
  });

  test("checkDashboard calls the buckets of a native histogram unknown, and those of one that is written both ways not", async () => {
    const native = (form: true | "both") => knowSpec([{ name: "reply", kind: "histogram", native: form }]);
    const reasonOf = async (form: true | "both", expr: string) =>
      (await run([panel(expr)], [], { spec: native(form) })).queries[0]!.reason;
    const quantile = "histogram_quantile(0.9, sum by (le) (rate(reply_bucket[5m])))";
    expect(await reasonOf(true, quantile)).toBe("metric reply_bucket is not in the data spec; did you mean reply?");
    expect(await reasonOf(true, "rate(reply_count[5m])")).toBe(
      "metric reply_count is not in the data spec; did you mean reply?",
    );
    expect(await reasonOf("both", quantile)).toBe("metric reply_bucket has no series in the window");
    expect(await reasonOf(true, "histogram_count(reply)")).toBe("metric reply has no series in the window");
  });

  test("checkDashboard names the smallest part without data", async () => {
    expect(await only('sum(limits) + on() (sum(limits{job="db"}) * 2)')).toMatchObject({
      part: 'limits{job="db"}',
      selector: { metric: "limits", matchers: [{ name: "job", operator: "=", value: "db" }] },
    });
    expect(await only("sum(temperature > 100) * 3")).toMatchObject({ part: "temperature > 100" });
  });

  test("checkDashboard says that an instant query looks at the end of the window", async () => {
    expect(await only("ended")).toMatchObject({ state: "ok" });
    expect(await only("ended", { instant: true })).toMatchObject({
      state: "empty",
      code: "outside-window",
      reason: expect.stringContaining("no sample at the end of the window"),
    });
  });

  test("checkDashboard blames a variable without values, and one that is not defined", async () => {
    const empty: Settings = { name: "pod", type: "query", query: "label_values(limits, pod)" };
    expect(await only('limits{pod="$pod", job="x"}', {}, [empty])).toMatchObject({
      state: "empty",
      code: "variable-empty",
      reason:
        "variable $pod has no values: its query has no answer: no series of limits has a label pod; they have job, team",
    });
    expect(await only('limits{job="$typo"}')).toMatchObject({
      state: "empty",
      code: "variable-undefined",
      reason: "variable $typo is not defined in the dashboard",
    });
    expect(await only("limits * $typo")).toMatchObject({
      state: "error",
      reason: expect.stringContaining("not defined in the dashboard: $typo"),
    });
  });
});

describe("isolation", () => {
  const matcher = `${label.name}="${label.value}"`;
  const isolated = (expr: string, variables: Settings[] = []) =>
    run([panel(expr)], variables, { backend: backendOf(shared), isolation: label });
  test.for([
    [`limits{job="db",${matcher}}`, 'no series of limits has job="db"; there is "api", "web"', 'limits{job="db"}'],
    [`limits{pod="x",${matcher}}`, "no series of limits has a label pod; they have job, team", 'limits{pod="x"}'],
    [`sum(limits{${matcher}}) / quota{${matcher}}`, "only the right side has the label job;", "sum(limits) / quota"],
    [`label_replace(zzz{${matcher}}, "dashpreview", "", "", "")`, "metric zzz is not in the data spec", "zzz"],
  ] as const)("checkDashboard explains %s without the isolation label", async ([expr, reason, part]) => {
    const { queries } = await isolated(expr);
    expect(queries[0]).toMatchObject({ state: "empty", part });
    expect(queries[0]!.reason).toContain(reason);
    expect(queries[0]!.reason).not.toContain("dashpreview");
  });
});

test("checkDashboard shows a variable's query without isolation, and confines it", async () => {
  const pod: Settings = {
    name: "pod",
    type: "query",
    query: `label_values(limits{${label.name}="${label.value}"}, pod)`,
  };
  const result = await run([panel(`limits{pod="x$pod",${label.name}="${label.value}"}`)], [pod], {
    backend: backendOf(shared),
    isolation: label,
  });
  expect(result.findings).toMatchObject([
    {
      variable: "pod",
      expr: "label_values(limits, pod)",
      reason: "its query has no answer: no series of limits has a label pod; they have job, team",
    },
    { panel: "Panel", expr: 'limits{pod="x$pod"}', code: "variable-empty" },
  ]);
});

describe("the whole dashboard", () => {
  test("checkDashboard counts panels, collects findings and names metrics that no panel uses", async () => {
    const result = await run(
      [
        panel("temperature", { panelId: 1, panelTitle: "Fine", unit: "celsius" }),
        panel("zzz", { panelId: 2, panelTitle: "Empty" }),
        panel("sum(", { panelId: 3, panelTitle: "Broken" }),
        panel('{job="x"} |= 1', { panelId: 4, panelTitle: "Logs", prometheus: false, dataSource: "loki" }),
        panel("limits", { panelId: 5, panelTitle: "Both" }),
        panel("quota > 1e9", { panelId: 5, panelTitle: "Both", refId: "B" }),
        panel("x", { panelId: 6, panelTitle: "Refused", broken: "the query could not be isolated" }),
        { place: "annotation", name: "Deploys", expr: 'ended{job="none"}', prometheus: true },
      ],
      [{ name: "pod", type: "query", query: "label_values(odd, pod)" }],
      {
        panels: [
          { id: 1, title: "Fine" },
          { id: 9, title: "Text", type: "text" },
        ],
      },
    );
    expect(result.panels).toEqual({ total: 7, ok: 2, empty: 1, error: 2, skipped: 2, unchecked: 0 });
    expect(result.findings.map(({ panel, variable, refId, state }) => [panel ?? variable, refId, state])).toEqual([
      ["pod", undefined, "empty"],
      ["Empty", "A", "empty"],
      ["Broken", "A", "error"],
      ["Logs", "A", "skipped"],
      ["Both", "B", "empty"],
      ["Refused", "A", "error"],
    ]);
    expect(result.findings[2]!.reason).toMatch(/parse error/);
    expect(result.unusedMetrics).toEqual(["idle", "latency", "never_shown", "quiet", "requests_total"]);
    expect([failOn(result, "none"), failOn(result, "error"), failOn(result, "empty")]).toEqual([false, true, true]);
  });

  test("checkDashboard goes on when the server fails for some queries", async () => {
    const flaky: QueryBackend = {
      ...backend,
      range: (query, range, signal) =>
        query === "limits"
          ? prometheusBackend(createPrometheus({ url: `${server.url}/nowhere`, userAgent: "test" })).range(
              query,
              range,
              signal,
            )
          : backend.range(query, range, signal),
    };
    const result = await run([panel("limits", { panelId: 1 }), panel("quota", { panelId: 2 })], [], { backend: flaky });
    expect(result.queries.map(({ state }) => state)).toEqual(["unchecked", "ok"]);
    expect(result.queries[0]!.reason).toBe("404 page not found");
  });

  test("checkDashboard stops asking a server that is gone", async () => {
    let asked = 0;
    const gone = prometheusBackend(createPrometheus({ url: "http://127.0.0.1:9", userAgent: "test" }));
    const counting: QueryBackend = {
      ...gone,
      range: (...args) => {
        asked++;
        return gone.range(...args);
      },
    };
    const queries = Array.from({ length: 2000 }, (_, index) => panel(`x${index}`, { panelId: index }));
    const result = await run(queries, [], { backend: counting });
    expect(result.panels).toMatchObject({ total: 2000, error: 0, unchecked: 2000 });
    expect(asked).toBeLessThan(20);
  });

  test("checkDashboard says that what is left when the time is over was not checked", async () => {
    const slow: QueryBackend = {
      ...backend,
      range: (_query, _range, signal) =>
        new Promise((_, fail) => signal!.addEventListener("abort", () => fail(signal!.reason))),
    };
    const result = await run([panel("limits", { panelId: 1 }), panel("quota", { panelId: 2 })], [], {
      backend: slow,
      limits: { totalMs: 50 },
    });
    expect(result.queries.map(({ state, reason }) => [state, reason])).toEqual(
      Array(2).fill(["unchecked", "the time for checking was over"]),
    );
  });

  test("checkDashboard runs at most as many queries at once as it is told", async () => {
    let [now, most] = [0, 0];
    const counting: QueryBackend = {
      ...backend,
      async range(...args) {
        most = Math.max(most, ++now);
        const answer = await backend.range(...args);
        now--;
        return answer;
      },
    };
    const queries = Array.from({ length: 60 }, (_, index) => panel(`temperature + ${index}`, { panelId: index }));
    const result = await run(queries, [], { backend: counting, concurrency: 3 });
    expect(result.panels.ok).toBe(60);
    expect(most).toBe(3);
  });

  test("checkDashboard puts panel queries to the reviewer's server too, built-in variables left to it", async () => {
    const asked: string[] = [];
    const reviewer: ReviewerBackend = {
      async query({ expr, timing }) {
        asked.push(expr);
        if (expr.startsWith("quota")) throw new GrafanaError("bad gateway", { code: "query", status: 502 });
        return expr.startsWith("idle") ? [] : [{ labels: new Map(), timesMs: [timing.endMs], values: [1] }];
      },
    };
    const job: Settings = { name: "job", type: "custom", query: "api" };
    const queries = [
      panel('rate(requests_total{job="$job"}[$__rate_interval])'),
      panel("quota"),
      panel("idle"),
      panel("zzz"),
    ];
    const result = await run(queries, [job], { reviewer, concurrency: 1 });
    expect(asked).toEqual(['rate(requests_total{job="api"}[$__rate_interval])', "quota", "idle"]);
    expect(result.queries.map(({ state }) => state)).toEqual(["ok", "error", "error", "empty"]);
    expect(result.queries[1]!.reason).toBe("Grafana could not run the query: bad gateway");
  });

  test("checkDashboard hands out what each copy of a panel and each annotation answered", async () => {
    const got: string[] = [];
    const tell = ({ result: { state }, series }: Answered) =>
      `${state} ${series.map(({ labels, values }) => `${labels.get("job")} ${values.length}`).join()}`;
    const sink: CheckSink = {
      panel: ({ of, copy, resolved, panel: { state }, answers }) =>
        got.push(
          `${of.title} ${copy?.["job"]} ${resolved.get("job")?.value} ${state}: ${answers.map(tell).join("; ")}`,
        ),
      annotation: (answered) => got.push(`annotation ${tell(answered)}`),
    };
    const job: Settings = { name: "job", type: "custom", query: "api,web", multi: true, includeAll: true };
    const queries = [
      panel('limits{job="$job"}', { repeats: ["job"] }),
      panel('quota{job="$job"}', { refId: "B", repeats: ["job"], instant: true }),
      panel("limits", { place: "annotation", panelId: undefined, panelTitle: undefined, name: "deploys" }),
    ];
    await run(queries, [job], { sink, resolution: "full" });
    expect(got.sort()).toEqual([
      "Panel api api ok: ok api 121; empty ",
      "Panel web web ok: ok web 121; empty ",
      "annotation ok api 121,web 121",
    ]);
  });

  test("checkDashboard ends with the signal's reason", async () => {
    await expect(run([panel("limits")], [], { signal: AbortSignal.abort(new Error("stop")) })).rejects.toThrow("stop");
  });

  test("checkDashboard gets through 2,000 panels", async () => {
    const queries = Array.from({ length: 2000 }, (_, index) =>
      panel(index % 2 === 0 ? "limits" : `missing_${index}`, { panelId: index, panelTitle: "x".repeat(200) }),
    );
    expect((await run(queries)).panels).toMatchObject({ total: 2000, ok: 1000, empty: 1000 });
  });
});
