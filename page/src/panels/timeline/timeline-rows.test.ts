import { expect, test } from "vitest";
import { answerFrames } from "../../frames/answers/answer-frames.ts";
import { applySettings } from "../../frames/settings/apply-settings.ts";
import { panelOf, seriesOf, targetOf, viewing } from "../../frames/testing.ts";
import { timelineRows } from "./timeline-rows.ts";

const { theme } = viewing;
const steps = [
  { value: null, color: "green" },
  { value: 60, color: "red" },
];
function rowsOf(values: (number | null)[], { byThreshold = false, endMs = 180_000, ...settings } = {}) {
  const targets = [targetOf("A", [seriesOf({ job: "api" }, values, "api")])];
  const defaults = { unit: "percent", thresholds: { mode: "absolute", steps }, ...settings };
  const panel = panelOf("state-timeline", targets, { fieldConfig: { defaults, overrides: [] } });
  return timelineRows(applySettings(answerFrames(targets), panel, viewing), { byThreshold, endMs, theme });
}

test("timelineRows has a gap where the next sample does not follow in time", () => {
  const [row] = rowsOf([1, null, 2]);
  expect([row!.times, row!.states]).toEqual([
    [0, 60_000, 120_000],
    [1, null, 2],
  ]);
  expect(rowsOf([1], { endMs: 120_000 })[0]!.states).toEqual([1, null]);
});

test("timelineRows tells numbers by the threshold that they have reached", () => {
  const [row] = rowsOf([10, 60, 90], { byThreshold: true, color: { mode: "thresholds" } } as never);
  expect(row!.states).toEqual(["< 60%", "60%+", "60%+"]);
  expect(row!.states.map((state) => row!.display(state).color)).toEqual(["#73BF69", "#F2495C", "#F2495C"]);
});

test("timelineRows leaves numbers that thresholds do not colour as they are", () => {
  expect(rowsOf([10, 60], { byThreshold: true, endMs: 120_000 })[0]!.states).toEqual([10, 60]);
});

test("timelineRows knows which gaps have a text", () => {
  const mappings = [{ type: "special", options: { match: "null+nan", result: { text: "N/A" } } }];
  expect(rowsOf([1], { mappings } as never)[0]!.shows).toEqual({ null: true, nan: true });
  expect(rowsOf([1])[0]!.shows).toEqual({ null: false, nan: false });
});
