import { expect, test } from "vitest";
import { createBlock, present, stale } from "../../generator/sampling/block.ts";
import { createSource } from "../../generator/sampling/source.ts";
import { type ShownIndex, shownSource } from "./shown-source.ts";

const grid = { fromMs: 0, stepMs: 1000, count: 10 };

function samplesOf(text: string, shown: ShownIndex, count: number): (number | "stale" | undefined)[] {
  const inner = createSource(
    { name: "x", labels: [], kind: "gauge", value: { type: "notation", text } },
    { seed: 1, grid },
  );
  const block = createBlock(count);
  shownSource(inner, shown).fill(0, count, [block]);
  return Array.from({ length: count }, (_, at) =>
    block.states[at] === present ? block.values[at] : block.states[at] === stale ? "stale" : undefined,
  );
}

test("shownSource has at each scrape the sample that the clock showed, none before the first, and keeps still with it", () => {
  expect(samplesOf("0+1x9", (index) => [-1, 0, 1, 1, 5, 2][index]!, 6)).toEqual([undefined, 0, 1, 1, 5, 2]);
});

test("shownSource ends a series whose end a fast clock passes over, and one that is paused and absent", () => {
  expect(samplesOf("1x2 stale", (index) => index * 2, 4)).toEqual([1, 1, "stale", undefined]);
  expect(samplesOf("1x9 stale", (index) => (index === 1 ? "absent" : index), 3)).toEqual([1, "stale", 1]);
});
