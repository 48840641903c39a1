import { expect, test } from "vitest";
import { readDashboard } from "../../dashboard/read/read.ts";
import { parseSpec } from "../../data-spec/read/parse.ts";
import { planSeries } from "../up/plan.ts";
import { type HistoryLimit, shortHistoryWarnings } from "./short-history.ts";

const dashboard = (title: string, from: string) =>
  readDashboard(JSON.stringify({ title, uid: title, panels: [], time: { from, to: "now" } }), { file: "d.json" });
const specOf = (more: string) => {
  const text = `version: 1\n${more}metrics:\n  - {name: x, type: gauge, series: [{value: 1}]}\n`;
  return { file: "d.data.yaml", document: parseSpec(text, { file: "d.data.yaml" }) };
};
const warn = (
  froms: readonly string[],
  { spec = "", history, limit }: { spec?: string; history?: number; limit?: HistoryLimit } = {},
) => {
  const specs = [specOf(spec)];
  const plan = planSeries(specs, { nowMs: 1_800_000_000_000, historyMs: history });
  const sources = froms.map((from, at) => dashboard(`D${at}`, from));
  return shortHistoryWarnings(plan, { sources, specs, history, limit });
};

test("shortHistoryWarnings names dashboards that look further back than the default history", () => {
  expect(warn(["now-24h", "now-1h"])).toEqual(['"D0" opens on up to 1d, but the history is 6h; --history 1d fills it']);
  expect(warn(["now-24h", "now-2d", "now-7h", "now-3d"])).toEqual([
    '"D0", "D1", "D2" and 1 more open on up to 3d, but the history is 6h; --history 3d fills it',
  ]);
});

test("shortHistoryWarnings is silent where the data reach, or somebody said how long they are to be", () => {
  expect(warn(["now-6h", "now-15m"])).toEqual([]);
  expect(warn(["now-24h"], { history: 3_600_000 })).toEqual([]);
  expect(warn(["now-24h"], { spec: "history: 2h\n" })).toEqual([]);
});

test("shortHistoryWarnings tells a receiver's limit to who chose a length, or of dashboards that miss the rest", () => {
  const limit = { said: ["shortened from 2h to 1h"], because: (ms: number) => `it takes no ${ms / 3_600_000} hours` };
  expect(warn(["now-24h"], { spec: "history: 2h\n", limit })).toEqual(["shortened from 2h to 1h"]);
  expect(warn(["now-24h"], { history: 3_600_000, limit })).toEqual(["shortened from 2h to 1h"]);
  expect(warn(["now-24h"], { limit })).toEqual(['"D0" opens on up to 1d, but the history is 6h; it takes no 24 hours']);
  expect(warn(["now-6h", "now-15m"], { limit })).toEqual([]);
});
