import { isSurelyDashboard } from "../../read/was-dashboard.ts";
import type { Form, FormDashboard } from "../form.ts";
import { isResource, textEntries } from "./kubernetes.ts";

/**
 * A ConfigMap with dashboards in `data` or, as base64, in `binaryData`; with the label of the sidecar or without, since
 * the operator and mounted folders need none. Other keys are left out.
 */
export const configMapForm: Form = (document, { decodeIfDashboard }) => {
  if (!isResource(document, { kind: "ConfigMap", groups: [""] })) return undefined;
  const found = (field: "data" | "binaryData") =>
    textEntries(document[field]).flatMap(([key, text]): FormDashboard[] => {
      const gzipped = field === "binaryData" && text.startsWith("H4sI");
      const carried = field === "data" ? "text" : gzipped ? "gzip" : "base64";
      if (!mayBeDashboard(key)) return [];
      const json = decodeIfDashboard(text, carried, key);
      return isSurelyDashboard(json) ? [{ path: [field, key], carried, json, name: key }] : [];
    });
  return { dashboards: [...found("data"), ...found("binaryData")] };
};

/** Keys have any name, but those of scripts, settings and certificates are not looked into. */
function mayBeDashboard(key: string): boolean {
  return !/\.(?:ya?ml|toml|ini|conf|sh|py|js|ts|jar|pem|crt|key|tpl|html|md|txt|properties)$/i.test(key);
}
