import { numeric } from "../../dashboard/fields/number-field.ts";
import type { PanelView } from "../../dashboard/view/panel-view.ts";
import { setOwn, valueAt } from "../../json/edit.ts";
import { asArray, asObject, field, type JsonObject, textField } from "../../json/read.ts";
import type { PageTransformation } from "../page-data.ts";
import { without } from "./merge-json.ts";
import { currentSchema, type WrittenOverride, type WrittenPanel } from "./written-panel.ts";

/** Overrides, and transformations, of one panel that are read. */
const most = 1000;

/**
 * The settings of a panel of any schema.
 *
 * @param dashboard - the model that it is in, for its schema version.
 */
export function readWritten({ node, body, paths, type }: PanelView, dashboard: JsonObject): WrittenPanel {
  const fieldConfig = valueAt(node, paths.fieldConfig);
  const options = asObject(valueAt(node, paths.options)) ?? {};
  const old = oldPanel(options);
  const version = textField(body, "pluginVersion") ?? textField(body, "vizConfig", "version") ?? "";
  const isClassic = paths.oldOptions !== undefined;
  return {
    type: old?.type ?? type,
    body: old?.body ?? (isClassic ? body : {}),
    options: without(options, "__angularMigration"),
    defaults: asObject(field(fieldConfig, "defaults")) ?? {},
    overrides: readOverrides(field(fieldConfig, "overrides")),
    transformations: readTransformations(valueAt(node, paths.transformations)),
    pluginVersion: Number.parseFloat(version) || 6.1,
    // A library panel is classic JSON in a dashboard of any schema.
    schemaVersion: numeric(dashboard["schemaVersion"]) ?? (isClassic && !dashboard["elements"] ? 0 : currentSchema),
  };
}

/** Schema v2 keeps the settings of a panel that was old when it was converted among the options. */
function oldPanel(options: JsonObject): { readonly type: string; readonly body: JsonObject } | undefined {
  const kept = options["__angularMigration"];
  const [type, body] = [textField(kept, "autoMigrateFrom"), asObject(field(kept, "originalOptions"))];
  return type === undefined || body === undefined ? undefined : { type, body };
}

/** Overrides with a matcher and properties that have ids. */
export function readOverrides(list: unknown): WrittenOverride[] {
  return asArray(list)
    .slice(0, most)
    .flatMap((entry): WrittenOverride[] => {
      const id = textField(entry, "matcher", "id");
      if (id === undefined) return [];
      const properties = asArray(field(entry, "properties")).flatMap((one) => {
        const name = textField(one, "id");
        return name === undefined ? [] : [{ id: name, value: field(one, "value") }];
      });
      const matcher = asObject(field(entry, "matcher"))!;
      return [{ matcher: { ...matcher, id }, properties }];
    });
}

/** Transformations that are on; schema v2 names them in `group` or `kind`. */
function readTransformations(list: unknown): PageTransformation[] {
  return asArray(list)
    .slice(0, most)
    .flatMap((entry): PageTransformation[] => {
      const spec = asObject(field(entry, "spec")) ?? asObject(entry);
      const id = textField(entry, "group") ?? textField(spec, "id") ?? textField(entry, "kind");
      if (id === undefined || spec?.["disabled"] === true) return [];
      const made = { id, options: asObject(spec?.["options"]) ?? {} };
      if (spec?.["filter"] !== undefined) setOwn(made, "filter", spec["filter"]);
      const topic = textField(spec, "topic");
      return [topic === undefined ? made : { ...made, topic }];
    });
}
