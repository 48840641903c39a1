import { expect, test } from "vitest";
import { dashboardSource } from "../testing/dashboard-source.ts";
import { findBroken } from "./find-broken.ts";

test("findBroken finds nothing wrong with a sound dashboard", () => {
  const source = dashboardSource({
    panels: [
      {
        targets: [{ expr: 'rate(x_total{job=~"$job"}[$__rate_interval])', legendFormat: "{{pod}} $job" }],
        fieldConfig: { defaults: { unit: "reqps", thresholds: { mode: "absolute", steps: [{ value: null }] } } },
      },
    ],
    variables: [{ name: "job", type: "query", query: "label_values(up, job)", multi: true, includeAll: true }],
  });
  expect(findBroken(source)).toEqual([]);
});

test("findBroken puts all kinds together, and names a place for each", () => {
  const source = dashboardSource({
    panels: [
      { targets: ['up{job="$job"}'], gridPos: { x: 20, y: 0, w: 8, h: 8 } },
      { targets: ['up{job="$jbo", pod=".+"}'], fieldConfig: { defaults: { unit: ["short"] } } },
      { targets: ['up{ns="{{ .Values.ns }}"}'] },
    ],
    variables: [{ name: "job", type: "custom", query: "a,b", multi: true }],
  });
  expect(findBroken(source).map(({ code, panelId }) => [code, panelId])).toEqual([
    ["template-placeholder", 3],
    ["variable-undefined", 2],
    ["multi-value-equals", 1],
    ["regex-behind-equals", 2],
    ["field-setting", 2],
    ["panel-outside-grid", 1],
  ]);
});
