import { expect, test } from "vitest";
import { readDashboard } from "../../dashboard/read/read.ts";
import { readNeeds } from "./read-needs.ts";

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
const toMs = 1_800_000_000_000;
const data = { fromMs: toMs - 6 * hour, toMs };

/** What panels with one query each need, where the dashboard opens on all of the data. */
async function needsOf(panels: readonly object[], more: object = {}) {
  const dashboard = {
    title: "D",
    uid: "d",
    schemaVersion: 39,
    panels: panels.map((panel, index) => ({ id: index + 1, title: `p${index + 1}`, type: "timeseries", ...panel })),
    ...more,
  };
  const source = readDashboard(JSON.stringify(dashboard), { file: "d.json" });
  return readNeeds([source], { data, opening: () => data, scrapeIntervalMs: 15_000 });
}
const query = (expr: string, more: object = {}) => ({ targets: [{ refId: "A", expr, range: true, ...more }] });

test("readNeeds takes Grafana's step and intervals, and adds up what a query looks back", async () => {
  // 1,000 points of 6 hours are 20 s apart: the rate interval is 60 s.
  const cases: [object, number][] = [
    [query("rate(x[$__rate_interval])"), minute],
    [query("x"), 5 * minute],
    [query("increase(x[$__range])"), 6 * hour],
    [query("max_over_time(rate(x[5m])[1h:1m]) - max_over_time(rate(x[5m])[1h:1m] offset 1d)"), day + hour + 5 * minute],
    [{ ...query("x"), timeShift: "1d" }, day + 5 * minute],
    [query("increase(x[1h])", { interval: "1h" }), hour],
    [query("rate(x[$window])"), 30 * minute],
    [query("rate(x[$unknown])"), 0],
    [query("not promql ("), 0],
    [query("vector(1)"), 0],
  ];
  const needs = await needsOf(
    cases.map(([panel]) => panel),
    {
      templating: {
        list: [{ name: "window", type: "custom", query: "10m,30m", current: { value: "30m", text: "30m" } }],
      },
    },
  );
  // What the range begins with may lie a step before it.
  const steps = [20_000, 20_000, 20_000, 20_000, 20_000, hour, 20_000, 20_000, 0, 0];
  for (const [index, [, least]] of cases.entries()) {
    const ms = needs.find(({ place }) => place === `p${index + 1}`)?.ms ?? 0;
    expect([index, ms]).toEqual([index, least + steps[index]!]);
  }
});

test("readNeeds counts an instant query from the end, and only what its data lack", async () => {
  const instant = { instant: true, range: false };
  expect(await needsOf([query("x", instant), query("increase(x[$__range])", instant)])).toEqual([]);
  expect(await needsOf([query("increase(x[1d])", instant)])).toEqual([{ place: "p1", ms: 18 * hour }]);
});

test("readNeeds names a panel once, with what its widest query needs, and annotations too", async () => {
  const two = { targets: [...query("rate(x[1h])").targets, { refId: "B", expr: "rate(x[2h])" }] };
  const annotations = {
    list: [{ name: "deploys", enable: true, expr: "changes(x[3h])", datasource: { type: "prometheus" } }],
  };
  const needs = await needsOf([two, { type: "text" }], { annotations });
  expect(needs.map(({ place, ms }) => [place, Math.floor(ms / hour)])).toEqual([
    ["p1", 2],
    ["deploys", 3],
  ]);
});
