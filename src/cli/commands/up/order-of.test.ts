import { expect, test } from "vitest";
import { startGrafanaDouble } from "../../../../test/servers/grafana-double.ts";
import { connectTo } from "../../../../test/servers/grafana-target.ts";
import { orderOf } from "./order-of.ts";

test("orderOf is the CI's, else Grafana's time, else this machine's where Grafana does not answer", async () => {
  const grafana = await startGrafanaDouble();
  const wrong = { now: () => 4_000_000_000_000 };
  expect(await orderOf({ order: 7 }, connectTo(grafana), wrong)).toBe(7);
  expect(grafana.requests).toEqual([]);
  const told = await orderOf({}, connectTo(grafana), wrong);
  expect(told).toBeLessThan(wrong.now());
  expect(told % 1000).toBe(0);
  const connection = connectTo(grafana);
  await grafana.stop();
  expect(await orderOf({}, connection, wrong)).toBe(wrong.now());
});
