import { expect, test } from "vitest";
import type { QueryResult } from "../check/result.ts";
import { readDashboard } from "../dashboard/read/read.ts";
import { type Inference, startInference } from "./infer-spec.ts";
import { type ApartFilling, repairApart } from "./repair-apart.ts";

const nowMs = Date.UTC(2026, 10, 24, 12);
const isolation = { name: "dashpreview", value: "k2m4x7qa.pr-1.k3v9x2ab" };

const dashboard = (title: string, metric: string) =>
  readDashboard(
    JSON.stringify({
      title,
      schemaVersion: 39,
      panels: [
        {
          id: 1,
          type: "timeseries",
          title,
          datasource: { type: "prometheus", uid: "p" },
          targets: [{ refId: "A", expr: `${metric}{shop="$shop"}` }],
        },
      ],
      templating: { list: [] },
    }),
    { file: `${title}.json` },
  );

const start = (): Promise<Inference> =>
  startInference([dashboard("Queue", "queue_length"), dashboard("Cart", "cart_items"), dashboard("Till", "till_sum")], {
    nowMs,
  });

/** The query of a dashboard's panel, as a server ran it with this value of `$shop`. */
function ran(title: string, metric: string, shop: string, state: "ok" | "empty"): QueryResult {
  const query = { place: "panel", panelId: 1, panelTitle: title, refId: "A", expr: "", prometheus: true };
  const ranExpr = `${metric}{${isolation.name}="${isolation.value}",shop="${shop}"}`;
  return { query: query as unknown as QueryResult["query"], state, series: 0, samples: 0, shape: [], ranExpr };
}
const queue = (shop: string) => ran("Queue", "queue_length", shop, "empty");
const cart = (shop: string) => ran("Cart", "cart_items", shop, "empty");
const fine = ran("Till", "till_sum", "x", "ok");

/** Fills with nothing; the check of round `n` finds `results[n]`. */
function rounds(results: readonly (readonly (readonly QueryResult[])[] | undefined)[]) {
  const filled: { titles: string[]; shops: (string | undefined)[] }[] = [];
  const filling: ApartFilling<number> = {
    async fill({ dashboards, spec }) {
      const shops = spec.metrics.flatMap(({ series }) => series.map(({ labels }) => labels.get("shop")));
      filled.push({ titles: dashboards.map(({ title }) => title), shops: [...new Set(shops)] });
      return filled.length - 1;
    },
    checkOf: (round) => (results[round] === undefined ? undefined : { results: results[round], isolation }),
  };
  return { filled, filling };
}

test("repairApart fills again only the dashboards that are empty, with the values that the server ran", async () => {
  const { filled, filling } = rounds([[[queue("north")], [fine], [fine]], [[{ ...queue("north"), state: "ok" }]]]);
  expect(await repairApart(await start(), filling)).toEqual([
    { which: [0, 1, 2], filled: 0 },
    { which: [0], filled: 1 },
  ]);
  expect(filled.map(({ titles }) => titles)).toEqual([["Queue", "Cart", "Till"], ["Queue"]]);
  expect(filled[1]!.shops).toContain("north");
});

test("repairApart counts dashboards as the first filling does, and keeps what it knows of their queries", async () => {
  const { filled, filling } = rounds([
    [[fine], [cart("north")], [queue("x")]],
    [[cart("south")], [fine]],
    [[cart("west")]],
  ]);
  const parts = await repairApart(await start(), filling);
  expect(parts.map(({ which }) => which)).toEqual([[0, 1, 2], [1, 2], [1]]);
  expect(filled.at(-1)!.shops).toEqual(expect.arrayContaining(["north", "south"]));
});

test("repairApart stops where a repair changes nothing, and where a filling may not be replaced", async () => {
  const same = rounds([[[queue("north")], [fine], [fine]], [[queue("north")]]]);
  expect(await repairApart(await start(), same.filling)).toHaveLength(2);
  expect(await repairApart(await start(), rounds([[[fine], [fine], [fine]]]).filling)).toHaveLength(1);
  expect(await repairApart(await start(), rounds([undefined]).filling)).toHaveLength(1);
});
