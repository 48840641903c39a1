import { type MutableObject, valueAt } from "../../json/edit.ts";
import { asArray, asObject, field, type JsonObject, numberField, textField } from "../../json/read.ts";
import { oldOverrides, type PanelOverride, readOverride } from "../fields/field-override.ts";
import { numeric } from "../fields/number-field.ts";
import { oldThresholds, readThresholds, type ThresholdSettings } from "../fields/thresholds.ts";
import { type PanelTransformation, readTransformations } from "../fields/transformation.ts";
import { readMappings, readOldMappings, type ValueMapping } from "../fields/value-mapping.ts";
import type { PanelPaths } from "./schema.ts";

/** A panel's hints about the numbers that it expects. */
export interface PanelContext extends ThresholdSettings {
  readonly type: string;
  readonly title: string;
  readonly description: string | undefined;
  /** Grafana's id: `percentunit`, `bytes`. */
  readonly unit: string | undefined;
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly decimals: number | undefined;
  /** Texts that the panel shows in place of values. */
  readonly mappings: readonly ValueMapping[];
  /** The single values among {@link mappings}: states, such as 0 and 1. */
  readonly mappedValues: readonly string[];
  /** In the order in which they apply: of two that set the same, the later one counts. */
  readonly overrides: readonly PanelOverride[];
  readonly transformations: readonly PanelTransformation[];
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
  paths: Pick<PanelPaths, "fieldConfig" | "transformations">,
): PanelContext {
  const fieldConfig = valueAt(node, paths.fieldConfig);
  const defaults = asObject(field(fieldConfig, "defaults")) ?? {};
  const old = oldSettings(body);
  const stacking = textField(defaults, "custom", "stacking", "mode");
  const mappings = [...readMappings(defaults["mappings"]), ...readOldMappings(body)];
  return {
    type,
    title,
    description: textField(body, "description"),
    unit: textField(defaults, "unit") ?? old.unit,
    min: numberField(defaults, "min") ?? old.min,
    max: numberField(defaults, "max") ?? old.max,
    decimals: numberField(defaults, "decimals") ?? numberField(body, "decimals"),
    ...(readThresholds(defaults["thresholds"]) ?? {
      thresholdMode: "absolute",
      thresholds: oldThresholds(body["thresholds"], body["colors"]),
    }),
    mappings,
    mappedValues: mappings.flatMap(({ match }) => (match.kind === "value" ? [match.value] : [])),
    overrides: [...oldOverrides(body), ...asArray(field(fieldConfig, "overrides")).flatMap(readOverride)],
    transformations: readTransformations(valueAt(node, paths.transformations)),
    stacked: body["stack"] === true || (stacking !== undefined && stacking !== "none"),
  };
}

/** The unit of one query of a panel: its own by an override for its `refId`, else the panel's. */
export function unitOf({ unit, overrides }: PanelContext, refId: string | undefined): string | undefined {
  const own = overrides.find((override) => override.matcher === "byFrameRefID" && override.option === refId);
  return own?.unit ?? unit;
}

function oldSettings(body: JsonObject): Pick<PanelContext, "unit" | "min" | "max"> {
  const axis = asArray(body["yaxes"])[0];
  const gauge = asObject(body["gauge"]);
  const shown = gauge?.["show"] === true ? gauge : undefined;
  const formats = asArray(body["y_formats"])[0];
  return {
    unit: textField(axis, "format") ?? textField(body, "format") ?? (typeof formats === "string" ? formats : undefined),
    min: numeric(field(axis, "min")) ?? numeric(shown?.["minValue"]),
    max: numeric(field(axis, "max")) ?? numeric(shown?.["maxValue"]),
  };
}
