import type { PanelView } from "../../dashboard/view/panel-view.ts";
import { valueAt } from "../../json/edit.ts";
import { asArray, asObject, type JsonObject, field as property, textField } from "../../json/read.ts";
import type { Matcher } from "./match-fields.ts";
import type { Step } from "./transform/transform.ts";

/** Settings that decide whether a panel draws anything. */
export interface PanelSettings {
  readonly type: string;
  /** The transformations that are in use, with their places among all. */
  readonly steps: readonly (Step & { readonly place: number })[];
  /** How the panel picks and calculates values: `reduceOptions`. */
  readonly reduce: JsonObject;
  /** Field settings for all fields. */
  readonly defaults: JsonObject;
  readonly overrides: readonly FieldOverride[];
}

/** Field settings for some fields. */
export interface FieldOverride {
  readonly matcher: Matcher;
  /** In order; of equal ids the last one counts. */
  readonly properties: readonly { readonly id: string; readonly value: unknown }[];
}

/** Longest text of a setting that variables are filled into. */
const maxFilled = 20_000;

/**
 * Reads them, those of the old `singlestat` and `table` panels as Grafana changes them when it loads the dashboard.
 *
 * @param fill - fills variables into a text.
 */
export function panelSettings({ node, paths, body, type }: PanelView, fill: (text: string) => string): PanelSettings {
  const fieldConfig = valueAt(node, paths.fieldConfig);
  const options = asObject(valueAt(node, paths.options)) ?? {};
  const own = asArray(valueAt(node, paths.transformations)).flatMap((entry, index) => readStep(entry, index + 1));
  const steps = [...own, ...oldTableSteps(body, own.length + 1)];
  return {
    type,
    steps: steps.map((step) => ({ ...step, options: filled(step.options, fill) as JsonObject })),
    reduce: asObject(options["reduceOptions"]) ?? oldReduce(body),
    defaults: asObject(property(fieldConfig, "defaults")) ?? {},
    overrides: [...asArray(property(fieldConfig, "overrides")).flatMap(readOverride), ...oldTableOverrides(body)],
  };
}

/** Schema v2 keeps the settings in `spec`, and names the transformation in `group` or `kind`. */
function readStep(entry: unknown, place: number): (Step & { readonly place: number })[] {
  const spec = asObject(property(entry, "spec")) ?? asObject(entry);
  const id = textField(entry, "group") ?? textField(spec, "id") ?? textField(entry, "kind");
  const topic = textField(spec, "topic");
  if (id === undefined || spec?.["disabled"] === true || (topic !== undefined && topic !== "series")) return [];
  return [{ id, place, options: asObject(spec?.["options"]) ?? {}, filter: spec?.["filter"] }];
}

function readOverride(entry: unknown): FieldOverride[] {
  const id = textField(entry, "matcher", "id");
  if (id === undefined) return [];
  const properties = asArray(property(entry, "properties")).flatMap((one) => {
    const name = textField(one, "id");
    return name === undefined ? [] : [{ id: name, value: property(one, "value") }];
  });
  return [{ matcher: { id, options: property(entry, "matcher", "options") }, properties }];
}

/** Variables filled in, in names of settings too, as Grafana does. */
function filled(value: unknown, fill: (text: string) => string): unknown {
  if (typeof value === "string")
    return value.includes("$") || value.includes("[[") ? fill(value.slice(0, maxFilled)) : value;
  if (Array.isArray(value)) return value.map((one) => filled(one, fill));
  const object = asObject(value);
  if (object === undefined) return value;
  return Object.fromEntries(
    Object.entries(object).map(([name, one]) => [String(filled(name, fill)), filled(one, fill)]),
  );
}

const oldTransformations: ReadonlyMap<string, string> = new Map([
  ["timeseries_to_rows", "seriesToRows"],
  ["timeseries_to_columns", "seriesToColumns"],
  ["timeseries_aggregations", "reduce"],
  ["table", "merge"],
]);

/** `transform` of the table before Grafana 7, which is the one with `styles`. */
function oldTableSteps(body: JsonObject, place: number): (Step & { readonly place: number })[] {
  const id = Array.isArray(body["styles"]) ? oldTransformations.get(textField(body, "transform") ?? "") : undefined;
  if (id === undefined) return [];
  const reducers = asArray(body["columns"]).flatMap((column) => textField(column, "value") ?? []);
  return [{ id, place, options: id === "reduce" ? { reducers } : {} }];
}

function oldTableOverrides(body: JsonObject): FieldOverride[] {
  return asArray(body["styles"]).flatMap((style) => {
    const pattern = textField(style, "pattern") ?? "";
    if (textField(style, "type") !== "hidden" || pattern === "/.*/") return [];
    const id = /^\/.*\/$/s.test(pattern) ? "byRegexp" : "byName";
    return [{ matcher: { id, options: pattern }, properties: [{ id: "custom.hidden", value: true }] }];
  });
}

/** `valueName` of singlestat. */
function oldReduce(body: JsonObject): JsonObject {
  const name = textField(body, "valueName");
  return name === undefined ? {} : { calcs: [name] };
}
