import { expect, test } from "vitest";
import { deriveKey, lanes, mixIndex, mixRun, seriesKey } from "./hash.ts";

const hex = (high: number, low: number) =>
  (high >>> 0).toString(16).padStart(8, "0") + (low >>> 0).toString(16).padStart(8, "0");
const hashOf = (high: number, low: number, index: number) => {
  mixIndex(high, low, index);
  return hex(lanes[0]!, lanes[1]!);
};

test("mixIndex gives the committed test vectors", () => {
  expect(vectors.map(([high, low, index]) => [high, low, index, hashOf(high, low, index)])).toEqual(vectors);
});

test.for([0, -5, 119_600_000, 4_294_967_290, -4_294_967_300, 8_796_093_022_100])(
  "mixRun from %d on gives each index its hash",
  (first) => {
    const run = new Int32Array(20);
    mixRun(0x12345678, -559038737, first, 10, run);
    const each = Array.from({ length: 10 }, (_, i) => hashOf(0x12345678, -559038737, first + i));
    expect(each.map((_, i) => hex(run[2 * i]!, run[2 * i + 1]!))).toEqual(each);
  },
);

test("seriesKey and deriveKey give the committed test vectors", () => {
  const key = seriesKey(42, "http_requests_total", [
    ["code", "200"],
    ["job", "api"],
  ]);
  const empty = seriesKey(1, "up", []);
  const child = deriveKey(key, 1);
  expect([key, child, empty].map(({ high, low }) => hex(high, low))).toEqual(keyVectors);
});

test("seriesKey tells apart what runs together when written one after the other", () => {
  const keys = [
    seriesKey(1, "ab", [["c", "d"]]),
    seriesKey(1, "a", [["bc", "d"]]),
    seriesKey(1, "ab", [["cd", ""]]),
    seriesKey(1, "abcd", []),
    seriesKey(2, "ab", [["c", "d"]]),
    seriesKey(-1, "ab", [["c", "d"]]),
    seriesKey(4_294_967_297, "ab", [["c", "d"]]),
  ];
  expect(new Set(keys.map(({ high, low }) => hex(high, low))).size).toBe(keys.length);
});

test("mixIndex gives different hashes for all of a million neighbouring indexes", () => {
  const seen = new Set<string>();
  for (let index = 0; index < 1_000_000; index++) seen.add(hashOf(5, 6, index + 119_600_000));
  expect(seen.size).toBe(1_000_000);
});

test("mixIndex turns about half of all 64 bits when one bit of index or key is turned", () => {
  const ones = (a: string, b: string) => (BigInt(`0x${a}`) ^ BigInt(`0x${b}`)).toString(2).replaceAll("0", "").length;
  for (let bit = 0; bit < 32; bit++) {
    let index = 0;
    let high = 0;
    let low = 0;
    for (let from = 0; from < 400; from++) {
      const base = hashOf(9, 8, from * 7919);
      index += ones(base, hashOf(9, 8, ((from * 7919) ^ (1 << bit)) >>> 0));
      high += ones(base, hashOf(9 ^ (1 << bit), 8, from * 7919));
      low += ones(base, hashOf(9, 8 ^ (1 << bit), from * 7919));
    }
    for (const turned of [index, high, low]) expect(Math.abs(turned / 400 - 32)).toBeLessThan(1.5);
  }
});

// Worked out by a second implementation in another language.
const vectors: [number, number, number, string][] = [
  [0, 0, 0, "0000000000000000"],
  [0, 0, 1, "e1d81207caa76cb6"],
  [1, 0, 0, "688990c0ed88ac4f"],
  [0, 1, 0, "9b3a51979e924f7e"],
  [0x12345678, -559038737, 119_600_000, "1b4c8a9753670239"],
  [0x12345678, -559038737, -1, "d76766cb239aacbb"],
  [0x12345678, -559038737, 4_294_967_296, "4ff18f6d05cd3e20"],
  [-1, -1, 9_007_199_254_740_991, "fbac14b2eb64a6be"],
];
const keyVectors = ["f658360ec4627706", "dc393d55aa30f8ec", "35e4b4f744d21630"];
