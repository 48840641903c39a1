import { expect, test } from "vitest";
import { durationText } from "./duration-text.ts";

test.for<[lengthMs: number, text: string]>([
  [0, "0"],
  [250, "250ms"],
  [61_500, "1m 1s"],
  [71 * 60_000, "1h 11m"],
  [2 * 3_600_000, "2h"],
  [8 * 86_400_000, "1w 1d"],
])("durationText of %d ms is %s", ([lengthMs, text]) => expect(durationText(lengthMs)).toBe(text));
