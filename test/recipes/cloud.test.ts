import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { dashboard, emptyServer, type Stack, startStack } from "../e2e/stack.ts";
import { startGrafanaCloudDouble } from "../servers/grafana-cloud-double.ts";
import { startMimirDouble } from "../servers/mimir-double.ts";
import { fences, page } from "./pages.ts";

const cost = fences("grafana-cloud.md", "yaml cost.data.yaml")[0]!;
const scenarios = "scenarios: {healthy: {}, incident: {series: [{match: {queue: mail}, value: 90}]}}\n";
const rows = [...page("grafana-cloud.md").matchAll(/^\| (.*?) +\| (\d+) +\| ([\d,]+) +\|$/gm)].map(
  ([, run, series, samples]) => ({
    run: run!,
    flags: [...run!.matchAll(/`(--[^`]+)`/g)].flatMap(([, flags]) => flags!.split(" ")),
    series: Number(series),
    samples: Number(samples!.replace(",", "")),
  }),
);
/** `up` as the page has it, without the word dashpreview. */
const up = fences("grafana-cloud.md", "sh")
  .join("")
  .split("\n")
  .find((line) => /^dashpreview up dashboards --max-series/.test(line))!
  .split(" ")
  .slice(1);

let stack: Stack;
beforeAll(async () => {
  stack = await startStack(emptyServer, { DASHPREVIEW_RETRY_FOR: "0s" });
  stack.write("dashboards/shop.json", dashboard("Shop", ["sum(rate(http_requests_total[5m]))", "queue_length"]));
  stack.write("dashboards/shop.data.yaml", cost);
  stack.write("two/shop.json", dashboard("Shop", ["queue_length"]));
  stack.write("two/shop.data.yaml", cost + scenarios);
});
afterAll(() => stack?.stop());

interface Counts {
  readonly series: number;
  readonly samples: number;
}

test("the table of costs has what a dry run counts, and what its formula gives", async () => {
  expect(rows).toHaveLength(4);
  const { step, history, metrics } = parse(cost) as { step: string; history: string; metrics: object[] };
  expect([step, history, metrics.length]).toEqual(["15s", "6h", 2]);
  for (const { run, flags, series, samples } of rows) {
    const two = run.includes("two scenarios");
    const words = two ? ["two", "--scenario", "healthy", "--scenario", "incident"] : ["dashboards"];
    const dry = await stack.run(["up", ...words, "--dry-run", "--output", "json", ...flags]);
    expect(dry.code, dry.stderr).toBe(0);
    const counted = dry.json<Counts & { scenarios?: Counts[] }>();
    expect([run, counted.series, counted.samples]).toEqual([run, series, samples]);
    const seconds = /--history 1h/.test(run) ? 3600 : 6 * 3600;
    expect(samples).toBe((series * seconds) / (/--step 60s/.test(run) ? 60 : 15));
  }
  // Ten pushes of the first line.
  expect(page("grafana-cloud.md")).toContain("120 series and 172,800 samples");
});

test("the page's bounds let its example through to Grafana Cloud, and end a run of more before anything is written", async () => {
  const cloud = await startGrafanaCloudDouble(stack.prometheusUrl);
  const env = {
    PROMETHEUS_URL: cloud.url,
    DASHPREVIEW_RECEIVER: "grafana-cloud",
    DASHPREVIEW_PROMETHEUS_USER: cloud.user,
    DASHPREVIEW_PROMETHEUS_PASSWORD: cloud.password,
    DASHPREVIEW_HISTORY: "30m",
  };
  try {
    stack.write("many/shop.json", dashboard("Shop", ["queue_length"]));
    stack.write("many/shop.data.yaml", cost.replace("[mail, orders, images]", '"q-{1..500}"'));
    const refused = await stack.run([...up.map((word) => (word === "dashboards" ? "many" : word))], { env });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/509 series.*--max-series/s);
    expect(cloud.seen.filter((line) => line.includes("push"))).toEqual([]);

    const made = await stack.run([...up, "--key", "pr-1"], { env });
    expect(made.code, made.stderr).toBe(0);
    const cleaned = await stack.run(["cleanup", "--key", "pr-1", "--output", "json"], { env });
    expect(cleaned.json<{ warnings: string[] }>().warnings).toEqual([expect.stringMatching(/the series .* stay in/)]);
  } finally {
    await cloud.stop();
  }
});

test("Mimir under the page's tenant gets all samples again with each push, and keeps them when the dashboards go", async () => {
  const mimir = await startMimirDouble({ target: stack.prometheusUrl });
  const env = { PROMETHEUS_URL: `${mimir.url}/prometheus`, DASHPREVIEW_TENANT: "previews", DASHPREVIEW_HISTORY: "30m" };
  try {
    const made = await stack.run([...up, "--key", "pr-2"], { env });
    expect(made.code, made.stderr).toBe(0);
    const stored = () => mimir.stored.reduce((sum, one) => sum + one, 0);
    const once = stored();
    expect(once).toBeGreaterThanOrEqual(12 * 120);
    // A push writes all of it again.
    expect((await stack.run([...up, "--key", "pr-2"], { env })).code).toBe(0);
    expect(stored()).toBe(2 * once);
    const cleaned = await stack.run(["cleanup", "--key", "pr-2", "--output", "json"], { env });
    expect(cleaned.json<{ warnings: string[] }>().warnings).toContainEqual(
      expect.stringMatching(/the series .* stay in/),
    );
  } finally {
    await mimir.stop();
  }
});
