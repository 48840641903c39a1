import { expect, test } from "vitest";
import { halves, lower, notFinite, number, putHalves, unchangedAbove, unchangedBelow, upper } from "./float-halves.ts";

test.for([0, -0, 1, -2.5, 1e308, Number.MIN_VALUE, Number.NaN, Number.POSITIVE_INFINITY])(
  "putHalves writes the bytes of %s as a float of 64 bits, lowest first",
  (value) => {
    number[0] = value;
    const out = new Uint8Array(10);
    putHalves(halves[lower]!, halves[upper]!, out, 1);
    const expected = new DataView(new ArrayBuffer(10));
    expected.setFloat64(1, value, true);
    expect([...out]).toEqual([...new Uint8Array(expected.buffer)]);
    expect((halves[upper]! & notFinite) === notFinite).toBe(!Number.isFinite(value));
  },
);

test("unchangedBelow and unchangedAbove count whole bytes of 0 at both ends", () => {
  expect([0x0000_0001, 0x0000_0100, 0x00ff_0000, -0x8000_0000].map(unchangedBelow)).toEqual([0, 1, 2, 3]);
  expect([0x0000_0001, 0x0000_0100, 0x00ff_0000, -0x8000_0000].map(unchangedAbove)).toEqual([3, 2, 1, 0]);
});
