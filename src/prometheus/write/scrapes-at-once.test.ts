import { expect, test } from "vitest";
import { scrapesAtOnce } from "./scrapes-at-once.ts";

test.for([
  ["15 s", 15_000, 10],
  ["3 min, of which ten span half an hour", 180_000, 10],
  ["10 min", 600_000, 3],
  ["2 h", 7_200_000, 1],
] as const)(
  "scrapesAtOnce of a step of %s is at most ten and half an hour, and at least one",
  ([, stepMs, scrapes]) => {
    expect(scrapesAtOnce(stepMs)).toBe(scrapes);
  },
);
