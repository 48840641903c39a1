import { expect, test } from "vitest";
import { startHttpDouble } from "../servers/http-double.ts";
import { type MimirSetup, startMimirDouble } from "../servers/mimir-double.ts";
import { startVictoriaMetrics } from "../servers/victoria-metrics.ts";
import { dashboard, noLeadIn, revisionsWithSamples, type Stack, smallSpec, startStack } from "./stack.ts";

/** A Prometheus behind the double: it takes what the double lets through, in any order. */
const behind = { window: "30d", adminApi: true } as const;

async function withMimir(
  setup: Omit<MimirSetup, "target">,
  work: (stack: Stack, mimir: Awaited<ReturnType<typeof startMimirDouble>>) => Promise<void>,
): Promise<void> {
  const stack = await startStack(behind, noLeadIn);
  const mimir = await startMimirDouble({ target: stack.prometheusUrl, ...setup });
  try {
    stack.write("a.json", dashboard("A", ["queue_length", "rate(requests_total[5m])"]));
    stack.write("a.data.yaml", smallSpec);
    await work(stack, mimir);
  } finally {
    await mimir.stop();
    await stack.stop();
  }
}

test.for(["", "/prometheus", "/api/v1/push"])(
  "up, doctor and cleanup recognise a Mimir by its answers at http://mimir:9009%s, without --receiver",
  async (path) => {
    await withMimir({}, async (stack, mimir) => {
      const env = { PROMETHEUS_URL: mimir.url + path };
      const made = await stack.run(["up", "a.json", "--key", "pr-1", "--output", "json"], { env });
      expect(made.code, made.stderr).toBe(0);
      expect(made.json()).toMatchObject({ samples: 480, samplesVerified: 480 });
      expect(mimir.seen).toContain("200 POST /api/v1/push");
      expect(mimir.seen.filter((line) => line.startsWith("404 "))).toEqual([]);
      const doctor = await stack.run(["doctor"], { env });
      expect(doctor.stdout).toContain(`Mimir: it takes remote write at ${mimir.url}/api/v1/push`);
      expect(doctor.stdout).toMatch(/warn +deletion +Mimir cannot delete single series/);
      expect(doctor.stdout).toMatch(/ok +data source +Prometheus reads what /);
      const cleaned = await stack.run(["cleanup", "--key", "pr-1", "--output", "json"], { env });
      expect(cleaned.json<{ deleted: unknown[] }>().deleted).toHaveLength(1);
      expect(cleaned.json<{ warnings: string[] }>().warnings.join()).toContain("Mimir cannot delete single series");
    });
  },
);

test("--receiver mimir takes the address of its data source too", async () => {
  await withMimir({}, async (stack, mimir) => {
    const env = { PROMETHEUS_URL: `${mimir.url}/prometheus/`, DASHPREVIEW_RECEIVER: "mimir" };
    const made = await stack.run(["up", "a.json", "--output", "json"], { env });
    expect(made.json()).toMatchObject({ samplesVerified: 480 });
  });
});

test("a VictoriaMetrics is recognised, and its series are deleted with the preview", async () => {
  const stack = await startStack({}, noLeadIn);
  const victoria = await startVictoriaMetrics();
  const env = { PROMETHEUS_URL: victoria.url };
  try {
    stack.write("a.json", dashboard("A", ["queue_length"]));
    stack.write("a.data.yaml", smallSpec);
    const made = await stack.run(["up", "a.json", "--key", "pr-1", "--output", "json"], { env });
    expect(made.json()).toMatchObject({ samplesVerified: 480 });
    const doctor = await stack.run(["doctor"], { env });
    expect(doctor.stdout).toContain(`VictoriaMetrics: it takes remote write at ${victoria.url}/api/v1/write`);
    const cleaned = await stack.run(["cleanup", "--key", "pr-1", "--output", "json"], { env });
    expect(cleaned.json<{ series: string[] }>().series).toHaveLength(1);
    const held = { prometheusUrl: victoria.url, project: stack.project };
    await expect.poll(async () => (await revisionsWithSamples(held)).size, { timeout: 20_000 }).toBe(0);
  } finally {
    await victoria.stop();
    await stack.stop();
  }
});

test("a receiver of an unknown window gets the history that it takes, and the setting is named", async () => {
  await withMimir({ takesMs: 3_600_000 }, async (stack, mimir) => {
    const env = { PROMETHEUS_URL: mimir.url };
    stack.write("a.data.yaml", smallSpec.replace("history: 30m", "history: 6h"));
    const made = await stack.run(["up", "a.json", "--output", "json"], { env });
    expect(made.code, made.stderr).toBe(0);
    const { window, warnings, samplesVerified } = made.json<{
      window: { from: string; to: string };
      warnings: string[];
      samplesVerified: number;
    }>();
    // An hour less the five minutes that pass while it is written.
    expect(Date.parse(window.to) - Date.parse(window.from)).toBe(55 * 60_000);
    expect(samplesVerified).toBe(4 * 220);
    expect(warnings.join()).toContain("the history was shortened to 55m: Mimir refused older samples");
    expect(warnings.join()).toContain("-ingester.out-of-order-time-window");
    const most = await stack.run(["up", "a.json", "--history", "max", "--output", "json"], { env });
    expect(most.json()).toMatchObject({ samplesVerified: 4 * 220 });
    const least = await stack.run(["up", "a.json", "--min-history", "2h"], { env });
    expect(least.code).toBe(3);
    expect(least.stderr).toContain("--min-history is 2h");
  });
});

test("a refusal that names the receiver's window is followed", async () => {
  await withMimir({ takesMs: 2 * 3_600_000, window: "2h" }, async (stack, mimir) => {
    stack.write("a.data.yaml", smallSpec.replace("history: 30m", "history: 6h"));
    const made = await stack.run(["up", "a.json", "--output", "json"], { env: { PROMETHEUS_URL: mimir.url } });
    expect(made.json()).toMatchObject({ samplesVerified: 4 * 115 * 4 });
  });
});

test("a receiver that stores the good series of a refused request: the first reason, the limit and what stays are said", async () => {
  // Name, isolation label and one more fit.
  await withMimir({ maxLabels: 3 }, async (stack, mimir) => {
    stack.write("a.data.yaml", smallSpec);
    const refused = await stack.run(["up", "a.json"], { env: { PROMETHEUS_URL: mimir.url } });
    expect(refused.code).toBe(3);
    expect(refused.stderr).toContain(
      "received a series whose number of labels exceeds the limit (actual: 4, limit: 3)",
    );
    expect(refused.stderr).toContain("max_label_names_per_series");
    expect(refused.stderr).toContain("requests_total{");
    expect(refused.stderr).not.toContain('the series queue_length{queue="mail"}');
    expect(refused.stderr).not.toContain("Nothing was stored");
    expect(refused.stderr).toContain("how many were stored is not known");
    expect(refused.stderr).toMatch(/stay in .*Mimir cannot delete single series/);
    // 120 samples of the one good series, once.
    expect([...(await revisionsWithSamples(stack)).values()]).toEqual([1]);
  });
});

test("a burst limit smaller than a request halves it until it fits", async () => {
  await withMimir({ burst: 300 }, async (stack, mimir) => {
    const made = await stack.run(["up", "a.json", "--output", "json"], { env: { PROMETHEUS_URL: mimir.url } });
    expect(made.code, made.stderr).toBe(0);
    expect(made.json()).toMatchObject({ samples: 480, samplesVerified: 480 });
    expect(mimir.seen.filter((line) => line === "429 POST /api/v1/push")).toHaveLength(1);
    expect(Math.max(...mimir.stored)).toBeLessThanOrEqual(300);
  });
});

test("a 308 is followed to the same origin, and elsewhere is named: credentials go nowhere else", async () => {
  const stack = await startStack(behind, noLeadIn);
  const elsewhere = await startHttpDouble((_, response) => response.end("{}"));
  let other = false;
  const gate = await startHttpDouble(async ({ url = "", method = "GET", headers }, response) => {
    if (other) return response.writeHead(308, { location: `${elsewhere.url}${url}` }).end();
    if (!url.startsWith("/real/")) return response.writeHead(308, { location: `/real${url}` }).end();
    const { body } = gate.seen.at(-1)!;
    const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => /^content-type/.test(name)));
    const sent = method === "GET" ? {} : { body, headers: kept as Record<string, string> };
    const answer = await fetch(stack.prometheusUrl + url.slice("/real".length), { method, ...sent });
    return response.writeHead(answer.status).end(await answer.text());
  });
  const env = { PROMETHEUS_URL: gate.url, DASHPREVIEW_PROMETHEUS_TOKEN: "canary-7714" };
  try {
    // Writes have a body that the double would have to keep as bytes: they are asked for by doctor, which sends none.
    const followed = await stack.run(["doctor"], { env });
    expect(followed.stdout).toMatch(/ok +Prometheus +.*version 2\.42/);
    expect(followed.stdout).toMatch(/ok +receiver/);
    other = true;
    const refused = await stack.run(["doctor"], { env });
    expect(refused.code).toBe(3);
    expect(refused.stdout).toContain(`redirects to ${elsewhere.url}/`);
    expect(elsewhere.seen).toEqual([]);
  } finally {
    await gate.stop();
    await elsewhere.stop();
    await stack.stop();
  }
});
