import { expect, test } from "vitest";
import { findReferences } from "../../../promql/variables/variable-reference.ts";
import { findPlaceholder, isHelmEscaped, isPlaceholder } from "./template-syntax.ts";

test.for([
  ['up{ns="{{ .Values.namespace }}"}', "Helm", "{{ .Values.namespace }}"],
  ['up{{{- if .x }}job="a"{{ end -}}}', "Helm", "{{- if .x }}"],
  ['up{ {{ include "chart.labels" . }} }', "Helm", '{{ include "chart.labels" . }}'],
  ["up{ns={{ $.Release.Name | quote }}}", "Helm", "{{ $.Release.Name | quote }}"],
  ['up{ns="{{ namespace }}"}', "a template", "{{ namespace }}"],
  ["{% if x %}up{% endif %}", "Jinja or Ansible", "{% if x %}"],
  ['rate(x{env="$${env}"}[5m])', "Terraform", "$${env}"],
  ['up{env="${var.environment}"}', "Terraform", "${var.environment}"],
  ['up{env="${upper(env)}"}', "Terraform", "${upper(env)}"],
  ["%{ if prod }up%{ endif }", "Terraform", "%{ if prod }"],
  ["up{%(selector)s}", "Jsonnet", "%(selector)s"],
  ["x / %(limit).2f", "Jsonnet", "%(limit).2f"],
] as const)("findPlaceholder sees in %s that it is of %s", ([text, tool, placeholder]) => {
  expect(findPlaceholder(text, "query")).toMatchObject({ text: placeholder, tool: { name: tool } });
});

test.for([
  ["{{pod}} {{ instance }}", "legend"],
  ["{{`{{pod}}`}}", "legend"],
  ['{{ "{{" }}pod{{ "}}" }}', "legend"],
  ["CPU % (avg)", "title"],
  ["a % (b)", "query"],
  ["x %(y)", "query"],
  ['sum(rate(x{a=~"$b"}[${__range_s}s])) by (${c:csv}) / ${d.text}', "query"],
  ['up{x=~"a{2,3}"}', "query"],
  ['up{x=~".*$"}', "query"],
] as const)("findPlaceholder has nothing against %s in a %s", ([text, role]) => {
  expect(findPlaceholder(text, role)).toBeUndefined();
});

test("isHelmEscaped sees braces that a chart escapes, and Grafana's own are none", () => {
  expect(["{{`{{pod}}`}}", '{{ "{{" }}pod{{ "}}" }}'].map(isHelmEscaped)).toEqual([true, true]);
  expect(["{{pod}}", "{{ .Values.x }}", "`x`"].map(isHelmEscaped)).toEqual([false, false, false]);
});

test("isPlaceholder tells Terraform's references from Grafana's variables", () => {
  const first = (text: string) => isPlaceholder(text, findReferences(text)[0]!);
  expect(["$${env}", "${var.env}", "${env}", "${env.text}", "$env"].map(first)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});
