import { expect, test } from "vitest";
import { momentOf } from "./moment.ts";
import { SpecClock } from "./spec-clock.ts";

function clockAt(specMs: number, speed = 1) {
  const time = { ms: 1000 };
  return { time, clock: new SpecClock({ now: () => time.ms, specMs, speed }) };
}

test("SpecClock runs at its speed, stands still while paused, and keeps its speed over a pause", () => {
  const { time, clock } = clockAt(5000, 60);
  time.ms += 10;
  expect(clock.specMs).toBe(5600);
  clock.pause();
  time.ms += 500;
  expect([clock.specMs, clock.paused, clock.speed]).toEqual([5600, true, 60]);
  clock.setSpeed(2);
  time.ms += 500;
  expect(clock.specMs).toBe(5600);
  clock.resume();
  time.ms += 100;
  expect(clock.specMs).toBe(5800);
});

test("SpecClock says when it showed a time: the latest moment, that of a jump over it, and before its start by its speed", () => {
  const { time, clock } = clockAt(10_000, 10);
  time.ms = 2000;
  clock.jump(50_000);
  time.ms = 3000;
  expect(clock.specMs).toBe(60_000);
  expect(clock.realAt(55_000)).toBe(2500);
  // 15,000 was shown half a second after the start, 30,000 was jumped over.
  expect(clock.realAt(15_000)).toBe(1500);
  expect(clock.realAt(30_000)).toBe(2000);
  expect(clock.realAt(0)).toBe(0);
  expect(clock.realAt(99_000)).toBe(3000);
  clock.jump(12_000);
  time.ms = 3100;
  expect(clock.realAt(12_500)).toBe(3050);
});

test("momentOf takes now, a time in UTC and a duration after the anchor, and no day that no month has", () => {
  const places = { anchorMs: 1000, nowMs: 7 };
  expect(momentOf("now", places)).toBe(7);
  expect(momentOf("1h30m", places)).toBe(5_401_000);
  expect(momentOf("2026-01-31T12:00Z", places)).toBe(Date.UTC(2026, 0, 31, 12));
  for (const text of ["2026-02-31T12:00Z", "yesterday", "-1h", "", "1h;"])
    expect(momentOf(text, places)).toBeUndefined();
});
