import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { afterAll, expect, test } from "vitest";
import type { PageAlerts, PageData } from "../../src/report/page-data.ts";
import { runCli } from "../e2e/cli.ts";
import { dashboard } from "../e2e/stack.ts";
import { temporaryFolder } from "../servers/process.ts";

const folder = temporaryFolder();
mkdirSync(join(folder, "base"));
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

const queries = ["sum(rate(http_requests_total[5m]))", "job:errors:ratio_rate5m", "queue_length"];
write("a.json", JSON.stringify(dashboard("A", queries)));
write("base/a.json", JSON.stringify(dashboard("A", queries)));
// No errors for 40 minutes, 0 to 25 a second in five, 25 for ten, none again.
const errors =
  "[{limit: {of: 0, for: 40m}}, {line: {from: 0, to: 25, for: 5m}}, {limit: {of: 25, for: 10m}}, {limit: {of: 0, for: 5m}}]";
write(
  "a.data.yaml",
  `version: 1
history: 2h
metrics:
  - name: http_requests_total
    type: counter
    series:
      - { labels: { job: shop, code: "200" }, rate: 50 }
      - { labels: { job: shop, code: "500" }, rate: ${errors} }
  - { name: queue_length, type: gauge, series: [{ labels: { job: shop }, value: 3 }] }
alerts:
  - { alert: HighErrorRate, labels: { job: shop }, fires: { after: 45m, within: 5m } }
  - { alert: LongQueue, fires: { after: 1h } }
`,
);
const rules = (threshold: number) => `groups:
  - name: shop
    interval: 30s
    rules:
      - record: job:errors:ratio_rate5m
        expr: |
          sum by (job) (rate(http_requests_total{code=~"5.."}[5m]))
            / sum by (job) (rate(http_requests_total[5m]))
      - alert: HighErrorRate
        expr: job:errors:ratio_rate5m > ${threshold}
        for: 5m
        keep_firing_for: 3m
        labels: { severity: page }
        annotations: { summary: "{{ $labels.job }} fails" }
      - { alert: LongQueue, expr: queue_length > 5, for: 1m }
`;
write("rules.yaml", rules(0.05));
write("base/rules.yaml", rules(0.5));
write("broken.yaml", `groups:\n  - name: b\n    rules:\n      - { alert: Broken, expr: "sum(" }\n`);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) =>
  runCli(["report", "a.json", "--output", "json", "--at", "2026-01-31T12:00Z", ...args], {
    cwd: folder,
    env: { TMPDIR: mkdtempSync(join(folder, "tmp-")) },
  });

const schema = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../schema/page-data.schema.json"), "utf8"),
) as object;
const validate = new Ajv({ strict: true, strictTuples: true, allErrors: true }).compile(schema);

const startMs = Date.UTC(2026, 0, 31, 10);

/** Minutes after the begin of the data, to the half one: rules are evaluated twice a minute. */
const minutes = (ms: number) => Math.floor((ms - startMs) / 30_000) / 2;

const spansOf = ({ rules: all }: Pick<PageAlerts, "rules">) =>
  all
    .find(({ alert }) => alert === "HighErrorRate")
    ?.instances[0]?.spans.map((span) => [span.state, minutes(span.fromMs)]);

test("the page has the alerts on its own data, with expectations, and says at each panel which read its metrics", async () => {
  const result = await run("--rules", "rules.yaml");
  // The queue never has more than 3: an expectation is not met.
  expect(result.code, result.stderr).toBe(1);
  expect(result.stderr).toContain("a.data.yaml:12: LongQueue fires after 1h: it never fires");
  const { alerts, dashboards } = result.json<PageData>();
  const [first] = alerts!;
  // The mean of five minutes, x²/2 after x minutes of the line, is over 5 % of all (2.63 a second) from x = 2.3 on;
  // with 25 a second behind it, until 4.5 minutes after the errors end, and three more by keep_firing_for.
  expect(spansOf(first!)).toEqual([
    ["inactive", 0],
    ["pending", 42.5],
    ["firing", 47.5],
    ["inactive", 62.5],
  ]);
  const [high, long] = first!.rules;
  expect(high).toMatchObject({
    ...{ group: "shop", file: "rules.yaml", line: 9, forMs: 300_000, keepFiringForMs: 180_000, intervalMs: 30_000 },
    metrics: ["http_requests_total", "job:errors:ratio_rate5m"],
  });
  expect(high!.instances[0]!.labels).toEqual({ alertname: "HighErrorRate", job: "shop", severity: "page" });
  expect(high!.instances[0]!.spans[2]!.annotations).toEqual({ summary: "shop fails" });
  expect(long).toMatchObject({ state: "inactive", instances: [], reason: expect.stringContaining("5") });
  expect(first!.expectations.map(({ alert, met }) => [alert, met])).toEqual([
    ["HighErrorRate", true],
    ["LongQueue", false],
  ]);
  const panels = dashboards[0]!.views[0]!.panels;
  expect(panels.map(({ alerts: keys }) => keys)).toEqual([[high!.key], [high!.key], [long!.key]]);
  // The data spec has no series of the recorded metric: the rule has recorded it before the panel asked.
  expect(panels[1]).toMatchObject({ state: "ok" });
});

test("with a base, the rules before the change are there, on the same data", async () => {
  const result = await run("--rules", "rules.yaml", "--base", "base", "--fail-on", "none");
  expect(result.code, result.stderr).toBe(0);
  const [alerts] = result.json<PageData>().alerts!;
  expect(alerts!.rules.map(({ alert, change }) => [alert, change])).toEqual([
    ["HighErrorRate", "changed"],
    ["LongQueue", "unchanged"],
  ]);
  expect(alerts!.before).toMatchObject({ base: "base" });
  expect(validate(result.json()), JSON.stringify(validate.errors)).toBe(true);
  expect(spansOf(alerts!)).toHaveLength(4);
  expect(alerts!.before!.rules[0]).toMatchObject({ expr: "job:errors:ratio_rate5m > 0.5", state: "inactive" });
});

test("with a commit as base, the same files of that commit are compared; a new file has no rules before", async () => {
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", ...args], { cwd: folder });
  git("init", "-q", "-b", "main");
  git("add", "a.json", "a.data.yaml", "rules.yaml");
  git("commit", "-q", "-m", "before");
  write("rules.yaml", rules(0.2).replace("LongQueue", "LongerQueue"));
  write("new.yaml", `groups:\n  - { name: n, rules: [{ alert: New, expr: queue_length > 2 }] }\n`);
  const result = await run("--rules", "rules.yaml", "--rules", "new.yaml", "--base", "main", "--fail-on", "none");
  write("rules.yaml", rules(0.05));
  expect(result.code, result.stderr).toBe(0);
  expect(result.stderr).not.toContain("warning");
  const [alerts] = result.json<PageData>().alerts!;
  expect(alerts!.rules.map(({ alert, state, change }) => [alert, state, change])).toEqual([
    ["HighErrorRate", "firing", "changed"],
    ["LongerQueue", "inactive", "added"],
    ["New", "firing", "added"],
  ]);
  expect(alerts!.before!.rules.map(({ alert, change }) => [alert, change])).toEqual([
    ["HighErrorRate", "changed"],
    ["LongQueue", "removed"],
  ]);
});

test("a rule that does not parse is on the page with its file and line, and fails the run", async () => {
  const result = await run("--rules", "broken.yaml");
  expect(result.code).toBe(1);
  expect(result.stderr).toContain('rules: broken.yaml:4: alert "Broken"');
  const [alerts] = result.json<PageData>().alerts!;
  expect(alerts!.problems).toEqual([{ file: "broken.yaml", line: 4, text: expect.stringContaining("Broken") }]);
});

test("an alert stands above the panels that may show its series, the 6 that are most about them", async () => {
  const mixed = "sum(queue_length) / sum(http_requests_total)";
  const marked = ['queue_length{job="shop"}', mixed, 'queue_length{job=~"s.*"}', mixed, mixed, mixed, mixed, mixed];
  const others = ['queue_length{job="other"}', 'queue_length{job=~"a|b"}', 'queue_length{job="$job"}', "up"];
  const list = [{ name: "job", type: "constant", query: "other" }];
  const board = { ...dashboard("B", [...others, ...marked]), templating: { list } };
  write("b.json", JSON.stringify(board));
  write("b.rules.yaml", `groups: [{name: g, rules: [{alert: Long, expr: 'queue_length{job="shop"} > 2'}]}]\n`);
  const result = await run("--rules", "b.rules.yaml", "--data", "a.data.yaml", "--fail-on", "none", "b.json");
  expect(result.code, result.stderr).toBe(0);
  const [view] = result.json<PageData>().dashboards.at(-1)!.views;
  const titles = view!.panels.flatMap(({ alerts: keys = [] }, index) => (keys.length > 0 ? [index] : []));
  // What reads nothing else comes before what reads another metric, in the order of the dashboard.
  expect(titles).toEqual([4, 5, 6, 7, 8, 9]);
  expect(Object.values(view!.otherPanels!)).toEqual([2]);
});
