import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ask, dashboard, type Stack, smallSpec, startStack } from "./stack.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.stop());

interface Checked {
  dashboards: {
    title: string;
    panels: { ok: number; empty: number; error: number };
    findings: {
      panel?: string;
      variable?: string;
      state: string;
      reason: string;
      code?: string;
      part?: string;
      expr?: string;
    }[];
    unusedMetrics: string[];
  }[];
  changes?: string[];
}

const broken: [title: string, expr: string, reason: RegExp][] = [
  [
    "a metric that the spec does not make",
    "sum(request_total)",
    /request_total is not in the data spec; did you mean requests_total/,
  ],
  ["a label that no series has", 'requests_total{zone="a"}', /zone/],
  ["a label value that no series has", 'requests_total{job="apy"}', /job.*apy/],
  ["a range shorter than two samples", "rate(requests_total[10s])", /10s.*two samples|two samples.*10s/],
  ["a comparison that nothing passes", "queue_length > 100", /comparison > filters everything out.*7.*100/],
  ["a variable without values", 'requests_total{instance="$nothing"}', /\$nothing/],
  ["two sides that do not match", "requests_total / queue_length", /instance|queue/],
];

test("check explains a panel that is broken on purpose in each of the ways, on the preview as the reviewer's Grafana shows it", async () => {
  const json = dashboard(
    "Broken",
    broken.map(([, expr]) => expr),
    {
      templating: {
        list: [
          {
            name: "nothing",
            type: "query",
            datasource: { type: "prometheus", uid: "prod" },
            query: "label_values(no_such_metric, x)",
            refresh: 1,
          },
        ],
      },
    },
  );
  stack.write("broken.json", json);
  stack.write(
    "broken.data.yaml",
    `${smallSpec}  - {name: nobody_asks, type: gauge, series: [{labels: {}, value: 1}]}\n`,
  );
  const up = await stack.run(["up", "broken.json", "--key", "pr-1", "--fail-on", "none"]);
  expect(up.code, up.stderr).toBe(0);
  const result = await stack.run(["check", "broken.json", "--key", "pr-1", "--output", "json", "--fail-on", "empty"]);
  expect(result.code, result.stderr).toBe(1);
  const [checked] = result.json<Checked>().dashboards;
  expect(checked!.panels).toMatchObject({ ok: 0, empty: broken.length });
  for (const [index, [title, expr, reason]] of broken.entries()) {
    const finding = checked!.findings.find(({ panel }) => panel === `Panel ${index + 1}`);
    expect(finding?.reason, title).toMatch(reason);
    // As its source has it: without the label of the preview.
    expect(finding?.expr).toBe(expr);
    expect(JSON.stringify(finding)).not.toContain("dashpreview=");
  }
  expect(checked!.unusedMetrics).toEqual(["nobody_asks"]);
  const markdown = await stack.run(["check", "broken.json", "--key", "pr-1", "--output", "markdown"]);
  expect(markdown.stdout).toContain("7 panels: 7 empty");
  expect(markdown.stdout).toContain("| Panel 1");
});

test("of dashboards that share a data spec, check tells once which metrics none of them shows", async () => {
  const metrics = ["m_both", "m_left", "m_right", ...Array.from({ length: 40 }, (_, index) => `m_rest_${10 + index}`)];
  stack.write(
    "many.data.yaml",
    `version: 1\nmetrics:\n${metrics.map((name) => `  - {name: ${name}, type: gauge, series: [{value: 1}]}\n`).join("")}`,
  );
  stack.write("left.json", dashboard("Left", ["m_both", "m_left"]));
  stack.write("right.json", dashboard("Right", ["m_both", "m_right"]));
  const args = ["check", "left.json", "right.json", "--data", "many.data.yaml", "--fail-on", "none"];
  const json = (await stack.run([...args, "--output", "json"])).json<Checked>();
  expect(json.dashboards.map(({ unusedMetrics }) => unusedMetrics)).toEqual([metrics.slice(3), []]);
  const { stdout } = await stack.run(args);
  expect(stdout.split("In the data spec but in no panel: ")).toHaveLength(2);
  expect(stdout.replaceAll("\n", " ")).toMatch(/m_rest_10, .*m_rest_17 and 32 more; --output json lists all/);
  expect(stdout).not.toContain("m_rest_18");
});

test("check explains a panel of the fixture web-service that is broken on purpose, in each of the ways, and leaves the others alone", async () => {
  const root = resolve(import.meta.dirname, "../..");
  const fixture = (file: string) => readFileSync(join(root, "fixtures/web-service", file), "utf8");
  const json = JSON.parse(fixture("web-service.json")) as {
    panels: { id: number; targets?: { expr: string }[] }[];
    templating: { list: unknown[] };
  };
  const wrong = new Map<number, [expr: string, reason: RegExp]>([
    [
      2,
      [
        'sum(rate(http_request_total{job="$job"}[5m]))',
        /http_request_total is not in the data spec; did you mean http_requests_total/,
      ],
    ],
    [3, ['sum(rate(http_requests_total{zone="a"}[5m]))', /zone/]],
    [4, ['sum(rate(http_requests_total{code="418"}[5m]))', /code.*418/]],
    [5, ["rate(http_requests_total[10s])", /two samples/]],
    [7, ["http_requests_in_flight > 100000", /filters everything out/]],
    [14, ['http_requests_in_flight{instance="$nothing"}', /\$nothing/]],
    [15, ["http_requests_in_flight / http_requests_total", /code|route/]],
  ]);
  for (const panel of json.panels) {
    const broken = wrong.get(panel.id);
    if (broken !== undefined) panel.targets = [{ ...panel.targets![0]!, expr: broken[0] }];
  }
  json.templating.list.push({
    name: "nothing",
    type: "query",
    datasource: { type: "prometheus", uid: "prod" },
    query: "label_values(no_such_metric, x)",
    refresh: 1,
  });
  stack.write("web.json", json);
  stack.write("web.data.yaml", fixture("web-service.data.yaml"));
  // The same server has recent samples of other tests: an hour is what it takes.
  expect((await stack.run(["up", "web.json", "--key", "web", "--history", "30m", "--fail-on", "none"])).code).toBe(0);
  const result = await stack.run(["check", "web.json", "--key", "web", "--output", "json"]);
  const { findings, panels } = result.json<Checked>().dashboards[0]!;
  expect(panels).toMatchObject({ ok: 11 - wrong.size, empty: wrong.size });
  for (const [id, [expr, reason]] of wrong) {
    const finding = (findings as { panelId?: number; reason: string; expr?: string }[]).find(
      ({ panelId }) => panelId === id,
    );
    expect(finding?.reason, expr).toMatch(reason);
    expect(finding?.expr).toBe(expr);
  }
});

test("check --compare-with says what changed since an earlier state, and a query that cannot be parsed is a finding with its text", async () => {
  stack.write("new.json", dashboard("New", ["queue_length", "sum("]));
  stack.write("new.data.yaml", smallSpec);
  stack.write("old.json", dashboard("New", ["queue_length * 2", "queue_length"]));
  const up = await stack.run(["up", "new.json", "--key", "pr-2", "--output", "json"]);
  expect(up.code).toBe(1);
  const result = await stack.run([
    "check",
    "new.json",
    "--key",
    "pr-2",
    "--compare-with",
    "old.json",
    "--output",
    "json",
  ]);
  expect(result.code, result.stderr).toBe(1);
  const { dashboards, changes } = result.json<Checked>();
  expect(dashboards[0]!.findings).toMatchObject([{ panel: "Panel 2", state: "error", expr: "sum(" }]);
  expect(changes!.join("\n")).toContain("queue_length * 2");
});

// Every panel type that asks Prometheus in 148 real dashboards, those of old schemas too.
const panelTypes =
  "timeseries graph stat table table-old gauge bargauge singlestat piechart heatmap status-history state-timeline barchart histogram".split(
    " ",
  );

test("two previews of one dashboard with different specs on one Prometheus show different data in every panel type", async () => {
  const panels = panelTypes.map((type, index) => ({
    id: index + 1,
    type,
    title: type,
    gridPos: { h: 8, w: 12, x: 0, y: 8 * index },
    datasource: { type: "prometheus", uid: "prod" },
    // Tables and the like ask for one moment, the others for the whole window.
    targets: [
      {
        refId: "A",
        expr: index % 2 === 0 ? "queue_length" : "sum(queue_length) or vector(1)",
        ...(/table|stat|gauge|pie|bar/.test(type) ? { instant: true, format: "table" } : {}),
      },
    ],
  }));
  stack.write("same.json", { ...dashboard("Same", []), panels });
  const values: Record<string, number> = { "pr-31": 11, "pr-32": 22 };
  for (const [key, value] of Object.entries(values)) {
    stack.write(`${key}.yaml`, smallSpec.replace("value: 7", `value: ${value}`));
    expect((await stack.run(["up", "same.json", "--key", key, "--data", `${key}.yaml`])).code).toBe(0);
  }
  for (const [key, value] of Object.entries(values)) {
    const result = await stack.run(["check", "same.json", "--key", key, "--output", "json"]);
    const { queries } = result.json<{
      dashboards: { queries: { panel: string; series: number; lastValue: number }[] }[];
    }>().dashboards[0]!;
    expect(queries.map(({ panel, series, lastValue }) => [panel, series, lastValue])).toEqual(
      panelTypes.map((type) => [type, 1, value]),
    );
  }
});

test("export gives the source back, with what was edited in Grafana, and up takes it again", async () => {
  const source = {
    ...dashboard("Round trip", ["sum by (job) (rate(requests_total[5m]))"]),
    tags: ["team-a"],
    time: { from: "now-1h", to: "now" },
  };
  stack.write("round.json", source);
  stack.write("round.data.yaml", smallSpec);
  const made = (await stack.run(["up", "round.json", "--key", "pr-4", "--output", "json"])).json<{
    dashboards: { uid: string }[];
  }>();
  const { uid } = made.dashboards[0]!;
  const exported = await stack.run(["export", uid, "-o", "back.json"]);
  expect(exported.code, exported.stderr).toBe(0);
  const back = JSON.parse(readFileSync(join(stack.folder, "back.json"), "utf8")) as Record<string, unknown>;
  expect(back).toMatchObject({
    uid: "round-trip",
    title: "Round trip",
    tags: ["team-a"],
    time: { from: "now-1h", to: "now" },
  });
  expect(back["panels"]).toMatchObject([
    { datasource: { uid: "prod" }, targets: [{ expr: "sum by (job) (rate(requests_total[5m]))" }] },
  ]);
  expect(
    (await stack.run(["up", "back.json", "--data", "round.data.yaml", "--key", "pr-4", "--output", "json"])).json(),
  ).toMatchObject({
    dashboards: [{ uid, action: "updated" }],
  });
});

test("a module that exports a builder is previewed with --allow-code only, and never with --untrusted", async () => {
  const root = resolve(import.meta.dirname, "../..");
  const run = (...args: string[]) =>
    stack.run(["up", "fixtures/sdk-module/checkout.ts", "--key", "pr-5", "--history", "30m", ...args], { cwd: root });
  const refused = await run();
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain("--allow-code");
  expect((await run("--allow-code", "--untrusted")).code).toBe(2);
  const made = await run("--allow-code", "--output", "json");
  expect(made.code, made.stderr).toBe(0);
  expect(made.json<{ dashboards: { panels: { total: number; ok: number } }[] }>().dashboards[0]!.panels).toMatchObject({
    empty: 0,
    error: 0,
  });
});

test("without --key check looks at whatever the Prometheus holds", async () => {
  stack.write("plain.json", dashboard("Plain", ["queue_length", "vector(1)"]));
  writeFileSync(join(stack.folder, "plain.data.yaml"), smallSpec);
  expect(await ask(stack.prometheusUrl, 'count(queue_length{dashpreview=""})')).toBeUndefined();
  const result = await stack.run(["check", "plain.json", "--output", "json"]);
  expect(result.code, result.stderr).toBe(0);
  expect(result.json<Checked>().dashboards[0]!.panels).toMatchObject({ ok: 2 });
});
