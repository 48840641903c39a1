import { expect, test } from "vitest";
import { legendLabels, renderedLegend } from "./legend.ts";

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
