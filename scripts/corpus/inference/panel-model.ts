import type { DashboardPanel } from "../../../src/dashboard/view/queries.ts";
import { valueAt } from "../../../src/json/edit.ts";

/** A value mapping: one value or a range, with the text and colour that it is shown with. */
export interface Mapping {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly color: string | undefined;
}

/** A step of thresholds; the first one begins at minus infinity. */
export interface Step {
  readonly from: number;
  readonly color: string | undefined;
}

/** An override of field settings: which fields, and what is set. */
export interface Override {
  readonly matcher: string;
  readonly option: unknown;
  readonly properties: ReadonlyMap<string, unknown>;
}

/** A panel's settings, read for the judge alone, so that a misreading of inference is not shared. */
export interface PanelModel {
  readonly type: string;
  readonly title: string;
  readonly unit: string | undefined;
  /** Of series on the right axis of an old `graph`. */
  readonly rightUnit: string | undefined;
  /** Aliases of series on the right axis: texts, or regexes between slashes. */
  readonly rightSeries: readonly string[];
  readonly overrides: readonly Override[];
  readonly mappings: readonly Mapping[];
  /** New names of columns, by what they were, as transformations give them. */
  readonly renamed: ReadonlyMap<string, string>;
  /** Undefined where the panel has none of its own. */
  readonly steps: readonly Step[] | undefined;
}

type Json = Record<string, unknown>;
const object = (value: unknown): Json =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {};
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);
const at = (value: unknown, ...path: string[]): unknown => path.reduce((one, name) => object(one)[name], value);

/** Reads a panel. */
export function modelOf({ type, title, view }: DashboardPanel): PanelModel {
  const body = object(view.body);
  const config = valueAt(view.node, view.paths.fieldConfig);
  const defaults = at(config, "defaults");
  const style = list(body["styles"]).find((one) => at(one, "type") === "number");
  const axes = list(body["yaxes"]);
  return {
    type,
    title,
    unit: text(at(defaults, "unit")) ?? text(at(axes[0], "format")) ?? text(body["format"]) ?? text(at(style, "unit")),
    rightUnit: text(at(axes[1], "format")),
    rightSeries: list(body["seriesOverrides"]).flatMap((one) =>
      at(one, "yaxis") === 2 ? (text(at(one, "alias")) ?? []) : [],
    ),
    overrides: list(at(config, "overrides")).map((one) => ({
      matcher: String(at(one, "matcher", "id")),
      option: at(one, "matcher", "options"),
      properties: new Map(list(at(one, "properties")).map((each) => [String(at(each, "id")), at(each, "value")])),
    })),
    renamed: new Map(
      list(at(body, "transformations")).flatMap((one) =>
        Object.entries(object(at(one, "options", "renameByName"))).flatMap(([from, to]) =>
          text(to) === undefined ? [] : [[from, text(to)!] as const],
        ),
      ),
    ),
    mappings: [...newMappings(at(defaults, "mappings")), ...oldMappings(body)],
    steps: newSteps(at(defaults, "thresholds")) ?? oldSteps(body),
  };
}

/** The mappings that an override or the defaults of a panel set. */
export function newMappings(value: unknown): Mapping[] {
  return list(value).flatMap((mapping): Mapping[] => {
    const options = at(mapping, "options");
    if (at(mapping, "type") === "value") {
      return Object.entries(object(options)).flatMap(([key, shown]) => one(Number(key), Number(key), shown));
    }
    if (at(mapping, "type") === "range") {
      const bound = (name: string, other: number) => (at(options, name) == null ? other : Number(at(options, name)));
      return one(bound("from", -Infinity), bound("to", Infinity), at(options, "result"));
    }
    const old = at(mapping, "type");
    if (old === 1) return one(Number(at(mapping, "value")), Number(at(mapping, "value")), mapping);
    return old === 2 ? one(Number(at(mapping, "from")), Number(at(mapping, "to")), mapping) : [];
  });
}

function one(from: number, to: number, shown: unknown): Mapping[] {
  if (Number.isNaN(from) || Number.isNaN(to)) return [];
  return [{ from, to, text: text(at(shown, "text")) ?? "", color: text(at(shown, "color")) }];
}

function oldMappings(body: Json): Mapping[] {
  const values = list(body["valueMaps"]).flatMap((map) =>
    at(map, "value") === "null" ? [] : one(Number(at(map, "value")), Number(at(map, "value")), map),
  );
  const ranges = list(body["rangeMaps"]).flatMap((map) =>
    at(map, "from") === "null" ? [] : one(Number(at(map, "from")), Number(at(map, "to")), map),
  );
  return at(body, "mappingType") === 2 ? ranges : values;
}

/** What Grafana gives every new panel: green, and red from 80. */
function isDefault(steps: readonly Step[]): boolean {
  return steps.length === 2 && steps[1]!.from === 80 && /^(dark-)?red$/.test(steps[1]!.color ?? "red");
}

function newSteps(value: unknown): readonly Step[] | undefined {
  if (at(value, "mode") === "percentage") return undefined;
  const steps = list(at(value, "steps")).map((step, index) => ({
    from: index === 0 || at(step, "value") == null ? -Infinity : Number(at(step, "value")),
    color: text(at(step, "color")),
  }));
  return steps.length < 2 || isDefault(steps) ? undefined : steps;
}

/** Of `singlestat`: `"80,90"` with three colours. */
function oldSteps(body: Json): readonly Step[] | undefined {
  const values = (text(body["thresholds"]) ?? "")
    .split(",")
    .flatMap((each) => (each.trim() === "" ? [] : Number(each)));
  const colors = list(body["colors"]).map(text);
  const shown = body["colorBackground"] === true || body["colorValue"] === true || at(body, "gauge", "show") === true;
  if (values.length === 0 || values.some(Number.isNaN) || !shown) return undefined;
  return [-Infinity, ...values].map((from, index) => ({ from, color: colors[index] }));
}
