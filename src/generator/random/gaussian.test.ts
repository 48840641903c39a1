import { expect, test } from "vitest";
import { normalCdf } from "../math/normal-cdf.ts";
import { fillGaussian, gaussianAt } from "./gaussian.ts";
import { fillUniform, uniformAt } from "./uniform.ts";

const draws = Array.from({ length: 200_000 }, (_, index) => gaussianAt(0x12345678, -7, index + 119_600_000));

test("gaussianAt has mean 0, variance 1, no skew and a kurtosis of 3", () => {
  const moment = (power: number) => draws.reduce((sum, value) => sum + value ** power, 0) / draws.length;
  expect(Math.abs(moment(1))).toBeLessThan(0.01);
  expect(Math.abs(moment(2) - 1)).toBeLessThan(0.015);
  expect(Math.abs(moment(3))).toBeLessThan(0.03);
  expect(Math.abs(moment(4) - 3)).toBeLessThan(0.08);
});

test("gaussianAt follows the normal distribution everywhere (Kolmogorov-Smirnov), the tail beyond the ziggurat included", () => {
  const sorted = draws.toSorted((a, b) => a - b);
  const distance = sorted.reduce(
    (worst, value, rank) => Math.max(worst, Math.abs(normalCdf(value) - (rank + 0.5) / sorted.length)),
    0,
  );
  expect(distance).toBeLessThan(1.63 / Math.sqrt(sorted.length));
  const inTails = draws.filter((value) => Math.abs(value) > 3.442619855899).length;
  expect(Math.abs(inTails - 2 * normalCdf(-3.442619855899) * draws.length)).toBeLessThan(4 * Math.sqrt(115));
});

test("gaussianAt has no correlation between neighbours or between neighbouring keys", () => {
  const other = draws.map((_, index) => gaussianAt(0x12345679, -7, index + 119_600_000));
  const correlation = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, place) => sum + value * (b[place] ?? 0), 0) / a.length;
  for (const lag of [1, 2, 240, 5760]) expect(Math.abs(correlation(draws, draws.slice(lag)))).toBeLessThan(0.01);
  expect(Math.abs(correlation(draws, other))).toBeLessThan(0.01);
});

test("fillGaussian and fillUniform give every index what it has alone, those beyond the ziggurat included", () => {
  const [gaussians, uniforms] = [new Float64Array(260), new Float64Array(260)];
  for (let first = 119_600_000; first < 119_800_000; first += 256) {
    fillGaussian(0x12345678, -7, first, 256, gaussians, 3);
    const own = draws.slice(first - 119_600_000, first - 119_600_000 + 256);
    expect([...gaussians.subarray(3, 3 + own.length)]).toEqual(own);
  }
  fillUniform(5, 6, -100, 200, uniforms, 1);
  expect([...uniforms.subarray(1, 201)]).toEqual(Array.from({ length: 200 }, (_, i) => uniformAt(5, 6, i - 100)));
});
