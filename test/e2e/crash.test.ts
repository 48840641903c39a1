import type { ChildProcess } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startGate } from "./gate.ts";
import {
  ask,
  dashboard,
  emptyServer,
  noLeadIn,
  revisionsWithSamples,
  type Stack,
  smallSpec,
  startStack,
} from "./stack.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({}, noLeadIn);
  stack.write("a.json", dashboard("A", ["queue_length"]));
  stack.write("b.json", dashboard("B", ["rate(requests_total[5m])"]));
  stack.write("dashpreview.yaml", smallSpec);
});
afterAll(() => stack.stop());

interface Listed {
  previews: { uid: string; title: string; revision: string }[];
  leftAlone: unknown[];
}

/**
 * Kills the program when it sends its n-th request to either server; `done` says whether that server has done it by
 * then.
 */
async function killAt(n: number, { done }: { done: boolean }, args: readonly string[]) {
  let child: ChildProcess | undefined;
  let count = 0;
  const kill = () => {
    if (++count < n) return undefined;
    child?.kill("SIGKILL");
    return false;
  };
  const hooks = done ? { after: kill } : { before: kill };
  const [grafana, prometheus] = await Promise.all([
    startGate(stack.grafanaUrl, hooks),
    startGate(stack.prometheusUrl, hooks),
  ]);
  try {
    const result = await stack.run(args, {
      env: { GRAFANA_URL: grafana.url, PROMETHEUS_URL: prometheus.url },
      onStart: (started) => {
        child = started;
      },
    });
    return { killed: result.signal === "SIGKILL", requests: grafana.seen.length + prometheus.seen.length };
  } finally {
    await Promise.all([grafana.stop(), prometheus.stop()]);
  }
}

/** What everybody must see after any crash: whole dashboards whose revision has all its series. */
async function expectWhole(key: string) {
  const { previews } = (await stack.run(["list", "--key", key, "--output", "json"])).json<Listed>();
  for (const { revision } of previews) {
    expect(
      await ask(
        stack.prometheusUrl,
        `count({__name__=~"queue_length|requests_total",dashpreview="${stack.project}.${key}.${revision}"})`,
      ),
    ).toBe(4);
  }
}

test.for([{ done: false }, { done: true }])(
  "kill -9 at any request (done by the server: $done) leaves the old preview or the new one whole, and up and cleanup converge",
  { timeout: 600_000 },
  async ({ done }) => {
    const key = done ? "kill-after" : "kill-before";
    // Without the sweep of what has expired, which is cleanup's work and looks at every orphan that the crashes leave.
    const args = ["up", "a.json", "b.json", "--key", key, "--no-sweep"];
    expect((await stack.run(args)).code).toBe(0);
    let steps = 0;
    for (let n = 1; n < 200; n++) {
      const { killed } = await killAt(n, { done }, args);
      if (!killed) break;
      steps++;
      await expectWhole(key);
      // Crashes pile up: only now and then somebody runs up again.
      if (n % 7 === 0) expect((await stack.run(args)).code).toBe(0);
    }
    // Every request of a run was the last one once.
    expect(steps).toBeGreaterThan(20);
    const last = (await stack.run([...args, "--output", "json"])).json<{
      revision: string;
      dashboards: { panels: { ok: number } }[];
    }>();
    expect(last.dashboards.map(({ panels }) => panels.ok)).toEqual([1, 1]);
    expect((await stack.run(["cleanup", "--orphan-age", "0s"])).code).toBe(0);
    const { previews, leftAlone } = (await stack.run(["list", "--key", key, "--output", "json"])).json<Listed>();
    expect(previews.map(({ title }) => title).sort()).toEqual([`[${key}] A`, `[${key}] B`]);
    expect(leftAlone).toEqual([]);
    const revisions = [...(await revisionsWithSamples(stack)).keys()].filter((value) => value.includes(`.${key}.`));
    expect(revisions).toEqual([`${stack.project}.${key}.${last.revision}`]);
  },
);

test("an answer that is lost after the server did the work changes nothing about the result", async () => {
  // Each kind of request that changes something loses its first answer.
  const lost = new Set<string>();
  const once = (name: string) => {
    const changing = /^(POST|PUT|DELETE)/.test(name) && !/query|ds\/query/.test(name);
    if (!changing || lost.has(name)) return undefined;
    lost.add(name);
    return false;
  };
  const [grafana, prometheus] = await Promise.all([
    startGate(stack.grafanaUrl, { after: once }),
    startGate(stack.prometheusUrl, { after: once }),
  ]);
  try {
    const env = { GRAFANA_URL: grafana.url, PROMETHEUS_URL: prometheus.url };
    const first = await stack.run(["up", "a.json", "--key", "lost", "--output", "json"], { env });
    expect(first.code, first.stderr).toBe(0);
    expect(first.json()).toMatchObject({ samples: 480, samplesVerified: 480, dashboards: [{ panels: { ok: 1 } }] });
    lost.clear();
    const second = await stack.run(["up", "a.json", "--key", "lost", "--output", "json"], { env });
    expect(second.code, second.stderr).toBe(0);
    expect(second.json()).toMatchObject({ dashboards: [{ action: "updated" }] });
    expect([...lost].join()).toMatch(/POST \/api\/v1\/write/);
  } finally {
    await Promise.all([grafana.stop(), prometheus.stop()]);
  }
});

test("two runs of one review at once leave one preview of one revision, and the later run wins", async () => {
  const args = ["up", "a.json", "b.json", "--output", "json"];
  const ci = (run: string) => ({
    env: {
      GITHUB_ACTIONS: "true",
      GITHUB_SERVER_URL: "https://github.example",
      GITHUB_REPOSITORY: "team/app",
      GITHUB_REF: "refs/pull/77/merge",
      GITHUB_RUN_ID: run,
      GITHUB_RUN_ATTEMPT: "1",
    },
  });
  const runs = await Promise.all([stack.run(args, ci("12")), stack.run(args, ci("11")), stack.run(args, ci("10"))]);
  for (const { code, stderr } of runs) expect(code, stderr).toBe(0);
  const [latest] = runs.map((run) => run.json<{ state: string; revision: string; project: string }>());
  expect(latest!.state).toBe("done");
  const { previews } = (
    await stack.run(["list", "--key", "pr-77", "--project", latest!.project, "--output", "json"])
  ).json<Listed>();
  expect(previews.map(({ revision }) => revision)).toEqual([latest!.revision, latest!.revision]);
  const late = await stack.run(args, ci("11"));
  expect(late.code).toBe(0);
  expect(late.json()).toMatchObject({ state: "superseded" });
  const revisions = [...(await revisionsWithSamples(stack)).keys()].filter((value) => value.includes(".pr-77."));
  expect(revisions).toEqual([`${latest!.project}.pr-77.${latest!.revision}`]);
});

test("SIGINT while writing ends with 130, deletes what this run wrote and says so", async () => {
  // Its own: a server that has recent samples takes an hour of history only.
  const empty = await startStack(emptyServer, noLeadIn);
  empty.write("large.json", dashboard("Large", ["requests_total"]));
  empty.write(
    "large.data.yaml",
    smallSpec.replace("api-{1..3}", "api-{1..3000}").replace("history: 30m", "history: 12h"),
  );
  let interrupted = false;
  const prometheus = await startGate(empty.prometheusUrl, {
    before: (name) => {
      if (name === "POST /api/v1/write" && !interrupted && prometheus.seen.filter((one) => one === name).length > 10) {
        interrupted = true;
        child!.kill("SIGINT");
      }
      return undefined;
    },
  });
  let child: ChildProcess | undefined;
  try {
    const result = await empty.run(["up", "large.json", "--key", "interrupted"], {
      env: { PROMETHEUS_URL: prometheus.url },
      onStart: (started) => {
        child = started;
      },
    });
    expect(result.code).toBe(130);
    expect(result.stderr).toMatch(/deleted the series of this run \([a-z2-7]{8}\.interrupted\.[a-z2-7]{8}\)/);
    expect(result.stderr).toContain("interrupted");
    expect([...(await revisionsWithSamples(empty)).keys()].filter((value) => value.includes(".interrupted."))).toEqual(
      [],
    );
  } finally {
    await prometheus.stop();
    await empty.stop();
  }
}, 120_000);
