import { expect, test } from "vitest";
import { askTogether } from "./ask-together.ts";

/** Doubles each number, and keeps what came together. */
function doubling(most: number) {
  const batches: (readonly number[])[] = [];
  const ask = askTogether<number, number>(most, async (questions) => {
    batches.push(questions);
    if (questions.includes(13)) throw new Error("no 13");
    return questions.map((question) => question * 2);
  });
  return { ask, batches };
}

test("questions of one turn are one request, and each gets its own answer", async () => {
  const { ask, batches } = doubling(8);
  expect(await Promise.all([ask(1), ask(2), ask(3)])).toEqual([2, 4, 6]);
  expect(await ask(4)).toBe(8);
  expect(batches).toEqual([[1, 2, 3], [4]]);
});

test("a request holds no more questions than it may", async () => {
  const { ask, batches } = doubling(2);
  expect(await Promise.all([1, 2, 3, 4, 5].map(ask))).toEqual([2, 4, 6, 8, 10]);
  expect(batches).toEqual([[1, 2], [3, 4], [5]]);
});

test("an error goes to each that asked with it, and to no other", async () => {
  const { ask } = doubling(2);
  const asked = await Promise.allSettled([ask(12), ask(13), ask(14)]);
  expect(asked.map(({ status }) => status)).toEqual(["rejected", "rejected", "fulfilled"]);
});
