import { type MutableObject, valueAt } from "../../json/edit.ts";
import { asArray, asObject, field, type JsonObject, numberField, textField } from "../../json/read.ts";
import type { PanelPaths } from "./schema.ts";

/** A step of a panel's thresholds; the base has no value. */
export interface PanelThreshold {
  readonly value: number | undefined;
  readonly color: string | undefined;
}

/** A part of what a panel shows that has settings of its own. */
export interface PanelOverride {
  /** `byName`, `byRegexp`, `byFrameRefID`. */
  readonly matcher: string;
  readonly option: string;
  readonly unit: string | undefined;
  readonly min: number | undefined;
  readonly max: number | undefined;
}

/** A panel's hints about the numbers that it expects. */
export interface PanelContext {
  readonly type: string;
  readonly title: string;
  readonly description: string | undefined;
  /** Grafana's id: `percentunit`, `bytes`. */
  readonly unit: string | undefined;
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly decimals: number | undefined;
  /** Whether thresholds are per cent of the range from min to max. */
  readonly thresholdMode: "absolute" | "percentage";
  readonly thresholds: readonly PanelThreshold[];
  /** Values that the panel shows as a text: states, such as 0 and 1. */
  readonly mappedValues: readonly string[];
  readonly overrides: readonly PanelOverride[];
  /** The series are drawn on one another. */
  readonly stacked: boolean;
}

/** A panel, as far as its settings go. */
interface PanelText {
  readonly node: MutableObject;
  readonly body: MutableObject;
  readonly type: string;
  readonly title: string;
}

/** Reads a panel's field settings, those of the old `graph`, `singlestat` and `table` panels too. */
export function panelContext(
  { node, body, type, title }: PanelText,
  { fieldConfig: path }: Pick<PanelPaths, "fieldConfig">,
): PanelContext {
  const fieldConfig = valueAt(node, path);
  const defaults = asObject(field(fieldConfig, "defaults")) ?? {};
  const old = oldSettings(body);
  const steps = asArray(field(defaults, "thresholds", "steps"));
  const stacking = textField(defaults, "custom", "stacking", "mode");
  return {
    type,
    title,
    description: textField(body, "description"),
    unit: textField(defaults, "unit") ?? old.unit,
    min: numberField(defaults, "min") ?? old.min,
    max: numberField(defaults, "max") ?? old.max,
    decimals: numberField(defaults, "decimals") ?? numberField(body, "decimals"),
    thresholdMode: textField(defaults, "thresholds", "mode") === "percentage" ? "percentage" : "absolute",
    thresholds:
      steps.length > 0
        ? steps.map((step) => ({ value: numberField(step, "value"), color: textField(step, "color") }))
        : old.thresholds,
    mappedValues: [
      ...mappedValues(defaults),
      ...asArray(body["valueMaps"]).flatMap((map) => textField(map, "value") ?? []),
    ],
    overrides: asArray(field(fieldConfig, "overrides")).flatMap(readOverride),
    stacked: body["stack"] === true || (stacking !== undefined && stacking !== "none"),
  };
}

/** The unit of one query of a panel: its own by an override for its `refId`, else the panel's. */
export function unitOf({ unit, overrides }: PanelContext, refId: string | undefined): string | undefined {
  const own = overrides.find((override) => override.matcher === "byFrameRefID" && override.option === refId);
  return own?.unit ?? unit;
}

function oldSettings(body: JsonObject): Pick<PanelContext, "unit" | "min" | "max" | "thresholds"> {
  const axis = asArray(body["yaxes"])[0];
  const gauge = asObject(body["gauge"]);
  const shown = gauge?.["show"] === true ? gauge : undefined;
  const column = asArray(body["styles"]).find((style) => textField(style, "type") === "number");
  const formats = asArray(body["y_formats"])[0];
  return {
    unit:
      textField(axis, "format") ??
      textField(body, "format") ??
      textField(column, "unit") ??
      (typeof formats === "string" ? formats : undefined),
    min: numeric(field(axis, "min")) ?? numeric(shown?.["minValue"]),
    max: numeric(field(axis, "max")) ?? numeric(shown?.["maxValue"]),
    thresholds: oldThresholds(body["thresholds"]),
  };
}

/** `"80,90"` of singlestat, `[{value, op}]` of graph. */
function oldThresholds(value: unknown): PanelThreshold[] {
  const values =
    typeof value === "string" ? value.slice(0, 1000).split(",") : asArray(value).map((each) => field(each, "value"));
  return values.flatMap((each) => {
    const number = numeric(each);
    return number === undefined ? [] : [{ value: number, color: undefined }];
  });
}

function numeric(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "string" || value.trim() === "") return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

function mappedValues(defaults: JsonObject): string[] {
  return asArray(defaults["mappings"]).flatMap((mapping) => {
    if (textField(mapping, "type") === "value") return Object.keys(asObject(field(mapping, "options")) ?? {});
    const value = field(mapping, "value");
    return typeof value === "string" ? [value] : [];
  });
}

function readOverride(override: unknown): PanelOverride[] {
  const matcher = textField(override, "matcher", "id");
  const option = textField(override, "matcher", "options");
  if (matcher === undefined || option === undefined) return [];
  const value = (id: string) =>
    field(
      asArray(field(override, "properties")).find((property) => textField(property, "id") === id),
      "value",
    );
  const unit = value("unit");
  return [
    {
      matcher,
      option,
      unit: typeof unit === "string" ? unit : undefined,
      min: numeric(value("min")),
      max: numeric(value("max")),
    },
  ];
}
