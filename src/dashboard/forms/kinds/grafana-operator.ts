import { field, type JsonObject, textField } from "../../../json/read.ts";
import type { Carried, Form } from "../form.ts";
import { describeResource, isResource } from "./kubernetes.ts";

/** Fields of `spec` that hold the dashboard itself. */
const inside: readonly (readonly [name: string, carried: Carried])[] = [
  ["json", "text"],
  ["gzipJson", "gzip"],
  ["gzipJsonBase64", "gzip"],
];

/**
 * `GrafanaDashboard` of grafana-operator: `grafana.integreatly.org/v1beta1`, and `integreatly.org/v1alpha1` of version
 * 4. What is elsewhere is named and never fetched.
 *
 * @see https://grafana.github.io/grafana-operator/docs/api/
 */
export const grafanaOperatorForm: Form = (document, { decode }) => {
  const groups = ["grafana.integreatly.org", "integreatly.org"];
  if (!isResource(document, { kind: "GrafanaDashboard", groups })) return undefined;
  const what = describeResource(document);
  for (const [name, carried] of inside) {
    const value = field(document, "spec", name);
    if (value === undefined || value === null || value === "") continue;
    const json = decode(value, carried, textField(document, "metadata", "name") ?? name);
    const uid = textField(document, "spec", "uid");
    return { dashboards: [{ path: ["spec", name], carried, json, uid }] };
  }
  const [configMap, key] = ["name", "key"].map((name) => textField(document, "spec", "configMapRef", name));
  if (configMap !== undefined && key !== undefined)
    return { dashboards: [], references: [{ what, to: { configMap, key } }] };
  return { dashboards: [], unread: [`${what}: ${reasonFor(document)}`] };
};

function reasonFor(document: JsonObject): string {
  const url = textField(document, "spec", "url");
  if (url !== undefined) return "its dashboard is behind a URL, which is never fetched; download it and name the file";
  const id = field(document, "spec", "grafanaCom", "id");
  if (id !== undefined) {
    const number = String(id).slice(0, 20);
    return `its dashboard is ${number} of grafana.com, which is never fetched; download it and name the file`;
  }
  if (field(document, "spec", "jsonnet") !== undefined || field(document, "spec", "jsonnetLib") !== undefined)
    return "its dashboard is Jsonnet, which is not evaluated; run jsonnet and name its output";
  return "it has none of json, gzipJson and configMapRef in its spec";
}
