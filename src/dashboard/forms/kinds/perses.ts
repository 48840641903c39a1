import { asObject, field, textField } from "../../../json/read.ts";
import type { Form } from "../form.ts";
import { describeResource } from "./kubernetes.ts";

/** A dashboard of Perses, which is another program's: named, not read. */
export const persesForm: Form = (document) => {
  const api = textField(document, "apiVersion") ?? "";
  const kind = textField(document, "kind");
  const theirs = kind === "PersesDashboard" || api.startsWith("perses.dev/");
  const looks =
    kind === "Dashboard" &&
    !api.includes("grafana") &&
    asObject(field(document, "spec", "panels")) !== undefined &&
    Array.isArray(field(document, "spec", "layouts"));
  if (!theirs && !looks) return undefined;
  if (kind !== "Dashboard" && kind !== "PersesDashboard") return { dashboards: [] };
  return {
    dashboards: [],
    unread: [`${describeResource(document)} is a dashboard of Perses, which is not read: only Grafana's are`],
  };
};
