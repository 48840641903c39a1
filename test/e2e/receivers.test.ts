import { expect, test } from "vitest";
import { startPrometheus } from "../servers/prometheus.ts";
import { startVictoriaMetrics } from "../servers/victoria-metrics.ts";
import { startGate } from "./gate.ts";
import { ask, dashboard, emptyServer, revisionsWithSamples, smallSpec, startStack } from "./stack.ts";

test("a receiver that evaluates rules is refused by name unless --allow-shared-server", async () => {
  const stack = await startStack({
    rules:
      "groups: [{name: g, rules: [{alert: TooManyErrors, expr: vector(1) > 2}, {record: job:x:sum, expr: vector(1)}]}]",
  });
  try {
    stack.write("a.json", dashboard("A", ["queue_length"]));
    stack.write("a.data.yaml", smallSpec);
    const refused = await stack.run(["up", "a.json"]);
    expect(refused.code).toBe(3);
    expect(refused.stderr).toContain("evaluates rules (TooManyErrors, job:x:sum)");
    expect(refused.stderr).toContain("--allow-shared-server");
    expect((await revisionsWithSamples(stack)).size).toBe(0);
    const doctor = await stack.run(["doctor"]);
    expect(doctor.code).toBe(3);
    expect(doctor.stdout).toMatch(/FAIL +rules +it evaluates 2 rules \(TooManyErrors, job:x:sum\)/);
    const allowed = await stack.run(["up", "a.json", "--allow-shared-server", "--output", "json"]);
    expect(allowed.code, allowed.stderr).toBe(0);
    expect(allowed.json<{ warnings: string[] }>().warnings.join()).toContain("TooManyErrors");
  } finally {
    await stack.stop();
  }
});

test("a server in use with default settings gets the exact words to take more history, and --history max what it takes", async () => {
  const stack = await startStack({ scrapesItself: true });
  try {
    stack.write("a.json", dashboard("A", ["queue_length"]));
    stack.write("a.data.yaml", smallSpec.replace("history: 30m", "history: 6h"));
    // The first scrape has to be there: before it the server is empty and takes any history.
    await expect.poll(() => ask(stack.prometheusUrl, "count(up)"), { timeout: 20_000 }).toBe(1);
    const refused = await stack.run(["up", "a.json", "--min-history", "6h"]);
    expect(refused.code).toBe(3);
    expect(refused.stderr).toMatch(
      /this server accepts only 5\d min of history; set `storage\.tsdb\.out_of_order_time_window: 6h` for the 6 h you asked for, or pass `--history 5\dm`/,
    );
    const shorter = await stack.run(["up", "a.json", "--output", "json"]);
    expect(shorter.code, shorter.stderr).toBe(0);
    expect(shorter.json<{ warnings: string[] }>().warnings.join()).toMatch(
      /the history was shortened from 6h to 5\dm: this server accepts only 5\d min of history; set `storage\.tsdb\.out_of_order_time_window: 6h`/,
    );
    // Nobody asked for the default six hours: only a dashboard that shows more than there is is worth a word.
    stack.write("a.data.yaml", smallSpec.replace("history: 30m\n", ""));
    stack.write("a.json", dashboard("A", ["queue_length"], { time: { from: "now-30m", to: "now" } }));
    const byDefault = (await stack.run(["up", "a.json", "--output", "json"])).json<{ warnings: string[] }>().warnings;
    expect(byDefault.filter((text) => text.includes("history"))).toEqual([]);
    stack.write("a.json", dashboard("A", ["queue_length"], { time: { from: "now-3h", to: "now" } }));
    const longer = (await stack.run(["up", "a.json", "--output", "json"])).json<{ warnings: string[] }>().warnings;
    expect(longer.filter((text) => text.includes("history"))).toEqual([
      expect.stringMatching(
        /^"A" opens on up to 3h, but the history is 5\dm\w*; this server accepts only 5\d min of history; with `storage\.tsdb\.out_of_order_time_window: 3h` it is filled$/,
      ),
    ]);
    const most = await stack.run(["up", "a.json", "--history", "max", "--output", "json"]);
    expect(most.code, most.stderr).toBe(0);
    const { window } = most.json<{ window: { from: string; to: string } }>();
    const minutes = (Date.parse(window.to) - Date.parse(window.from)) / 60_000;
    expect(minutes).toBeGreaterThan(50);
    expect(minutes).toBeLessThan(60);
  } finally {
    await stack.stop();
  }
});

test("without the admin API the series of a removed preview are named, and the preview goes all the same", async () => {
  const stack = await startStack({ adminApi: false });
  try {
    stack.write("a.json", dashboard("A", ["queue_length"]));
    stack.write("a.data.yaml", smallSpec);
    const made = (await stack.run(["up", "a.json", "--key", "pr-1", "--output", "json"])).json<{ revision: string }>();
    const cleaned = await stack.run(["cleanup", "--key", "pr-1", "--output", "json"]);
    expect(cleaned.code).toBe(0);
    const result = cleaned.json<{ deleted: unknown[]; series: string[]; warnings: string[] }>();
    expect(result.deleted).toHaveLength(1);
    expect(result.series).toEqual([]);
    expect(result.warnings).toEqual([
      `the series {dashpreview="${stack.project}.pr-1.${made.revision}"} stay in ${stack.prometheusUrl}: its admin API is off (--web.enable-admin-api)`,
    ]);
  } finally {
    await stack.stop();
  }
});

test("--isolation none writes series without the label, refuses a server that has such series, and deletes nothing", async () => {
  const stack = await startStack(emptyServer);
  try {
    stack.write("a.json", dashboard("A", ["queue_length"]));
    stack.write("a.data.yaml", smallSpec);
    const made = await stack.run(["up", "a.json", "--isolation", "none", "--output", "json"]);
    expect(made.code, made.stderr).toBe(0);
    expect(await ask(stack.prometheusUrl, 'count(queue_length{dashpreview=""})')).toBe(1);
    const again = await stack.run(["up", "a.json", "--isolation", "none"]);
    expect(again.code).toBe(3);
    expect(again.stderr).toContain("has samples of queue_length, requests_total already");
    expect(await ask(stack.prometheusUrl, "count(queue_length)")).toBe(1);
  } finally {
    await stack.stop();
  }
});

test("up fills VictoriaMetrics and finds everything there again", async () => {
  const stack = await startStack();
  const victoria = await startVictoriaMetrics();
  try {
    stack.write("a.json", dashboard("A", ["queue_length", "rate(requests_total[5m])"]));
    stack.write("a.data.yaml", smallSpec);
    const args = ["up", "a.json", "--receiver", "victoriametrics", "--output", "json"];
    const made = await stack.run(args, { env: { PROMETHEUS_URL: victoria.url } });
    expect(made.json()).toMatchObject({ samples: 564, samplesVerified: 564 });
  } finally {
    await victoria.stop();
    await stack.stop();
  }
});

test("a Prometheus without receiver is named before anything is written, with the flag that turns it on", async () => {
  const stack = await startStack({ receiver: false });
  try {
    stack.write("a.json", dashboard("A", ["queue_length"]));
    stack.write("a.data.yaml", smallSpec);
    const refused = await stack.run(["up", "a.json"]);
    expect(refused.code).toBe(3);
    expect(refused.stderr).toContain("--web.enable-remote-write-receiver");
  } finally {
    await stack.stop();
  }
});

test("a Prometheus that goes away half-way is an error that says so, and a run against the next one converges", async () => {
  const stack = await startStack(emptyServer);
  const other = await startPrometheus();
  // Gone at its fifth write, whatever the speed of this machine.
  let writes = 0;
  const gate = await startGate(other.url, {
    before: (name) => {
      if (name === "POST /api/v1/write" && ++writes === 5) void other.kill();
      return writes < 5 ? undefined : false;
    },
  });
  try {
    stack.write("a.json", dashboard("A", ["queue_length"]));
    stack.write("a.data.yaml", smallSpec.replace("api-{1..3}", "api-{1..400}").replace("history: 30m", "history: 6h"));
    const gone = await stack.run(["up", "a.json", "--retry-for", "2s"], { env: { PROMETHEUS_URL: gate.url } });
    expect(gone.code).toBe(3);
    expect(gone.stderr).toMatch(/connection refused|closed before the answer|gave up/);
    const next = await stack.run(["up", "a.json", "--output", "json"]);
    expect(next.code, next.stderr).toBe(0);
    expect(next.json()).toMatchObject({ samples: 401 * 1462, samplesVerified: 401 * 1462 });
  } finally {
    await gate.stop();
    await other.stop();
    await stack.stop();
  }
}, 240_000);
