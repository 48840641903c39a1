import { expect, test } from "vitest";
import { readWindow } from "./window.ts";

test.for([
  ["10m", 600_000],
  ["1h30m", 5_400_000],
  ["1.5h", 5_400_000],
  ["250ms", 250],
  ["1d", 86_400_000],
  ["2w", 1_209_600_000],
  ["1y", 31_556_952_000],
  ["1M", 2_629_746_000],
  ["10", undefined],
  ["", undefined],
  ["1d12h", undefined],
  ["-5m", undefined],
  ["m", undefined],
  ["1 m", undefined],
] as const)("a window of %j is %s ms", ([text, expected]) => {
  expect(readWindow(text)).toBe(expected);
});
