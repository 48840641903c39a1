import { expect, test } from "vitest";
import { isEndless, signalLength } from "./lengths.ts";
import { add } from "./signals/arithmetic.ts";
import { clamp } from "./signals/clamp.ts";
import { constant } from "./signals/constant.ts";
import { gap } from "./signals/gap.ts";
import { limit } from "./signals/limit.ts";
import { line } from "./signals/line.ts";
import { loop } from "./signals/loop.ts";
import { notation } from "./signals/notation.ts";
import { sequence } from "./signals/sequence.ts";
import { values } from "./signals/values.ts";

const minute = { forMs: 60_000 };

test.for([
  [line({ from: 0, to: 1, length: minute }), 4],
  [line({ from: 0, to: 1, length: { forMs: 61_000 } }), 5],
  [line({ from: 0, to: 1, length: { samples: 7 } }), 7],
  [values([1, null]), 2],
  [gap(minute), 4],
  [notation("1x2 _x4"), 7],
  [limit({ of: constant(1), length: minute }), 4],
  [sequence([gap({ forMs: 20_000 }), gap({ forMs: 20_000 }), gap({ forMs: 20_000 })]), 4],
  [loop({ of: gap({ forMs: 20_000 }), times: 6 }), 8],
  [add([constant(1), values([1, 2, 3])]), 3],
  [clamp({ of: values([1]), min: 0 }), 1],
] as const)("signalLength of $0.type counts scrapes of 15 s", ([signal, expected]) => {
  expect(signalLength(signal, 15_000)).toBe(expected);
  expect(isEndless(signal)).toBe(false);
});

test("signalLength of an endless signal is undefined", () => {
  const endless = [
    constant(1),
    loop({ of: values([1]) }),
    sequence([values([1]), constant(1)]),
    add([constant(1), constant(2)]),
  ];
  expect(endless.map((signal) => signalLength(signal, 15_000))).toEqual([undefined, undefined, undefined, undefined]);
});
