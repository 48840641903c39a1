import { afterAll, beforeAll, expect, test } from "vitest";
import {
  ask,
  dashboard,
  emptyServer,
  noLeadIn,
  revisionsWithSamples,
  type Stack,
  smallSpec,
  startStack,
} from "../e2e/stack.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack(emptyServer, noLeadIn);
  stack.write("a.json", dashboard("A", ["queue_length"]));
  stack.write("b.json", dashboard("B", ["rate(requests_total[5m])"]));
  stack.write("dashpreview.yaml", smallSpec);
});
afterAll(() => stack.stop());

interface Ended {
  readonly state: "done" | "superseded";
  readonly revision: string;
  readonly dashboards: readonly {
    readonly panels: { readonly ok: number; readonly empty: number; readonly error: number };
  }[];
}

test("ten runs on one key at once all end well, and leave one preview of each dashboard, of one revision with all its samples", {
  timeout: 240_000,
}, async () => {
  const args = ["up", "a.json", "b.json", "--key", "same", "--no-sweep", "--output", "json"];
  const runs = await Promise.all(Array.from({ length: 10 }, () => stack.run(args)));
  for (const { code, stderr } of runs) expect(code, stderr).toBe(0);
  const ended = runs.map((run) => run.json<Ended>());
  const done = ended.filter(({ state }) => state === "done");
  expect(done.length).toBeGreaterThan(0);
  expect(ended.filter(({ state }) => state === "superseded")).toHaveLength(10 - done.length);
  // Nobody who was overtaken takes that for a fault of the dashboards.
  for (const { dashboards } of done)
    expect(dashboards.map(({ panels }) => [panels.empty, panels.error])).toEqual([
      [0, 0],
      [0, 0],
    ]);
  const listed = await stack.run(["list", "--key", "same", "--output", "json"]);
  const { previews, leftAlone } = listed.json<{
    previews: { title: string; revision: string }[];
    leftAlone: unknown[];
  }>();
  expect(previews.map(({ title }) => title).sort()).toEqual(["[same] A", "[same] B"]);
  expect(leftAlone).toEqual([]);
  const [revision] = [...new Set(previews.map((one) => one.revision))];
  expect(new Set(previews.map((one) => one.revision)).size).toBe(1);
  expect(done.map((one) => one.revision)).toContain(revision);
  const label = `${stack.project}.same.${revision}`;
  const told = runs.map(({ stderr }) => stderr).join("\n");
  expect([...(await revisionsWithSamples(stack)).keys()], told).toEqual([label]);
  expect(await ask(stack.prometheusUrl, `sum(count_over_time({__name__=~".+",dashpreview="${label}"}[2h]))`)).toBe(
    4 * 120,
  );
});
