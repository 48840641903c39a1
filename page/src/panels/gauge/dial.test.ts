import { ThresholdsMode } from "@grafana/data";
import { expect, test } from "vitest";
import { arcPath, bands, dialOf, filled, scaleOf, shareOf } from "./dial.ts";

const box = { width: 200, height: 200, barWidthFactor: 0.3, rounded: false, ring: false, labels: false };
const circle = dialOf({ ...box, shape: "circle" });
const gauge = dialOf({ ...box, shape: "gauge" });

test("dialOf fits a circle into its box, and a gauge as wide as the box, in the middle of it", () => {
  expect(circle).toMatchObject({ centerX: 100, centerY: 100, barWidth: 10, radius: 95, bottom: 200 });
  expect(gauge.radius).toBe(95);
  // Its ends, 110° from the top, reach 34.2 px below the middle: 65.8 px are left over, half of them above.
  expect(gauge.centerY).toBeCloseTo(132.9, 1);
});

test("filled is the part of the dial from the lowest value, or from the neutral one, to the value", () => {
  const field = { min: 0, max: 200 };
  expect(filled(gauge, field, 50, undefined)).toEqual({ from: 250, length: 55 });
  expect(filled(gauge, field, 999, undefined)).toEqual({ from: 250, length: 220 });
  expect(filled(gauge, field, 50, 100)).toEqual({ from: 305, length: 55 });
  expect(filled(gauge, field, Number.NaN, undefined).length).toBe(0);
});

test("bands are the thresholds' colours along the dial, in percent of the scale where they are so", () => {
  const steps = [
    { value: Number.NEGATIVE_INFINITY, color: "green" },
    { value: 50, color: "red" },
  ];
  const absolute = { min: 0, max: 200, thresholds: { mode: ThresholdsMode.Absolute, steps } };
  expect(bands(circle, absolute)).toEqual([
    { color: "green", arc: { from: 0, length: 90 } },
    { color: "red", arc: { from: 90, length: 270 } },
  ]);
  const percent = { ...absolute, thresholds: { mode: ThresholdsMode.Percentage, steps } };
  expect(bands(circle, percent).map(({ arc }) => arc.length)).toEqual([180, 180]);
});

test("scaleOf and shareOf take 0 to 100 where nothing is set, and divide by nothing never", () => {
  expect(scaleOf({})).toEqual({ min: 0, max: 100 });
  expect(shareOf({ min: 5, max: 5 }, 5)).toBe(0.5);
  expect(shareOf({ min: 0, max: 0 }, 3)).toBe(1);
});

test("arcPath draws nothing for no length, and all but a hair of a full circle", () => {
  expect(arcPath(circle, 50, { from: 0, length: 0 })).toBe("");
  expect(arcPath(circle, 50, { from: 0, length: 90 })).toBe("M100.00 50.00A50.00 50.00 0 0 1 150.00 100.00");
  expect(arcPath(circle, 50, { from: 0, length: 360 })).toContain(" 0 1 1 ");
});
