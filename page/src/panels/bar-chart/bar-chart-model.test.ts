import { expect, test, vi } from "vitest";
import { seriesOf, targetOf } from "../../frames/testing.ts";
import { boxesOf, propsOf, textsOf } from "../plot/testing.ts";
import { barChartModel } from "./bar-chart-model.ts";

// Components need a browser; of them only this colour is asked for.
vi.mock("@grafana/ui", () => ({ getTextColorForAlphaBackground: (fill: string) => `on ${fill}` }));

/** Two series at two instants: the names of the bars are the times. */
function modelOf(
  options: Record<string, unknown>,
  values: readonly (number | null)[][] = [
    [30, 10],
    [60, -20],
  ],
  custom: Record<string, unknown> = {},
  room = {},
) {
  const series = values.map((one, index) => seriesOf({ n: `${index}` }, one, `s${index}`));
  const fieldConfig = { defaults: { custom }, overrides: [] };
  return barChartModel(propsOf("barchart", [targetOf("A", series)], { options, fieldConfig }, room));
}
/** As they are, but for what is lost beyond three digits. */
const near = (numbers: readonly (readonly number[])[]) =>
  numbers.map((one) => one.map((value) => expect.closeTo(value, 3)));

test("barChartModel puts the bars of a name beside each other, each name in its part of the axis", () => {
  const model = modelOf({ groupWidth: 0.8, barWidth: 1 });
  expect(model.drawn).toEqual([
    { row: 0, field: 0 },
    { row: 0, field: 1 },
    { row: 1, field: 0 },
    { row: 1, field: 1 },
  ]);
  // Two names take 80 of 100 parts of an axis of 2, a fifth lies between them; each has two bars.
  expect(boxesOf(model.plot)).toEqual(
    near([
      [0, 0, 0.4, 30],
      [0.4, 0, 0.4, 60],
      [1.2, 0, 0.4, 10],
      [1.6, -20, 0.4, 20],
    ]),
  );
  expect([model.plot.x.from, model.plot.x.to]).toEqual([0, 2]);
  expect(model.plot.x.ticks!.map(({ at }) => at)).toEqual(near([[0.4, 1.6]])[0]);
});

test("barChartModel stacks bars on each other, those below zero downwards", () => {
  expect(boxesOf(modelOf({ stacking: "normal", groupWidth: 1 }).plot)).toEqual(
    near([
      [0, 0, 1, 30],
      [0, 30, 1, 60],
      [1, 0, 1, 10],
      [1, -20, 1, 20],
    ]),
  );
});

test("barChartModel stacks shares of the whole up to 100 %", () => {
  const { plot } = modelOf({ stacking: "percent", groupWidth: 1, showValue: "always" }, [[30], [90]]);
  expect(boxesOf(plot)).toEqual(
    near([
      [0, 0, 1, 0.25],
      [0, 0.25, 1, 0.75],
    ]),
  );
  expect([plot.y.from, plot.y.to, plot.y.format!(0.5)]).toEqual([0, 1, "50%"]);
});

test("barChartModel lays bars down where the panel says so, or where it is higher than wide", () => {
  const lying = modelOf({ orientation: "horizontal", barWidth: 1 }, [[30, 10]]);
  expect(boxesOf(lying.plot)).toEqual(
    near([
      [0, 0, 30, 1],
      [0, 1, 10, 1],
    ]),
  );
  expect([lying.plot.y.reverse, lying.plot.y.to]).toEqual([true, 2]);
  expect(modelOf({ orientation: "auto" }, undefined, {}, { width: 200, height: 300 }).plot.y.reverse).toBe(true);
  expect(modelOf({ orientation: "auto" }).plot.x.reverse).toBe(false);
});

test("barChartModel leaves a gap for a number that is missing, and turns numbers round that are to be negative", () => {
  expect(
    modelOf({}, [
      [null, 5],
      [1, 2],
    ]).drawn,
  ).toEqual([
    { row: 0, field: 1 },
    { row: 1, field: 0 },
    { row: 1, field: 1 },
  ]);
  const [turned] = boxesOf(modelOf({}, [[5]], { transform: "negative-Y" }).plot);
  expect([turned![1], turned![3]]).toEqual([-5, 5]);
});

test("barChartModel writes values at their bars, or none", () => {
  expect(textsOf(modelOf({ showValue: "always" }).plot).map(({ text }) => text)).toEqual(["30", "60", "10", "-20"]);
  expect(textsOf(modelOf({ showValue: "never" }).plot)).toEqual([]);
});

test("barChartModel writes as many names as have room, cut where the panel says so", () => {
  const many = [Array.from({ length: 40 }, (_, index) => index)];
  const ticks = modelOf({ xTickLabelMaxLength: 4 }, many).plot.x.ticks!;
  expect(ticks.length).toBeLessThan(20);
  expect(ticks.length).toBeGreaterThan(3);
  expect(ticks.every(({ text }) => text.endsWith("...") && text.length === 7)).toBe(true);
});
