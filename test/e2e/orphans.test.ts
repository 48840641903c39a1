import { expect, test } from "vitest";
import { newRevision } from "../../src/identity/preview-identity.ts";
import { writeSeries } from "../promql/remote-write.ts";
import { startCli } from "./cli.ts";
import { startGate } from "./gate.ts";
import { dashboard, emptyServer, noLeadIn, revisionsWithSamples, smallSpec, startStack } from "./stack.ts";

test("cleanup leaves the series of a run alone that is still writing old history, and the run ends as if nothing had been", async () => {
  const stack = await startStack(emptyServer, noLeadIn);
  let writes = 0;
  let held = () => {};
  const isHeld = new Promise<void>((done) => {
    held = done;
  });
  const gate = await startGate(stack.prometheusUrl, {
    after(name) {
      if (!name.endsWith("/write") || ++writes !== 5) return undefined;
      // The first asks for the version of remote write, the second is metadata; so three half hours of six are stored, the newest sample hours old.
      child.kill("SIGSTOP");
      held();
      return undefined;
    },
  });
  stack.write("a.json", dashboard("A", ["queue_length", "sum(rate(requests_total[5m]))"]));
  stack.write("a.data.yaml", smallSpec.replace("history: 30m", "history: 6h"));
  const { child, result } = startCli(["up", "a.json", "--key", "pr-1", "--output", "json", "--no-sweep"], {
    cwd: stack.folder,
    env: { ...stack.env, PROMETHEUS_URL: gate.url },
  });
  try {
    await isHeld;
    const before = await revisionsWithSamples(stack);
    expect(before.size).toBe(1);
    const cleaned = (await stack.run(["cleanup", "--output", "json"])).json<{ series: string[] }>();
    expect(cleaned.series).toEqual([]);
    expect(await revisionsWithSamples(stack)).toEqual(before);
    child.kill("SIGCONT");
    const ended = await result;
    expect(ended.code, ended.stderr).toBe(0);
    const { samples, samplesVerified, dashboards } = ended.json<{
      samples: number;
      samplesVerified: number;
      dashboards: { panels: { ok: number } }[];
    }>();
    // 4 series of 6 h at 15 s.
    expect([samples, samplesVerified]).toEqual([5760, 5760]);
    expect(dashboards[0]!.panels.ok).toBe(2);
  } finally {
    child.kill("SIGKILL");
    await gate.stop();
    await stack.stop();
  }
});

test("cleanup deletes old series of a run that began long ago and was never shown, and those of a young one only with --orphan-age 0s", async () => {
  const stack = await startStack(emptyServer, noLeadIn);
  try {
    const hour = 3_600_000;
    const now = Date.now();
    const value = (startMs: number) => `${stack.project}.pr-9.${newRevision(startMs)}`;
    const [old, young] = [value(now - 2 * hour), value(now)];
    const samples = [{ timeMs: now - 3 * hour, value: 1 }];
    await writeSeries(
      stack.prometheusUrl,
      [old, young].map((dashpreview) => ({ labels: { __name__: "x", dashpreview }, samples })),
    );
    const cleanup = async (...args: string[]) =>
      (await stack.run(["cleanup", "--output", "json", ...args])).json<{ series: string[] }>().series;
    expect(await cleanup("--dry-run")).toEqual([old]);
    expect(await cleanup()).toEqual([old]);
    expect([...(await revisionsWithSamples(stack)).keys()]).toEqual([young]);
    expect(await cleanup("--orphan-age", "0s")).toEqual([young]);
    expect((await revisionsWithSamples(stack)).size).toBe(0);
  } finally {
    await stack.stop();
  }
});
