import { afterEach, expect, test } from "vitest";
import { startHttpDouble } from "../../../test/servers/http-double.ts";
import { createPrometheus } from "../../prometheus/connection.ts";
import { listOwnValues } from "./list-values.ts";

const running: { stop(): unknown }[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});

const project = "k2m4x7qa";
const [mine, other] = [`${project}.pr-1.aaaaaaaa`, `${project}.pr-2.baaaaaaa`];

/** Lists with a server that gives these lists in turn, and has samples of everything. */
async function list(lists: readonly (readonly string[])[], shown: readonly string[], samples = true) {
  const left = [...lists];
  const waits: number[] = [];
  const server = await startHttpDouble((request, response) => {
    const data = request.url!.includes("/label/")
      ? left.length > 1
        ? left.shift()
        : left[0]
      : { resultType: "vector", result: samples ? [{ metric: {}, value: [1, "1"] }] : [] };
    response.writeHead(200).end(JSON.stringify({ status: "success", data }));
  });
  const prometheus = createPrometheus({ url: server.url, userAgent: "test" });
  running.push({ stop: () => prometheus.close() }, server);
  const found = await listOwnValues({ prometheus, owner: { project }, named: new Map() }, new Set(shown), {
    sleep: async (ms) => void waits.push(ms),
    signal: new AbortController().signal,
  });
  return { ...found, values: [...found.values], waits, url: server.url };
}

test("listOwnValues leaves out other projects' values, and what is no value of ours", async () => {
  const { values, problem, waits } = await list([[mine, "local.pr-1.aaaaaaaa", "production"]], [mine]);
  expect([values, problem, waits]).toEqual([[mine], undefined, []]);
});

test("listOwnValues looks again while a value that is shown, and has samples, is not listed", async () => {
  const { values, problem, waits } = await list([[mine], [mine, other]], [mine, other]);
  expect([values, problem, waits]).toEqual([[mine, other], undefined, [1000]]);
});

test("listOwnValues says after three looks that the list is not whole", async () => {
  const { values, problem, waits, url } = await list([[mine]], [mine, other]);
  expect([values, waits]).toEqual([[mine], [1000, 1000]]);
  expect(problem).toMatch(new RegExp(`^${url} does not list the series of ${other}, which it has`));
});

test("listOwnValues does not expect values without samples", async () => {
  const { values, problem, waits } = await list([[]], [mine], false);
  expect([values, problem, waits]).toEqual([[], undefined, []]);
});
