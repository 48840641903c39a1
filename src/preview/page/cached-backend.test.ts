import { expect, test } from "vitest";
import type { QueryBackend } from "../../templating/backend.ts";
import { cachedBackend } from "./cached-backend.ts";

function counting(fails: () => boolean = () => false) {
  const asked: string[] = [];
  const answer = async (query: string) => {
    asked.push(query);
    if (fails()) throw new Error("no answer");
    return { series: [{ labels: new Map(), timesMs: [1, 2], values: [1, 2] }] };
  };
  return { asked, backend: { instant: answer, range: answer } as unknown as QueryBackend };
}
const range = { startMs: 0, endMs: 10, stepMs: 1 };

test("cachedBackend asks a query once for each range and instant", async () => {
  const { asked, backend } = counting();
  const cached = cachedBackend(backend);
  await Promise.all([cached.range("up", range), cached.range("up", range)]);
  await cached.range("up", { ...range, stepMs: 2 });
  await cached.instant("up", 10);
  await cached.instant("up", 10);
  expect(asked).toHaveLength(3);
});

test("cachedBackend forgets the oldest answer when they are too many, and keeps no failure", async () => {
  const { asked, backend } = counting();
  const cached = cachedBackend(backend, 6);
  for (const query of ["a", "b", "c", "c", "a"]) await cached.range(query, range);
  expect(asked).toEqual(["a", "b", "c", "a"]);
  let broken = true;
  const other = counting(() => broken);
  const again = cachedBackend(other.backend);
  await expect(again.instant("up", 1)).rejects.toThrow("no answer");
  broken = false;
  expect((await again.instant("up", 1)).series).toHaveLength(1);
});
