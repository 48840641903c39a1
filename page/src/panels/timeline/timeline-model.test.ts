import { expect, test, vi } from "vitest";
import { seriesOf, targetOf } from "../../frames/testing.ts";
import { boxesOf, propsOf, textsOf } from "../plot/testing.ts";
import { timelineModel } from "./timeline-model.ts";

// Components need a browser; of them only this colour is asked for.
vi.mock("@grafana/ui", () => ({ getTextColorForAlphaBackground: (fill: string) => `on ${fill}` }));

const mappings = [
  { type: "value", options: { "0": { text: "down", color: "red" }, "1": { text: "up", color: "green" } } },
];
function modelOf(
  { samples = false, page = [0, 99] as [number, number], toMs = 180_000 },
  options: Record<string, unknown> = {},
  values: readonly (number | null)[][] = [
    [1, 1, 0],
    [0, null, 1],
  ],
) {
  const series = values.map((one, index) => seriesOf({ host: `${index}` }, one, `host-${index}`));
  const fieldConfig = { defaults: { mappings }, overrides: [] };
  const type = samples ? "status-history" : "state-timeline";
  const props = propsOf(
    type,
    [targetOf("A", series)],
    { options: { rowHeight: 1, ...options }, fieldConfig },
    { toMs },
  );
  return timelineModel(props, samples, page);
}
const minute = 60_000;

test("timelineModel draws each state until the next one, the first row at the top", () => {
  const { plot, rows, drawn } = modelOf({});
  expect(rows.map(({ name }) => name)).toEqual(["host-0", "host-1"]);
  expect(drawn.map(({ row, segment }) => [row, segment.state])).toEqual([
    [0, 1],
    [0, 0],
    [1, 0],
    [1, 1],
  ]);
  expect(boxesOf(plot)).toEqual([
    [0, 1, 2 * minute, 1],
    [2 * minute, 1, minute, 1],
    [0, 0, minute, 1],
    [2 * minute, 0, minute, 1],
  ]);
  expect(plot.y.ticks).toEqual([
    { at: 1.5, text: "host-0" },
    { at: 0.5, text: "host-1" },
  ]);
  expect([plot.x.from, plot.x.to, plot.x.time]).toEqual([0, 180_000, true]);
});

test("timelineModel keeps equal states apart where they are not merged", () => {
  expect(modelOf({}, { mergeValues: false }).drawn.filter(({ row }) => row === 0)).toHaveLength(3);
});

test("timelineModel makes rows as high as the panel says, in the middle of their place", () => {
  const [first] = boxesOf(modelOf({}, { rowHeight: 0.5 }).plot);
  expect([first![1], first![3]]).toEqual([1.25, 0.5]);
});

test("timelineModel writes what states are called in colours that can be read, or nothing", () => {
  const [up, down] = ["on #73BF69b3", "on #F2495Cb3"];
  expect(textsOf(modelOf({}).plot)).toEqual([
    { text: "up", color: up },
    { text: "down", color: down },
    { text: "down", color: down },
    { text: "up", color: up },
  ]);
  expect(textsOf(modelOf({}, { showValue: "never" }).plot)).toEqual([]);
});

test("timelineModel of samples draws each around its instant, with half a column outside the time range", () => {
  const { plot, drawn } = modelOf({ samples: true, toMs: 2 * minute }, { colWidth: 0.5 });
  expect(drawn.map(({ row, segment }) => [row, segment.state])).toEqual([
    [0, 1],
    [0, 1],
    [0, 0],
    [1, 0],
    [1, 1],
  ]);
  expect([plot.x.from, plot.x.to, plot.x.instants]).toEqual([-minute / 2, 2.5 * minute, [0, minute, 2 * minute]]);
  const second = boxesOf(plot)[1]!;
  expect([second[0], second[2]]).toEqual([0.75 * minute, 0.5 * minute]);
});

test("timelineModel shows one page of rows", () => {
  const { rows, plot } = modelOf({ page: [1, 2] });
  expect(rows.map(({ name }) => name)).toEqual(["host-1"]);
  expect(plot.y.to).toBe(1);
});

test("timelineModel says that there are no states", () => {
  expect(() => modelOf({}, {}, [])).toThrow("Data is missing a time field");
});
