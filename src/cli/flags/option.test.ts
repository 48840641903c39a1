import { expect, test } from "vitest";
import { variablesOf } from "./option.ts";

test.for([
  ["max-series", ["DASHPREVIEW_MAX_SERIES"]],
  ["grafana-url", ["DASHPREVIEW_GRAFANA_URL", "GRAFANA_URL"]],
  ["grafana-token", ["DASHPREVIEW_GRAFANA_TOKEN", "GRAFANA_TOKEN"]],
  ["prometheus-url", ["DASHPREVIEW_PROMETHEUS_URL", "PROMETHEUS_URL"]],
  ["prometheus-token", ["DASHPREVIEW_PROMETHEUS_TOKEN"]],
] as const)("variablesOf %s are %j, in this order", ([name, variables]) => {
  expect(variablesOf(name)).toEqual(variables);
});
