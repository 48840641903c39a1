import { expect, test } from "vitest";
import { answerFrames } from "../../frames/answers/answer-frames.ts";
import { applySettings } from "../../frames/settings/apply-settings.ts";
import { panelOf, seriesOf, targetOf, viewing } from "../../frames/testing.ts";
import type { PanelProps } from "../panel-props.ts";
import { histogramModel } from "./histogram-model.ts";

Object.assign(globalThis, { devicePixelRatio: 1 });

function modelOf(
  series: Parameters<typeof targetOf>[1],
  options = {},
  format: "heatmap" | "time_series" = "time_series",
) {
  const targets = [targetOf("A", series, { format })];
  const panel = panelOf("histogram", targets, { options });
  const data = applySettings(answerFrames(targets), panel, viewing);
  return histogramModel({ ...viewing, panel, data } as unknown as PanelProps);
}
const countsOf = ({ frame }: ReturnType<typeof modelOf>) => frame.fields.map(({ values }) => values);

test("histogramModel counts how many values lie in each bucket, by series", () => {
  const model = modelOf([seriesOf({ a: "1" }, [1, 2, 12], "x"), seriesOf({ a: "2" }, [25, null, 1], "y")], {
    bucketSize: 10,
  });
  expect(countsOf(model)).toEqual([
    [0, 10, 20],
    [10, 20, 30],
    [2, 1, 0],
    [1, 0, 1],
  ]);
  expect(model.drawn).toEqual([
    { bucket: 0, series: 0 },
    { bucket: 1, series: 0 },
    { bucket: 0, series: 1 },
    { bucket: 2, series: 1 },
  ]);
  expect([model.plot.x.from, model.plot.x.to, model.plot.y.from]).toEqual([0, 30, 0]);
});

test("histogramModel counts series together", () => {
  const series = [seriesOf({ a: "1" }, [1, 2], "x"), seriesOf({ a: "2" }, [3], "y")];
  expect(countsOf(modelOf(series, { bucketSize: 10, combine: true }))).toEqual([[0], [10], [3]]);
});

test("histogramModel adds up classic buckets over time, with their names between them", () => {
  const model = modelOf([seriesOf({ le: "1" }, [1, 2], "1"), seriesOf({ le: "+Inf" }, [4, 2], "+Inf")], {}, "heatmap");
  expect(countsOf(model)[2]).toEqual([3, 3, 0]);
  expect(model.plot.x.ticks!.map(({ text }) => text)).toEqual(["0", "1", "+Inf"]);
});

test("histogramModel says that there is nothing to count", () => {
  expect(() => modelOf([])).toThrow("No histogram");
});
