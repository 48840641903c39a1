import { expect, test } from "vitest";
import type { ChangeCourse } from "../incident-rule.ts";
import { boutAlone, heldSignal, withBouts } from "./moved-signal.ts";

const minute = 60_000;
const course: ChangeCourse = {
  ...{ form: "times", to: 5, wobble: 0, grows: 1 },
  ...{ delayMs: minute, onsetMs: 4 * minute, recoveryMs: 6 * minute },
};
const extent = { min: 10, max: 30, mean: 20 };
const bout = { fromMs: 20 * minute, toMs: 40 * minute, course };

test("withBouts multiplies the usual course: 1, up to the factor, there, and back, from the begin of the signal on", () => {
  const shape = [
    { line: { from: 1, to: 5, for: "4m" } },
    { limit: { of: 5, for: "15m" } },
    { line: { from: 5, to: 1, for: "6m" } },
  ];
  expect(withBouts({ signal: "load" }, [bout], extent)).toEqual({
    mul: [{ signal: "load" }, [{ limit: { of: 1, for: "21m" } }, shape, 1]],
  });
  // The factors of a product stay where they are.
  expect(withBouts({ mul: [3, { signal: "load" }] }, [bout], extent)).toMatchObject({
    mul: [3, { signal: "load" }, [{}, {}, 1]],
  });
});

test("withBouts keeps whole numbers whole, adds a wobble, and has no recovery where there is no end", () => {
  const least = { ...course, form: "least", to: 90, wobble: 0.03 } as const;
  const walk = { walk: { start: 1, step: 0.01, min: 0.97, max: 1.03 } };
  const lasting = { ...bout, toMs: Number.POSITIVE_INFINITY, course: least };
  expect(withBouts({ round: { of: { signal: "load" } } }, [lasting], extent)).toEqual({
    round: {
      of: {
        clamp: {
          of: { signal: "load" },
          min: [{ limit: { of: 0, for: "21m" } }, { mul: [[{ line: { from: 20, to: 90, for: "4m" } }, 90], walk] }],
        },
      },
    },
  });
});

test("withBouts puts several bouts after each other, and a ceiling is far above the usual course between them", () => {
  const most = { ...course, form: "most", to: 2 } as const;
  const bouts = [20, 60].map((at) => ({ fromMs: at * minute, toMs: (at + 10) * minute, course: most }));
  const { clamp } = withBouts({ signal: "load" }, bouts, extent) as { clamp: { max: unknown[] } };
  expect(clamp.max.filter((_, index) => index % 2 === 0)).toEqual([
    { limit: { of: 60, for: "21m" } },
    { limit: { of: 60, for: "25m" } },
    60,
  ]);
});

test("boutAlone is as long as the part that it is, and heldSignal as far as the wobble and the growth go", () => {
  expect(boutAlone(7, { ...course, delayMs: 0 }, 10 * minute, extent)).toEqual({
    limit: { of: { mul: [7, [{ line: { from: 1, to: 5, for: "4m" } }, { limit: { of: 5, for: "6m" } }]] }, for: "10m" },
  });
  expect(heldSignal(0, { ...course, form: "least", to: 10, wobble: 0.1, grows: 1.5 })).toMatchObject({
    mul: [10, { walk: { min: 0.9, max: expect.closeTo(1.65) as number } }],
  });
  expect(heldSignal({ signal: "load" }, { ...course, to: 0 })).toEqual({ mul: [0, { signal: "load" }] });
});
