import { expect, test } from "vitest";
import type { QueryResult } from "../check/result.ts";
import { readDashboard } from "../dashboard/read/read.ts";
import { injectLabel } from "../promql/isolation/inject.ts";
import { type Inference, startInference } from "./infer-spec.ts";
import { repairUntilFull } from "./repair-until-full.ts";

const nowMs = Date.UTC(2026, 10, 24, 12);

function start(): Promise<Inference> {
  const text = JSON.stringify({
    title: "Shop",
    schemaVersion: 39,
    panels: [
      {
        id: 1,
        type: "timeseries",
        title: "Queue",
        datasource: { type: "prometheus", uid: "p" },
        targets: [{ refId: "A", expr: 'queue_length{shop="$shop"}' }],
      },
    ],
    templating: { list: [] },
  });
  return startInference([readDashboard(text, { file: "shop.json" })], { nowMs });
}

/** The panel's query without data, as a server ran it with this value of `$shop`. */
function emptyWith(shop: string): QueryResult {
  const query = { place: "panel", panelId: 1, panelTitle: "Queue", refId: "A", expr: "", prometheus: true };
  return {
    query: query as unknown as QueryResult["query"],
    state: "empty",
    series: 0,
    samples: 0,
    shape: [],
    ranExpr: `queue_length{shop="${shop}"}`,
  };
}

const shopsOf = ({ spec }: Inference) => [
  ...new Set(spec.metrics.flatMap(({ series }) => series.map(({ labels }) => labels.get("shop")))),
];

/** Fills with nothing; the check of round `n` finds `results[n]`. Notes what is filled and released. */
function rounds(results: readonly (readonly QueryResult[] | undefined)[]) {
  const [filled, released]: [Inference[], number[]] = [[], []];
  return {
    filled,
    released,
    filling: {
      async fill(inference: Inference, round: number) {
        filled.push(inference);
        return round;
      },
      checkOf: (round: number) => (results[round] === undefined ? undefined : { results: results[round] }),
      async release(round: number) {
        released.push(round);
      },
    },
  };
}

test("repairUntilFull fills once where every query has data", async () => {
  const { filled, released, filling } = rounds([[{ ...emptyWith("north"), state: "ok" }]]);
  const first = await start();
  expect(await repairUntilFull(first, filling)).toEqual({ inference: first, filled: 0 });
  expect(filled).toEqual([first]);
  expect(released).toEqual([]);
});

test("repairUntilFull adds series for the values that the server ran, and gives back what it filled before", async () => {
  const { filled, released, filling } = rounds([[emptyWith("north")], []]);
  const { inference, filled: last } = await repairUntilFull(await start(), filling);
  expect(shopsOf(filled[0]!)).not.toContain("north");
  expect(shopsOf(inference)).toContain("north");
  expect(filled[1]).toBe(inference);
  expect([last, released]).toEqual([1, [0]]);
});

test("repairUntilFull stops after two repairs, whatever is still empty", async () => {
  const { filled, released, filling } = rounds(["north", "south", "west"].map((shop) => [emptyWith(shop)]));
  const { inference, filled: last } = await repairUntilFull(await start(), filling);
  expect(shopsOf(inference)).toEqual(expect.arrayContaining(["north", "south"]));
  expect(shopsOf(inference)).not.toContain("west");
  expect([filled.length, last, released]).toEqual([3, 2, [0, 1]]);
});

test("repairUntilFull stops where a repair changes nothing, and where a filling may not be replaced", async () => {
  const same = rounds([[emptyWith("north")], [emptyWith("north")], [emptyWith("south")]]);
  await repairUntilFull(await start(), same.filling);
  expect(same.filled).toHaveLength(2);
  const fixed = rounds([undefined]);
  await repairUntilFull(await start(), fixed.filling);
  expect([fixed.filled.length, fixed.released]).toEqual([1, []]);
});

test("repairUntilFull takes the isolation label out of queries before it infers from them", async () => {
  const isolation = { name: "dashpreview", value: "p.k.r" };
  const injected = injectLabel('queue_length{shop="north"}', isolation);
  if (!injected.ok) throw new Error("not injected");
  const { filling } = rounds([]);
  const results = [{ ...emptyWith("north"), ranExpr: injected.query }];
  const { inference } = await repairUntilFull(await start(), {
    ...filling,
    checkOf: (round) => (round === 0 ? { results, isolation } : undefined),
  });
  expect(shopsOf(inference)).toContain("north");
  expect(
    inference.spec.metrics.flatMap(({ series }) => series.flatMap(({ labels }) => [...labels.keys()])),
  ).not.toContain("dashpreview");
});

test("repairUntilFull gives a filling back if repairing it fails", async () => {
  const controller = new AbortController();
  const first = await start();
  const { released, filling } = rounds([[emptyWith("north")]]);
  const stopped = { ...first, options: { ...first.options, signal: controller.signal } };
  controller.abort(new Error("stopped"));
  await expect(repairUntilFull(stopped, filling)).rejects.toThrow("stopped");
  expect(released).toEqual([0]);
});

test("repairUntilFull adds series for every copy of a repeated panel that stayed empty", async () => {
  const { query } = emptyWith("north");
  const copies = ["north", "south"].map((shop) => ({ ...emptyWith(shop), query, copy: { shop } }));
  const { filled, filling } = rounds([copies, []]);
  const { inference } = await repairUntilFull(await start(), filling);
  expect(filled).toHaveLength(2);
  expect(shopsOf(inference)).toEqual(expect.arrayContaining(["north", "south"]));
});
