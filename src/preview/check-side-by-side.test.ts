import { expect, test } from "vitest";
import { readDashboard } from "../dashboard/read/read.ts";
import { checkSideBySide } from "./check-side-by-side.ts";
import type { RunContext } from "./context.ts";

function recording() {
  const said: string[] = [];
  const progress: RunContext["progress"] = {
    step: (text) => void said.push(text),
    update: (text, done, total) => void said.push(`${text} ${done}/${total}`),
    clear() {},
  };
  return { said, context: { progress } as RunContext };
}

/** Dashboards of so many queries. */
const dashboards = (...queries: readonly number[]) =>
  queries.map((count, index) => {
    const targets = Array.from({ length: count }, (_, at) => ({ refId: `Q${at}`, expr: "x" }));
    const model = { title: `D${index}`, panels: [{ id: 1, type: "timeseries", title: "P", targets }] };
    return { index, source: readDashboard(JSON.stringify(model), { file: `${index}.json` }) };
  });

const moment = () => new Promise((done) => setTimeout(done, 1));

test("checkSideBySide keeps the dashboards' order and checks several at once, but not all", async () => {
  let [working, most] = [0, 0];
  const results = await checkSideBySide(dashboards(1, 1, 1, 1, 1, 1), recording().context, async ({ index }) => {
    const item = 5 - index;
    most = Math.max(most, ++working);
    for (let wait = 0; wait <= item; wait++) await moment();
    working--;
    return item * 10;
  });
  expect(results).toEqual([50, 40, 30, 20, 10, 0]);
  expect(most).toBe(4);
});

test("checkSideBySide bounds the queries of all dashboards together", async () => {
  let [working, most] = [0, 0];
  await checkSideBySide(dashboards(1, 1, 1), recording().context, async (_, { slots }) => {
    const query = () =>
      slots(async () => {
        most = Math.max(most, ++working);
        await moment();
        working--;
      });
    await Promise.all(Array.from({ length: 10 }, query));
  });
  expect(most).toBe(8);
});

test("checkSideBySide shows how far all dashboards together are", async () => {
  const { said, context } = recording();
  await checkSideBySide(dashboards(1, 5), context, async ({ index }, turn) => {
    if (index === 1) await moment();
    turn.context.progress.update("checking", 1, 2);
  });
  expect(said).toEqual([
    "checking 2 dashboards",
    "checking 2 dashboards 1/8",
    "checking 2 dashboards 2/8",
    "checking 2 dashboards 5/8",
    "checking 2 dashboards 8/8",
  ]);
});

test("checkSideBySide names a dashboard that is alone, and throws what a check throws", async () => {
  const { said, context } = recording();
  await checkSideBySide(dashboards(1), context, async (_, turn) => turn.context.progress.update('checking "a"', 1, 2));
  expect(said).toEqual(['checking "a" 1/2']);
  expect(await checkSideBySide([], context, async () => 1)).toEqual([]);
  const failing = checkSideBySide(dashboards(1, 1, 1), context, async () => Promise.reject(new Error("no answer")));
  await expect(failing).rejects.toThrow("no answer");
});
