import { afterAll, beforeAll, expect, test } from "vitest";
import { startCli } from "../e2e/cli.ts";
import { ask, dashboard, noLeadIn, type Stack, smallSpec, startStack } from "../e2e/stack.ts";
import { startFaultProxy } from "./fault-proxy.ts";
import { startRestartingProxy } from "./restarting-proxy.ts";
import { upWithReview } from "./up-with-review.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({}, noLeadIn);
  stack.write("a.json", dashboard("A", ["queue_length", "rate(requests_total[5m])"]));
  stack.write("empty.json", dashboard("Empty", ["queue_length", "nothing_of_this"]));
  stack.write("variable.json", {
    ...dashboard("Variable", ['queue_length{queue="$queue"}', "queue_length"]),
    templating: {
      list: [
        {
          type: "query",
          name: "queue",
          datasource: { type: "prometheus", uid: "prod" },
          query: "label_values(queue_length, queue)",
        },
      ],
    },
  });
  stack.write("dashpreview.yaml", smallSpec);
});
afterAll(() => stack.stop());

/** 4 series, one sample every 15 s for 30 minutes. */
const samples = 4 * 120;

interface Up {
  readonly revision: string;
  readonly samplesVerified: number;
  readonly dashboards: readonly {
    readonly uid: string;
    readonly panels: Readonly<Record<"total" | "ok" | "empty" | "error" | "skipped" | "unchecked", number>>;
    readonly findings: readonly { panel: string; state: string }[];
    readonly unchecked: readonly { panel?: string; variable?: string; state: string; reason: string; expr?: string }[];
  }[];
}

async function expectWhole(key: string, { revision }: Up): Promise<void> {
  const label = `dashpreview="${stack.project}.${key}.${revision}"`;
  expect(await ask(stack.prometheusUrl, `sum(count_over_time({__name__=~".+",${label}}[2h]))`)).toBe(samples);
}

test.concurrent.for([
  ["Grafana", "asked for the first time", /^GET /],
  ["Grafana", "made to save", /^(POST|PUT) \/apis\/dashboard/],
  ["Grafana", "asked for a panel's query", /^POST \/api\/ds\/query/],
  ["Prometheus", "made to store", /^POST \/api\/v1\/write/],
  ["Prometheus", "asked for a panel's query", /^POST \/api\/v1\/query_range/],
] as const)(
  "%s that restarts for four seconds when it is %s ends no run, and the run says that it waits",
  { timeout: 120_000 },
  async ([server, what, line], { expect }) => {
    const key = `restart-${server}-${what}`
      .toLowerCase()
      .replaceAll(/[^a-z]+/g, "-")
      .slice(0, 28)
      .replace(/-$/, "");
    const target = server === "Grafana" ? stack.grafanaUrl : stack.prometheusUrl;
    const proxy = await startRestartingProxy(target, { when: (first) => line.test(first), downMs: 4000 });
    try {
      const env = server === "Grafana" ? { GRAFANA_URL: proxy.url } : { PROMETHEUS_URL: proxy.url };
      const result = await stack.run(["up", "a.json", "--key", key, "--no-sweep", "--output", "json"], { env });
      expect(result.code, result.stderr).toBe(0);
      expect(proxy.restarts).toBe(1);
      expect(result.stderr).toMatch(
        new RegExp(`^${server} does not answer \\(.*(refused|closed).*\\); trying again for \\d+s$`, "m"),
      );
      expect(result.json<Up>()).toMatchObject({
        samplesVerified: samples,
        dashboards: [{ panels: { ok: 2, unchecked: 0 }, findings: [] }],
      });
      await expectWhole(key, result.json<Up>());
    } finally {
      await proxy.stop();
    }
  },
);

test.concurrent.for([
  ["Prometheus", /^POST \/api\/v1\/query_range/, "connection refused"],
  ["Grafana", /^POST \/api\/ds\/query/, "running queries through Grafana"],
] as const)(
  "%s that goes away for good while panels are checked: the preview stays with all its data, the comment links it as not checked, the exit code is 3",
  { timeout: 120_000 },
  async ([server, line, reason], { expect }) => {
    const target = server === "Grafana" ? stack.grafanaUrl : stack.prometheusUrl;
    const proxy = await startRestartingProxy(target, {
      when: (first) => line.test(first),
      downMs: Number.POSITIVE_INFINITY,
    });
    const number = server === "Grafana" ? 71 : 72;
    try {
      const env = server === "Grafana" ? { GRAFANA_URL: proxy.url } : { PROMETHEUS_URL: proxy.url };
      const args = ["up", "a.json", "--no-sweep", "--retry-for", "1s", "--output", "json", "--comment", "required"];
      const { result, comment, status } = await upWithReview(stack, { number, args, env });
      expect(result.code, result.stderr).toBe(3);
      const up = result.json<Up>();
      const [checked] = up.dashboards;
      expect(up.samplesVerified).toBe(samples);
      expect(checked!.panels).toEqual({ total: 2, ok: 0, empty: 0, error: 0, skipped: 0, unchecked: 2 });
      expect(checked!.findings).toEqual([]);
      expect(checked!.unchecked).toMatchObject([
        { panel: "Panel 1", state: "unchecked", expr: "queue_length" },
        { panel: "Panel 2", state: "unchecked" },
      ]);
      expect(checked!.unchecked[0]!.reason).toContain(reason);
      await expectWhole(`pr-${number}`, up);
      expect(comment).toContain(`/d/${checked!.uid}`);
      expect(comment).toContain("| 2 panels: 2 not checked |");
      expect(comment).toContain("Not checked, which says nothing about the dashboard:");
      expect(comment).not.toMatch(/\| (error|empty) \|/);
      expect(status).toMatchObject({ state: "error", description: "1 dashboard, 2 panels not checked" });
      const listed = await stack.run(["list", "--key", `pr-${number}`, "--output", "json"]);
      expect(listed.json()).toMatchObject({ previews: [{ uid: checked!.uid, revision: up.revision }] });
    } finally {
      await proxy.stop();
    }
  },
);

test("--fail-on says what counts: with none nothing does, a finding comes before what was not checked, and the text says which exit code and why", async () => {
  const run = async (failOn: string) => {
    const proxy = await startFaultProxy(stack.prometheusUrl);
    proxy.spoil(
      (name, body) => name === "POST /api/v1/query_range" && body.includes("queue_length"),
      ({ socket }) => void socket.end("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"),
    );
    try {
      return await stack.run(["up", "empty.json", "--key", "fail-on", "--no-sweep", "--fail-on", failOn], {
        env: { PROMETHEUS_URL: proxy.url },
      });
    } finally {
      await proxy.stop();
    }
  };
  const none = await run("none");
  expect(none.code, none.stderr).toBe(0);
  expect(none.stdout).toContain("2 panels: 1 empty, 1 not checked");
  expect(none.stdout).toContain("not checked Panel 1, query A: HTTP 403");
  const error = await run("error");
  expect([
    error.code,
    error.stdout.includes("exit code 3: not everything could be checked; the previews stay"),
  ]).toEqual([3, true]);
  const empty = await run("empty");
  expect([empty.code, empty.stdout.includes("exit code 1")]).toEqual([1, true]);
});

test("a variable whose values nobody gives makes its panel not checked, and not empty; check says so too", async () => {
  const args = ["variable.json", "--key", "variable", "--output", "json"];
  expect((await stack.run(["up", ...args, "--no-sweep"])).json<Up>().dashboards[0]!.panels).toMatchObject({ ok: 2 });
  const proxy = await startFaultProxy(stack.prometheusUrl);
  proxy.spoil(
    (name) => name === "GET /api/v1/label/queue/values" || name === "POST /api/v1/series",
    ({ socket }) => void socket.end("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n"),
  );
  try {
    const result = await stack.run(["check", ...args], { env: { PROMETHEUS_URL: proxy.url } });
    expect(result.code, result.stderr).toBe(3);
    const [checked] = result.json<{ dashboards: (Up["dashboards"][number] & { queries: { state: string }[] })[] }>()
      .dashboards;
    expect(checked!.panels).toMatchObject({ ok: 1, empty: 0, unchecked: 1 });
    expect(checked!.findings).toEqual([]);
    expect(checked!.unchecked).toMatchObject([
      { variable: "queue" },
      { panel: "Panel 1", reason: expect.stringContaining("the values of variable $queue are not known") as string },
    ]);
    expect(checked!.queries.map(({ state }) => state)).toEqual(["unchecked", "ok"]);
  } finally {
    await proxy.stop();
  }
});

test("a stalled answer is cut and the question put again: a run is held for one attempt, whatever --retry-for allows", {
  timeout: 120_000,
}, async () => {
  const proxy = await startFaultProxy(stack.prometheusUrl);
  proxy.spoil(
    (name) => name === "POST /api/v1/query_range",
    () => {},
  );
  try {
    const args = ["up", "a.json", "--key", "stalled", "--no-sweep", "--output", "json", "--retry-for", "15s"];
    const result = await stack.run(args, { env: { PROMETHEUS_URL: proxy.url } });
    expect(result.code, result.stderr).toBe(0);
    expect(result.stderr).toMatch(/^Prometheus does not answer \(no answer within 5 s\); trying again for \d+s$/m);
    expect(result.json<Up>()).toMatchObject({ samplesVerified: samples, dashboards: [{ panels: { ok: 2 } }] });
  } finally {
    await proxy.stop();
  }
});

test("SIGINT while a server is waited for ends the run at once, with 130", async () => {
  const proxy = await startRestartingProxy(stack.grafanaUrl, { when: () => true, downMs: Number.POSITIVE_INFINITY });
  try {
    const { child, result } = startCli(["list", "--retry-for", "1d"], {
      cwd: stack.folder,
      env: { ...stack.env, GRAFANA_URL: proxy.url },
    });
    await new Promise<void>((done) => {
      child.stderr!.on("data", (chunk: Buffer) => {
        if (chunk.toString().includes("trying again")) done();
      });
      child.once("exit", () => done());
    });
    child.kill("SIGINT");
    // Without the signal it would give up after ten seconds, with 3.
    const guard = setTimeout(() => child.kill("SIGKILL"), 60_000);
    const { code, stderr } = await result;
    clearTimeout(guard);
    expect(code, stderr).toBe(130);
    expect(stderr).toContain("interrupted");
  } finally {
    await proxy.stop();
  }
});

test("--retry-for 0s asks once, and an address where nobody listens is found out soon whatever it says", async () => {
  const dead = { GRAFANA_URL: "http://127.0.0.1:9" };
  const once = await stack.run(["list", "--retry-for", "0s"], { env: dead });
  expect(once.code).toBe(3);
  expect(once.stderr).toMatch(/connection refused; is the server running at this address\?$/m);
  const wrong = await stack.run(["list", "--retry-for", "2d"], { env: dead });
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining("--retry-for 2d: at most 1d") as string]);
  const long = await stack.run(["list", "--retry-for", "1h"], { env: dead });
  expect(long.code).toBe(3);
  expect(long.stderr).toMatch(/tried \d+ times in \d+s/);
});
