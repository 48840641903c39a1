import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ReasonCode } from "../../src/check/explain/explanation.ts";
import { expectResult, resultSchema } from "../result-schema.ts";
import { runCli, startCli } from "./cli.ts";
import { dashboard, type Stack, smallSpec, startStack } from "./stack.ts";

let stack: Stack;

interface Query {
  readonly panel?: string;
  readonly annotation?: string;
  readonly state: string;
  readonly code?: string;
  readonly part?: string;
  readonly expr: string;
  readonly ranExpr?: string;
  readonly dataSource?: string;
  readonly series: number;
  readonly samples: number;
  readonly range?: { instant: true; at: string } | { instant: false; from: string; to: string; stepSeconds: number };
  readonly values?: Record<"least" | "median" | "greatest" | "last", { value: number | string; text: string }>;
}
interface Result {
  readonly state: string;
  readonly url?: string;
  readonly dashboards: {
    readonly queries: readonly Query[];
    readonly panelResults: { title: string; state: string; code?: string; values?: Query["values"] }[];
    readonly variables: { name: string; state: string; value: unknown; options: number }[];
    readonly findings: unknown[];
  }[];
}

const panels: [title: string, expr: string, settings?: Record<string, unknown>][] = [
  ["Requests", 'sum by (instance) (rate(requests_total{job=~"$job"}[2m]))', { unit: "reqps" }],
  ["Queue", "queue_length", { unit: "s", instant: true }],
  ["Wave", "queue_length * time() % 101", { unit: "bytes" }],
  ["Typo", "sum(rate(request_total[5m])) / 2"],
  ["Refused", "sum(requests_total / on (job) requests_total) > 0"],
  ["Infinite", "queue_length / 0"],
  ["NaN", "(queue_length - 7) / 0"],
  ["Gaps", "requests_total > 100 and requests_total < 3000"],
  ["Hidden", "queue_length", { hide: true }],
  ["Logs", '{job="api"}', { datasource: { type: "loki", uid: "logs" } }],
];

const model = () => {
  const json = dashboard(
    "Verdict",
    panels.map(([, expr]) => expr),
    {
      templating: {
        list: [
          {
            name: "job",
            type: "query",
            datasource: { type: "prometheus", uid: "prod" },
            query: "label_values(requests_total, job)",
            refresh: 1,
          },
        ],
      },
      annotations: {
        list: [
          { name: "Deploys", datasource: { type: "prometheus", uid: "prod" }, expr: "deploys_total", enable: true },
        ],
      },
    },
  );
  for (const [index, panel] of (json["panels"] as Record<string, unknown>[]).entries()) {
    const [title, expr, { unit, ...target } = {}] = panels[index]!;
    const datasource = target["datasource"] ?? { type: "prometheus", uid: "prod" };
    Object.assign(panel, {
      title,
      datasource,
      fieldConfig: { defaults: unit === undefined ? {} : { unit } },
      targets: [{ refId: "A", expr, datasource, ...target }],
    });
  }
  (json["panels"] as unknown[]).push({ id: 99, type: "text", title: "Words", gridPos: { h: 1, w: 1, x: 0, y: 99 } });
  return json;
};

beforeAll(async () => {
  stack = await startStack();
  stack.write("a.json", model());
  stack.write("a.data.yaml", smallSpec);
});
afterAll(() => stack?.stop());

/** What Prometheus itself answers to a query as the result says that it was run. */
async function askAgain(prometheusUrl: string, { ranExpr, range }: Query): Promise<number[][]> {
  const when = range!.instant
    ? { path: "query", time: { time: String(Date.parse(range!.at) / 1000) } }
    : {
        path: "query_range",
        time: {
          start: String(Date.parse(range!.from) / 1000),
          end: String(Date.parse(range!.to) / 1000),
          step: String(range!.stepSeconds),
        },
      };
  const response = await fetch(`${prometheusUrl}/api/v1/${when.path}`, {
    method: "POST",
    body: new URLSearchParams({ query: ranExpr!, ...when.time }),
  });
  const { data } = (await response.json()) as {
    data: { result: { values?: [number, string][]; value?: [number, string] }[] };
  };
  const number = (text: string) => Number(text.replace("Inf", "Infinity"));
  return data.result.map(({ values, value }) => (values ?? [value!]).map(([, text]) => number(text)));
}

/** The numbers of a result, worked out by sorting all samples. */
function expectedNumbers(series: readonly (readonly number[])[]) {
  const all = series.flat();
  const sorted = all.filter((value) => !Number.isNaN(value)).sort((one, other) => (one < other ? -1 : 1));
  const half = Math.floor(sorted.length / 2);
  const middle = sorted.slice(sorted.length % 2 === 1 ? half : half - 1, half + 1);
  const shown = series.find((values) => values.some(Number.isFinite)) ?? series[0]!;
  const word = (value: number) =>
    Number.isFinite(value) ? value : Number.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
  const closeTo = (value: number) => (Number.isFinite(value) ? expect.closeTo(value, 9) : word(value));
  const mean = middle[0] === middle.at(-1) ? middle[0]! : middle.reduce((sum, one) => sum + one, 0) / middle.length;
  return {
    series: series.length,
    samples: all.length,
    least: sorted.length === 0 ? "NaN" : word(sorted[0]!),
    median: sorted.length === 0 ? "NaN" : closeTo(mean),
    greatest: sorted.length === 0 ? "NaN" : word(sorted.at(-1)!),
    last: word(shown.at(-1)!),
  };
}

async function expectNumbersOf(prometheusUrl: string, { dashboards }: Result): Promise<void> {
  const asked = dashboards.flatMap(({ queries }) => queries).filter(({ values }) => values !== undefined);
  expect(asked.map(({ panel }) => panel)).toEqual(["Requests", "Queue", "Wave", "Infinite", "NaN", "Gaps"]);
  for (const query of asked) {
    const { least, median, greatest, last } = query.values!;
    const given = { least: least.value, median: median.value, greatest: greatest.value, last: last.value };
    const expected = expectedNumbers(await askAgain(prometheusUrl, query));
    expect({ series: query.series, samples: query.samples, ...given }, query.expr).toEqual(expected);
  }
}

const upArguments = ["up", "a.json", "--key", "pr-1", "--output", "json", "--fail-on", "none"];

test("up writes a result that its schema takes, with the numbers that Prometheus itself answers, and reasons for the rest", async () => {
  const run = await stack.run([...upArguments, "--result-file", "result.json"]);
  expect(run.code, run.stderr).toBe(0);
  const result = expectResult(run.json<Result>());
  expect(JSON.parse(readFileSync(join(stack.folder, "result.json"), "utf8"))).toEqual(result);
  await expectNumbersOf(stack.prometheusUrl, result);
  const [{ queries, panelResults, variables } = { queries: [], panelResults: [], variables: [] }] = result.dashboards;
  const by = (title: string) => queries.find(({ panel }) => panel === title)!;
  expect(queries.map(({ panel, annotation, state, code }) => [panel ?? annotation, state, code])).toEqual([
    ["Requests", "ok", undefined],
    ["Queue", "ok", undefined],
    ["Wave", "ok", undefined],
    ["Typo", "empty", "metric-not-in-spec"],
    ["Refused", "error", "refused"],
    ["Infinite", "empty", "not-finite"],
    ["NaN", "empty", "not-finite"],
    ["Gaps", "ok", undefined],
    ["Hidden", "skipped", "hidden"],
    ["Logs", "skipped", "other-data-source"],
    ["Deploys", "empty", "metric-not-in-spec"],
  ]);
  expect(by("Requests").expr).toBe('sum by (instance) (rate(requests_total{job=~"$job"}[2m]))');
  expect(by("Requests").ranExpr).toMatch(/requests_total\{.*dashpreview="[a-z2-7]{8}\.pr-1\..*\}\[2m\]/);
  expect(by("Requests").ranExpr).not.toContain("$job");
  expect(by("Typo")).toMatchObject({ part: "request_total", series: 0 });
  expect(by("Typo")).not.toHaveProperty("values");
  expect(by("Refused")).toMatchObject({ part: "requests_total / on (job) requests_total" });
  expect(by("Logs").dataSource).toBe("loki");
  expect(by("Queue")).toMatchObject({
    dataSource: "prometheus",
    range: { instant: true },
    values: { least: { value: 7, text: "7 s" }, last: { value: 7, text: "7 s" } },
  });
  expect(by("Infinite").values!.median).toEqual({ value: "+Inf", text: "+Inf" });
  expect(by("NaN").values!.last).toEqual({ value: "NaN", text: "NaN" });
  expect(variables).toEqual([{ name: "job", type: "query", state: "ok", value: "api", options: 1 }]);
  expect(panelResults.find(({ title }) => title === "Words")).toMatchObject({ state: "skipped", code: "no-query" });
  expect(panelResults.find(({ title }) => title === "Queue")!.values).toEqual(by("Queue").values);
  expect(panelResults.find(({ title }) => title === "Refused")).toMatchObject({ state: "error", code: "refused" });
});

test("check of the same preview says the same twice, with nothing in it that only time changes", async () => {
  const args = ["check", "a.json", "--key", "pr-1", "--output", "json", "--fail-on", "none"];
  const [one, other] = [await stack.run(args), await stack.run(args)];
  expect(one.code, one.stderr).toBe(0);
  await expectNumbersOf(stack.prometheusUrl, expectResult(one.json<Result>()));
  expect(other.stdout).toBe(one.stdout);
});

test("check without a preview, with --compare-with, and a dry run give results that the schema takes", async () => {
  const args = ["--output", "json", "--fail-on", "none"];
  const compared = await stack.run(["check", "a.json", "--compare-with", "a.json", "--history", "30m", ...args]);
  expect(expectResult(compared.json<Result & { changes: string[] }>())).toMatchObject({
    state: "checked",
    changes: [],
  });
  const planned = await stack.run(["up", "a.json", "--key", "pr-2", "--dry-run", ...args]);
  expect(expectResult(planned.json<Result>()).state).toBe("planned");
});

test("up --local gives a result that the schema takes, with the numbers of its own Prometheus", async () => {
  let text = "";
  let checked: Promise<void> | undefined;
  const { child, result } = startCli(["up", "a.json", "--local", "--output", "json", "--fail-on", "none"], {
    cwd: stack.folder,
  });
  child.stdout!.on("data", (chunk: Buffer) => {
    text += chunk.toString();
    if (checked !== undefined || !text.endsWith("\n")) return;
    const local = JSON.parse(text) as Result;
    checked = expectNumbersOf(local.url!, local).finally(() => child.kill("SIGINT"));
    // Awaited below.
    checked.catch(() => {});
  });
  const { code, json } = await result;
  await checked;
  expect(code).toBe(0);
  expect(expectResult(json<Result>()).state).toBe("local");
  expect(checked).toBeDefined();
});

test("up --local --exit and up --bundle write the result file too", async () => {
  const run = (...args: string[]) => runCli(["up", "a.json", ...args, "--output", "json"], { cwd: stack.folder });
  const local = await run("--local", "--exit", "--fail-on", "none", "--result-file", "local.json");
  const bundled = await run("--bundle", "bundle", "--result-file", "bundled.json");
  for (const [{ stdout }, file, state] of [
    [local, "local.json", "local"],
    [bundled, "bundled.json", "bundled"],
  ] as const) {
    const written = JSON.parse(readFileSync(join(stack.folder, file), "utf8")) as Result;
    expect(expectResult(written).state).toBe(state);
    expect(written).toEqual(JSON.parse(stdout));
  }
});

test("the schema lists every reason code of the program, and no other", () => {
  const codes: Record<ReasonCode, true> = {
    ...{ "metric-not-in-spec": true, "metric-without-series": true, "label-missing": true, "value-missing": true },
    ...{ "combination-missing": true, "range-too-short": true, "outside-window": true, comparison: true },
    ...{ "sides-do-not-match": true, "removed-by-operator": true, "not-finite": true, histogram: true, absent: true },
    ...{ "variable-empty": true, "variable-undefined": true, unknown: true, "not-isolated": true, "too-long": true },
    ...{ refused: true, "data-source-empty": true, "data-source-refused": true, "no-answer": true },
    ...{ "variable-unknown": true, "other-data-source": true, hidden: true, "no-query": true, "not-previewed": true },
    ...{ "too-many-queries": true, "all-hidden": true, "filtered-out": true, "field-missing": true },
    ...{ "fields-hidden": true, "no-value": true },
  };
  expect([...resultSchema.$defs["code"]!.enum!].sort()).toEqual(Object.keys(codes).sort());
});
