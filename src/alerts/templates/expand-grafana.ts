import { exactFloat } from "./exact-float.ts";
import { executeTemplate } from "./execute-template.ts";
import { goFunctions } from "./go-functions.ts";
import { type GoValue, struct, typedMap } from "./go-value.ts";
import { grafanaFunctions, labelsValue } from "./grafana-functions.ts";
import { TemplateDialect } from "./template-dialect.ts";

/** A number behind an alert of Grafana. */
export interface TemplateNumber {
  readonly labels: ReadonlyMap<string, string>;
  /** A text stands for a number that is not known. */
  readonly value: number | string;
}

/** The data that a template of Grafana is filled in with. */
export interface GrafanaTemplateData {
  /** The rule's title, which messages of errors hold. */
  readonly alert: string;
  /** Of the result, and those that Grafana adds. */
  readonly labels: ReadonlyMap<string, string>;
  /** `$values`: by refId; of classic conditions by refId and place. */
  readonly values: ReadonlyMap<string, TemplateNumber>;
  /** `$value`: a number, or all of them in one text. */
  readonly value: number | string;
}

const functions = new Map([...goFunctions, ...grafanaFunctions("http://localhost:3000/")]);
const before = "{{- $labels := .Labels -}}{{- $values := .Values -}}{{- $value := .Value -}}";
const dialect = new TemplateDialect({
  functions: functions.keys(),
  variables: ["$labels", "$values", "$value"],
  before,
});

/**
 * Fills in the template of a label or an annotation as Grafana does.
 *
 * @returns also why a template failed: then its text is the template as it is written.
 * @see https://github.com/grafana/grafana/blob/v12.4.0/pkg/services/ngalert/state/template/template.go
 */
export function expandGrafana(
  written: string,
  { alert, ...data }: GrafanaTemplateData,
): { readonly text: string; readonly error?: string } {
  if (!written.includes("{{")) return { text: written };
  // What Grafana puts before it trims what follows.
  const template = written.replace(/^[ \t\r\n]+/, "");
  try {
    const text = executeTemplate(dialect.parse(template), { ...templateData(data), functions, missing: "invalid" });
    return { text: text.replaceAll("<no value>", "[no value]") };
  } catch (error) {
    return { text: written, error: dialect.describe(error, template, alert) };
  }
}

function templateData({ labels, values, value }: Omit<GrafanaTemplateData, "alert">) {
  const $labels = labelsValue(labels);
  const $values = typedMap(
    { name: "map[string]template.Value", zero: numberValue({ labels: new Map(), value: 0 }) },
    [...values].map(([name, number]) => [name, numberValue(number)] as const),
  );
  return {
    dot: struct("template.Data", { Labels: $labels, Values: $values, Value: value }),
    variables: { $labels, $values, $value: value },
  };
}

function numberValue({ labels, value }: TemplateNumber): GoValue {
  const fields = { Labels: labelsValue(labels), Value: value };
  return struct("template.Value", fields, { print: () => (typeof value === "string" ? value : exactFloat(value)) });
}
