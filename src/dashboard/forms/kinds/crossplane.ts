import { field, textField } from "../../../json/read.ts";
import type { Form } from "../form.ts";
import { describeResource, isResource } from "./kubernetes.ts";

/**
 * `Dashboard` of Crossplane's Grafana provider: JSON in `spec.forProvider.configJson`.
 *
 * @see https://marketplace.upbound.io/providers/grafana/provider-grafana
 */
export const crossplaneForm: Form = (document, { decode }) => {
  const groups = ["oss.grafana.crossplane.io", "oss.grafana.m.crossplane.io"];
  if (!isResource(document, { kind: "Dashboard", groups })) return undefined;
  const value = field(document, "spec", "forProvider", "configJson");
  if (typeof value !== "string")
    return {
      dashboards: [],
      unread: [`${describeResource(document)}: no text in spec.forProvider.configJson; render the composition first`],
    };
  const json = decode(value, "text", textField(document, "metadata", "name") ?? "configJson");
  return { dashboards: [{ path: ["spec", "forProvider", "configJson"], carried: "text", json }] };
};
