import { expect, test } from "vitest";
import { fillLegend, legendLabels, renderedLegend, seriesName } from "./legend.ts";

test.for<[string, string]>([
  ["{{pod}}", "{{pod}}"],
  ["{{`{{pod}}`}}", "{{pod}}"],
  ["{{ `{{ pod }}` }} total", "{{ pod }} total"],
  ['{{ "{{" }}pod{{ "}}" }}', "{{pod}}"],
  ["{{'{{'}}pod{{'}}'}}", "{{pod}}"],
  ['{{ "{{ pod" }} {{ "}}" }}', "{{ pod }}"],
  ["plain", "plain"],
])("renderedLegend makes %s into %s", ([legend, rendered]) => {
  expect(renderedLegend(legend)).toBe(rendered);
});

test("legendLabels names the labels of a legend, escaped for Helm or not", () => {
  expect(legendLabels("{{`{{pod}}`}} on {{ node }}")).toEqual(["pod", "node"]);
  expect(legendLabels('{{ "{{" }}pod{{ "}}" }}')).toEqual(["pod"]);
});

test("fillLegend puts the values of labels into a legend, escaped for Helm or not, and nothing for one that is missing", () => {
  const labels = new Map([["pod", "api-1"]]);
  expect(fillLegend("{{pod}} on {{ node }}!", labels)).toBe("api-1 on !");
  expect(fillLegend("{{`{{ pod }}`}}", labels)).toBe("api-1");
});

test("seriesName is the legend, else the metric with its labels in order, else the query; nothing where Grafana chooses", () => {
  const up = new Map([
    ["__name__", "up"],
    ["pod", "api-1"],
    ["job", "api"],
  ]);
  expect(seriesName(up, { legendFormat: "{{pod}}", expr: "up" })).toBe("api-1");
  expect(seriesName(up, { expr: "up" })).toBe('up{job="api", pod="api-1"}');
  expect(seriesName(up, { legendFormat: "__auto", expr: "up" })).toBe("");
  expect(seriesName(new Map(), { legendFormat: "__auto", expr: "sum(up)" })).toBe("sum(up)");
});
