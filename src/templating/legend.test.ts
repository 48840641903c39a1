import { expect, test } from "vitest";
import { fillLegend, legendLabels, renderedLegend } from "./legend.ts";

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
