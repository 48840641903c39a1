import type { FieldDisplay } from "@grafana/data";
import { expect, test } from "vitest";
import { outline, percent, slicesOf, sorted } from "./slices.ts";

const value = (title: string, numeric: number, field = {}) =>
  ({ display: { title, numeric, text: String(numeric) }, field }) as unknown as FieldDisplay;
const titles = (values: readonly FieldDisplay[]) => values.map(({ display }) => display.title);

test("slicesOf shares a circle by size, and leaves out what is hidden or no number", () => {
  const hidden = { custom: { hideFrom: { viz: true } } };
  const slices = slicesOf([value("a", 30), value("b", 10), value("c", 60, hidden), value("d", Number.NaN)]);
  expect(titles(slices.map((slice) => slice.value))).toEqual(["a", "b"]);
  expect(slices.map(({ share }) => share)).toEqual([0.75, 0.25]);
  expect(slices[0]!.to).toBeCloseTo(1.5 * Math.PI);
  expect(slices[1]!.to).toBeCloseTo(2 * Math.PI);
});

test("slicesOf gives nothing to what is not above zero", () => {
  const [a, b] = slicesOf([value("a", 0), value("b", 5)]);
  expect(a!.to - a!.from).toBe(0);
  expect(b!.to - b!.from).toBeCloseTo(2 * Math.PI);
});

test.for<[string | undefined, string[]]>([
  [undefined, ["b", "a", "c"]],
  ["desc", ["b", "a", "c"]],
  ["asc", ["c", "a", "b"]],
  ["none", ["a", "b", "c"]],
])("sorted %s", ([order, expected]) => {
  expect(titles(sorted([value("a", 2), value("b", 3), value("c", 1)], order))).toEqual(expected);
});

test("percent has the decimals of the field", () => {
  expect(percent(1 / 3, value("a", 1))).toBe("33%");
  expect(percent(1 / 3, value("a", 1, { decimals: 2 }))).toBe("33.33%");
  expect(percent(Number.NaN, value("a", 0))).toBe("-");
});

test("outline draws a part from the middle, a part of a ring, and a whole circle", () => {
  expect(outline({ from: 0, to: Math.PI / 2 }, { inner: 0, outer: 10 })).toBe("M0.025 -10A10 10 0 0 1 10 -0.025L0 0Z");
  expect(outline({ from: 0, to: 1.5 * Math.PI }, { inner: 5, outer: 10 })).toContain("A5 5 0 1 0");
  expect(outline({ from: 0, to: 2 * Math.PI }, { inner: 0, outer: 10 })).toBe(
    "M0 -10A10 10 0 1 1 0 10A10 10 0 1 1 0 -10Z",
  );
});
