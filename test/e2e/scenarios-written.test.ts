import { afterAll, beforeAll, expect, test } from "vitest";
import { expectResult } from "../result-schema.ts";
import { ask, dashboard, emptyServer, type Stack, smallSpec, startStack } from "./stack.ts";

let stack: Stack;
const change = "{match: {queue: mail}, metric: queue_length, value: 70}";
beforeAll(async () => {
  stack = await startStack(emptyServer);
  stack.write("shop.json", dashboard("Shop", ["queue_length"]));
  stack.write("shop.data.yaml", `${smallSpec}scenarios:\n  healthy: {}\n  incident: {series: [${change}]}\n`);
});
afterAll(() => stack.stop());

const both = ["--scenario", "healthy,incident"];
/** Values of the last seconds, the smallest first. */
const written = async (key: string) => {
  const samples = `last_over_time(queue_length{dashpreview=~".*[.]${key}[.].*"}[3s])`;
  return [await ask(stack.prometheusUrl, `min(${samples})`), await ask(stack.prometheusUrl, `max(${samples})`)];
};

test("with --live every scenario is written on until the time is over", async () => {
  const live = await stack.run(["up", "shop.json", "--key", "pr-9", "--step", "1s", "--live", "3s", ...both]);
  expect(live.code, live.stderr).toBe(0);
  const samples = 'count_over_time(queue_length{dashpreview=~".*[.]pr-9[.].*"}[5s])';
  expect(await ask(stack.prometheusUrl, `count(${samples})`)).toBe(2);
});

test("live goes on writing every scenario of a preview, each from its own manifest", async () => {
  const up = await stack.run(["up", "shop.json", "--key", "pr-10", "--step", "1s", "--live", "until-expiry", ...both]);
  expect(up.code, up.stderr).toBe(0);
  const once = await stack.run(["live", "--once"]);
  expect(once.code, once.stderr).toBe(0);
  expect(await written("pr-10")).toEqual([7, 70]);
});

test("shards write every scenario together", async () => {
  const args = ["up", "shop.json", "--key", "pr-11", "--run", "r-1", "--output", "json", "--no-sweep", ...both];
  const [first, second] = await Promise.all(
    ["1/2", "2/2"].map((shard) => stack.run([...args, "--shard", shard, "--shard-wait", "60s"])),
  );
  expect(first!.code, first!.stderr).toBe(0);
  expect(second!.code, second!.stderr).toBe(0);
  const whole = expectResult(first!.json<Up>());
  const part = expectResult(second!.json<Up>());
  expect(whole.series).toBe(8);
  expect(whole.samplesVerified).toBe(whole.samples);
  expect(whole.dashboards.map(({ scenario, queries }) => [scenario, queries[0]!.lastValue])).toEqual([
    ["healthy", 7],
    ["incident", 70],
  ]);
  expect(part.series).toBeLessThan(8);
});

interface Up {
  readonly series: number;
  readonly samples: number;
  readonly samplesVerified: number;
  readonly dashboards: readonly {
    readonly scenario: string;
    readonly queries: readonly { readonly lastValue: number }[];
  }[];
}
