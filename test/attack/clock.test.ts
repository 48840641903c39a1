import { afterAll, beforeAll, expect, test } from "vitest";
import { ask, dashboard, noLeadIn, type Stack, smallSpec, startStack } from "../e2e/stack.ts";
import { startFaultProxy } from "./fault-proxy.ts";
import { runInProcess } from "./in-process.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({}, noLeadIn);
  stack.write("a.json", dashboard("A", ["queue_length"]));
  stack.write("dashpreview.yaml", smallSpec.replace("history: 30m", "history: 5m"));
});
afterAll(() => stack.stop());

const hourMs = 3_600_000;
/** 4 series, one sample every 15 s for 5 minutes. */
const samples = 4 * 20;

interface Up {
  readonly revision: string;
  readonly samplesVerified: number;
  readonly expiresAt: string;
  readonly window: { readonly from: string; readonly to: string };
  readonly dashboards: readonly { readonly panels: { readonly ok: number } }[];
}

/** A clock that is set at its n-th reading. */
function jumpingClock(at: number, byMs: number): () => number {
  let readings = 0;
  return () => Date.now() + (++readings > at ? byMs : 0);
}

test.concurrent.for([-73, -1, 1, 73].flatMap((hours) => [0, 3, 6, 12].map((reading) => ({ hours, reading }))))(
  "a clock that is set by $hours h at its reading $reading during up changes nothing about the data, and nothing about when the preview expires",
  { timeout: 120_000 },
  async ({ hours, reading }, { expect }) => {
    const key = `clock-${hours < 0 ? "back" : "on"}-${Math.abs(hours)}-${reading}`;
    const startedMs = Date.now();
    const { code, stdout, stderr } = await runInProcess(
      ["up", "a.json", "--key", key, "--no-sweep", "--ttl", "24h", "--output", "json"],
      {
        cwd: stack.folder,
        env: stack.env,
        now: jumpingClock(reading, hours * hourMs),
      },
    );
    expect(code, stderr).toBe(0);
    const up = JSON.parse(stdout) as Up;
    expect(up).toMatchObject({ samplesVerified: samples, dashboards: [{ panels: { ok: 1 } }] });
    const label = `dashpreview="${stack.project}.${key}.${up.revision}"`;
    expect(await ask(stack.prometheusUrl, `sum(count_over_time({__name__=~".+",${label}}[1h]))`)).toBe(samples);
    // By the servers' clocks, which are this machine's: within what a run may take.
    for (const [text, expectedMs] of [
      [up.expiresAt, startedMs + 24 * hourMs],
      [up.window.to, startedMs],
    ] as const)
      expect(Math.abs(Date.parse(text) - expectedMs)).toBeLessThan(180_000);
  },
);

test("a clock that is set back while a server is waited for makes no wait longer: the run ends when --retry-for is over", {
  timeout: 120_000,
}, async () => {
  const proxy = await startFaultProxy(stack.prometheusUrl);
  const spoilAgain = () =>
    proxy.spoil(
      (name) => name === "POST /api/v1/write",
      ({ socket }) => {
        socket.end("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        spoilAgain();
      },
    );
  spoilAgain();
  try {
    const { code, stderr } = await runInProcess(
      ["up", "a.json", "--key", "clock-wait", "--no-sweep", "--retry-for", "1s"],
      {
        cwd: stack.folder,
        env: { ...stack.env, PROMETHEUS_URL: proxy.url },
        // Back by a day at every reading: a deadline by this clock never comes.
        now: (() => {
          let day = 0;
          return () => Date.now() - ++day * 24 * hourMs;
        })(),
      },
    );
    expect(code).toBe(3);
    expect(stderr).toContain("gave up after");
  } finally {
    await proxy.stop();
  }
});
