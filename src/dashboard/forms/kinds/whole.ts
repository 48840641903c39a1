import { asObject, field, textField } from "../../../json/read.ts";
import { isSurelyDashboard } from "../../read/was-dashboard.ts";
import type { Form, FormDashboard } from "../form.ts";

/** A document that is a dashboard, bare or in the wrapper of Grafana's API, Git Sync, gcx or Grizzly. */
export const wholeForm: Form = (document) =>
  isSurelyDashboard(document) ? { dashboards: [{ path: [], carried: "value", json: document }] } : undefined;

/** How deep maps of dashboards may lie in each other: folders with files. */
const maxMapDepth = 2;

/** `{"cpu.json": {…}, "disk.json": {…}}`, as Jsonnet makes it, or by folder. Other entries are left out. */
export const mapForm: Form = (document) => {
  if (textField(document, "apiVersion") !== undefined && textField(document, "kind") !== undefined) return undefined;
  const collect = (map: object, path: readonly string[]): FormDashboard[] =>
    Object.entries(map).flatMap(([key, json]) => {
      const here = [...path, key];
      if (isSurelyDashboard(json)) return [{ path: here, carried: "value", json, name: here.join("/") }];
      const inner = asObject(json);
      return inner === undefined || here.length >= maxMapDepth ? [] : collect(inner, here);
    });
  const dashboards = collect(document, []);
  return dashboards.length === 0 ? undefined : { dashboards };
};

/** The dashboards of a list; its other items are left out. */
export function listed(items: readonly unknown[]): FormDashboard[] {
  return items.flatMap((json, index): FormDashboard[] =>
    isSurelyDashboard(json) ? [{ path: [index], carried: "value", json, name: itemName(json, index) }] : [],
  );
}

function itemName(json: unknown, index: number): string {
  const inner = field(json, "dashboard") ?? json;
  return textField(json, "metadata", "name") ?? textField(inner, "uid") ?? String(index + 1);
}
