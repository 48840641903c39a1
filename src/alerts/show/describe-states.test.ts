import { expect, test } from "vitest";
import type { TestedInterval } from "../result/rule-test.ts";
import { describeStates } from "./describe-states.ts";

const at = (time: string) => Date.parse(`2026-11-01T${time}Z`);
const firing = (from: string, until?: string): TestedInterval => ({
  ...{ state: "firing", fromMs: at(from), annotations: new Map(), value: 1 },
  untilMs: until === undefined ? undefined : at(until),
});
const window = { fromMs: at("00:00:00"), toMs: at("06:00:00") };

test("the time when an alert fires is told in minutes, and in seconds where it begins and ends within one", () => {
  expect(describeStates([firing("01:02:30", "01:04:10"), firing("05:00:00")], window)).toBe(
    "firing 01:02 to 01:04, firing 05:00",
  );
  expect(describeStates([firing("00:00:10", "00:00:50"), firing("05:00:00")], window)).toBe(
    "firing 00:00:10 to 00:00:50, firing 05:00:00",
  );
});
