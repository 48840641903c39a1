import { expect, test } from "vitest";
import { checkDefinition } from "./check-definition.ts";
import { checkSignal } from "./check-signal.ts";
import { untilNextMs } from "./length-ms.ts";
import { endsAtTimeOfDay, signalLengthMs } from "./lengths.ts";
import { add } from "./signals/arithmetic.ts";
import { constant } from "./signals/constant.ts";
import { gap } from "./signals/gap.ts";
import { limit } from "./signals/limit.ts";
import { line } from "./signals/line.ts";
import { loop } from "./signals/loop.ts";
import { named } from "./signals/named.ts";
import { sequence } from "./signals/sequence.ts";
import { spike } from "./signals/spike.ts";
import { sampleSignal } from "./testing/samples.ts";

const hour = 3_600_000;
const until = (hours: number) => ({ untilTimeOfDayMs: hours * hour });
/** 10:00 on a day. */
const fromMs = Date.UTC(2026, 10, 1, 10);
const sample = (value: Parameters<typeof sampleSignal>[0], count: number) =>
  sampleSignal(value, { count, fromMs, stepMs: hour });

test("untilNextMs goes to the next such time of day, a whole day from that time itself", () => {
  expect([10, 11, 9].map((hours) => untilNextMs(hours * hour, fromMs) / hour)).toEqual([24, 1, 23]);
});

test("a part that ends at a time of day ends there wherever it begins", () => {
  const parts = sequence([
    limit({ of: constant(1), length: { samples: 1 } }),
    limit({ of: constant(2), length: until(13) }),
    gap(until(14)),
    line({ from: 0, to: 20, length: until(16) }),
    constant(7),
  ]);
  expect(sample(parts, 8)).toEqual([1, 2, 2, undefined, 0, 10, 7, 7]);
  expect(signalLengthMs(sequence([gap(until(9)), gap(until(9))]), { stepMs: 1, anchorMs: fromMs, startMs: 0 })).toBe(
    47 * hour,
  );
});

test("a part inside an operand, a parameter or a cause of its own counts from where these begin", () => {
  const part = limit({ of: constant(2), length: until(12) });
  const inside = sequence([gap({ forMs: hour }), add([sequence([part, constant(5)]), constant(1)])]);
  expect(sample(inside, 4)).toEqual([undefined, 3, 6, 6]);
  const cause = named({ name: "cause", value: sequence([part, constant(5)]) });
  expect(sample(sequence([gap({ forMs: 2 * hour }), cause]), 4)).toEqual([undefined, undefined, 5, 5]);
});

test("spike lasts until a time of day, over midnight too", () => {
  const at = (hours: number) => ({ at: [{ timeOfDayMs: hours * hour }] });
  expect(sample(spike({ height: 1, when: at(12), untilTimeOfDayMs: 14 * hour }), 6)).toEqual([0, 0, 1, 1, 0, 0]);
  expect(sample(spike({ height: 1, when: at(22), untilTimeOfDayMs: 11 * hour }), 3)).toEqual([1, 0, 0]);
  expect(() => spike({ height: 1, when: at(12), untilTimeOfDayMs: 1, forMs: 1 })).toThrow(
    "spike: untilTimeOfDayMs must be alone with when.at, got forMs or when.everyMs too",
  );
});

test("a loop cannot repeat what ends at a time of day, and a time of day is below 24 h", () => {
  const of = gap(until(12));
  expect([endsAtTimeOfDay(sequence([of])), endsAtTimeOfDay(constant(1))]).toEqual([true, false]);
  expect(() => checkSignal(loop({ of }))).toThrow(
    "loop: of must be of the same length in each round, got one that ends at a time of day",
  );
  // biome-ignore lint/suspicious/noThenProperty: the key of a definition; nothing awaits one.
  expect(() => checkDefinition({ name: "x", labels: [], kind: "gauge", value: of, then: "loop" })).toThrow(
    "gauge: then must be last, missing, end or {value} after a signal that ends at a time of day, got loop",
  );
  expect(() => gap(until(24))).toThrow("gap: length.untilTimeOfDayMs must be before 24:00, got 86400000");
});
