import { expect, test } from "vitest";
import { newRevision } from "../../src/identity/preview-identity.ts";
import { writeSeries } from "../promql/remote-write.ts";
import { startBendingProxy } from "./bending-proxy.ts";
import { type CleanupJson, receivers, startDeletionStack } from "./deletion-stack.ts";

test.concurrent.for(receivers)(
  "$name loses what up replaces, what cleanup deletes, and what no preview shows",
  async (receiver, { expect: mine }) => {
    const stack = await startDeletionStack({ receiver });
    const values = async () => [...(await stack.series()).keys()].sort();
    try {
      const first = await stack.up("pr-1", ["a.json", "b.json"]);
      const orphan = `${stack.project}.pr-3.${newRevision(Date.now() - 3 * 3_600_000)}`;
      // No older than what a Prometheus with default settings still takes.
      const samples = [{ timeMs: Date.now() - 29 * 60_000, value: 1 }];
      await writeSeries(stack.receiver.url, [{ labels: { __name__: "x", dashpreview: orphan }, samples }]);
      const second = await stack.up("pr-1", ["a.json", "--prune"]);
      mine(second.warnings).toEqual([]);
      mine(second.revision).not.toBe(first.revision);
      const standing = `${stack.project}.pr-1.${second.revision}`;
      await mine.poll(values, { timeout: 20_000 }).toEqual([standing, orphan]);
      const { code, stdout, json } = await stack.run(["cleanup", "--all", "--orphan-age", "10m", "--output", "json"]);
      mine(code, stdout).toBe(0);
      mine(json<CleanupJson>()).toMatchObject({
        problems: [],
        keptSeries: [],
        warnings: [],
        series: [standing, orphan],
      });
      await mine.poll(values, { timeout: 20_000 }).toEqual([]);
    } finally {
      await stack.stop();
    }
  },
);

test("a receiver that takes a start of 0 for none, as VictoriaMetrics 1.151 does, keeps nothing of what no preview shows", async () => {
  const stack = await startDeletionStack();
  const picky = await startBendingProxy(stack.receiver.url, ({ url }) =>
    /\/(label\/[^/]+\/values|series)\?/.test(url) && /[?&]start=0(&|$)/.test(url)
      ? { body: '{"status":"success","data":[]}' }
      : {},
  );
  try {
    const orphan = `${stack.project}.pr-3.${newRevision(Date.now() - 3 * 3_600_000)}`;
    const samples = [{ timeMs: Date.now() - 29 * 60_000, value: 1 }];
    await writeSeries(stack.receiver.url, [{ labels: { __name__: "x", dashpreview: orphan }, samples }]);
    const { json } = await stack.run(["cleanup", "--orphan-age", "10m", "--output", "json"], {
      prometheusUrl: picky.url,
    });
    expect(json<CleanupJson>()).toMatchObject({ problems: [], series: [orphan] });
    expect([...(await stack.series()).keys()]).toEqual([]);
  } finally {
    await picky.stop();
    await stack.stop();
  }
});
