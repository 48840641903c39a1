import { afterEach, expect, test } from "vitest";
import { type ShopProgram, startShopProgram } from "../servers/shop-program.ts";
import { dashboard, emptyServer, type Stack, startStack } from "./stack.ts";

interface Found {
  readonly metric: Readonly<Record<string, string>>;
}

async function query(url: string, text: string): Promise<Found[]> {
  const answer = await fetch(`${url}/api/v1/query?query=${encodeURIComponent(text)}`);
  return ((await answer.json()) as { data: { result: Found[] } }).data.result;
}

let program: ShopProgram | undefined;
let stack: Stack | undefined;
afterEach(async () => {
  await stack?.stop();
  program?.kill();
  stack = program = undefined;
});

test("up --relay --live relays into the preview's own series, and ends them with it; the spec wins", async () => {
  const token = "relay-t0ken-of-the-test";
  program = await startShopProgram({ token });
  const { address } = program;
  stack = await startStack(emptyServer);
  stack.write("shop.json", dashboard("Shop", ["shop_queue_length", "rate(shop_orders_total[1m])"]));
  stack.write(
    "shop.data.yaml",
    `version: 1
step: 1s
history: 5m
metrics:
  - { name: shop_payments_total, type: counter, series: [{ labels: { job: shop }, rate: 3 }] }
  - { name: shop_queue_length, type: gauge, series: [{ value: 7 }] }
`,
  );
  const args = ["up", "shop.json", "--key", "pr-7", "--no-sweep", "--output", "json", "--live", "8s"];
  args.push("--relay", `http://${address}/metrics#job=shop`);
  const running = stack.run(args, { env: { DASHPREVIEW_RELAY_TOKEN: token } });
  const { prometheusUrl } = stack;
  const series = () => query(prometheusUrl, 'shop_orders_total{status="paid"}');
  await expect.poll(async () => (await series()).length, { timeout: 20_000 }).toBe(1);
  const { code, stdout, stderr } = await running;
  expect(code, stderr).toBe(0);
  const { revision, project, warnings } = JSON.parse(stdout) as Record<string, string>;
  expect(warnings).toContainEqual(expect.stringContaining("/metrics relayed since"));
  expect(await series()).toEqual([]);
  const [orders] = await query(prometheusUrl, "last_over_time(shop_orders_total[1m])");
  expect(orders!.metric).toEqual({
    ...{ __name__: "shop_orders_total", status: "paid", job: "shop", instance: address },
    ...{ dashpreview: `${project}.pr-7.${revision}` },
  });
  const queue = await query(prometheusUrl, "count by (instance) (last_over_time(shop_queue_length[5m]))");
  expect(queue.map(({ metric }) => metric)).toEqual([{}]);
});
