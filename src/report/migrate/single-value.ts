import { numeric } from "../../dashboard/fields/number-field.ts";
import { asObject, type JsonObject } from "../../json/read.ts";
import { objectsIn, without, withoutNulls } from "./merge-json.ts";
import { upgradeMappings } from "./old-mappings.ts";
import { readOverrides } from "./read-written.ts";
import { reducerId } from "./reducers.ts";
import type { WrittenPanel } from "./written-panel.ts";

/**
 * A stat, gauge or bar gauge of Grafana 6 and 7: settings of fields that were among the options, first as
 * `valueOptions`, then as `fieldOptions`.
 *
 * @see https://github.com/grafana/grafana/blob/main/packages/grafana-ui/src/components/SingleStatShared/SingleStatBaseOptions.ts
 */
export function migrateSingleValue(panel: WrittenPanel): WrittenPanel {
  const moved = panel.pluginVersion < 7 ? fromFieldOptions(fromValueOptions(panel)) : panel;
  const titled = panel.pluginVersion < 7.1 ? titleAsName(moved) : moved;
  return panel.pluginVersion < 8 ? withPercentBounds(titled) : titled;
}

/** The gauge is another one since Grafana 13: old ones keep their look. */
const gaugeVersion = 13;

/** {@link migrateSingleValue} for a gauge, which Grafana 13 draws anew. */
export function migrateGauge(panel: WrittenPanel): WrittenPanel {
  const made = migrateSingleValue(panel);
  if (made.options["shape"] || made.pluginVersion >= gaugeVersion) return made;
  const { displayName, showThresholdMarkers } = made.options;
  const byThreshold = asObject(made.defaults["color"])?.["mode"] === "thresholds";
  return {
    ...made,
    options: {
      ...without(made.options, "sizing", "minVizHeight", "minVizWidth"),
      ...(showThresholdMarkers && !byThreshold ? { showThresholdMarkers: false } : {}),
      ...(displayName ? { textMode: "value_and_name" } : {}),
      sparkline: false,
      effects: { gradient: false },
    },
  };
}

/** Grafana 6.0 and 6.1. */
function fromValueOptions(panel: WrittenPanel): WrittenPanel {
  const { options } = panel;
  const value = asObject(options["valueOptions"]);
  if (value === undefined || panel.pluginVersion >= 6.2) return panel;
  const calc = reducerId(value["stat"]);
  const fieldOptions = {
    mappings: options["valueMappings"],
    thresholds: options["thresholds"],
    ...(calc === undefined ? {} : { calcs: [calc] }),
    defaults: {
      unit: value["unit"],
      decimals: value["decimals"],
      min: options["minValue"],
      max: options["maxValue"],
    },
  };
  const rest = without(options, "valueMappings", "thresholds", "valueOptions", "minValue", "maxValue");
  return { ...panel, options: { ...rest, fieldOptions } };
}

/** Up to Grafana 6.7. */
function fromFieldOptions(panel: WrittenPanel): WrittenPanel {
  const old = asObject(panel.options["fieldOptions"]);
  if (old === undefined) return { ...panel, options: without(panel.options, "fieldOptions") };
  const defaults = asObject(old["defaults"]) ?? {};
  const thresholds = stepsOf(defaults["thresholds"] ?? old["thresholds"] ?? panel.options["thresholds"]);
  const { color } = defaults;
  const mappings = upgradeMappings(defaults["mappings"] ?? old["mappings"], thresholds);
  return {
    ...panel,
    options: {
      ...without(panel.options, "fieldOptions", "thresholds"),
      reduceOptions: withoutNulls({ values: old["values"], limit: old["limit"], calcs: old["calcs"] }),
    },
    defaults: withoutNulls({
      ...panel.defaults,
      ...defaults,
      thresholds: thresholds ?? panel.defaults["thresholds"],
      mappings: mappings.length > 0 ? mappings : panel.defaults["mappings"],
      color: typeof color === "string" ? { mode: "fixed", fixedColor: color } : (color ?? panel.defaults["color"]),
    }),
    overrides: [...panel.overrides, ...(old["override"] === undefined ? readOverrides(old["overrides"]) : [])],
  };
}

/** Thresholds as a list, sorted, or as they are today; the first one counts from minus infinity. */
function stepsOf(value: unknown): JsonObject | undefined {
  const whole = asObject(value);
  if (whole !== undefined) return whole;
  const steps = objectsIn(value)
    .map((step) => ({ value: numeric(step["value"]) ?? null, color: step["color"] }))
    .sort((a, b) => (a.value ?? Number.NEGATIVE_INFINITY) - (b.value ?? Number.NEGATIVE_INFINITY))
    .map((step, index) => (index === 0 ? { ...step, value: null } : step));
  return steps.length === 0 ? undefined : { mode: "absolute", steps };
}

function titleAsName(panel: WrittenPanel): WrittenPanel {
  const { title } = panel.defaults;
  if (title === undefined || title === null) return panel;
  return { ...panel, defaults: { ...without(panel.defaults, "title"), displayName: title } };
}

/** Percent had bounds of its own. */
function withPercentBounds(panel: WrittenPanel): WrittenPanel {
  const { unit, min, max } = panel.defaults;
  if (unit !== "percent" && unit !== "percentunit") return panel;
  const [least, most] = [
    typeof min === "number" ? min : 0,
    typeof max === "number" ? max : unit === "percent" ? 100 : 1,
  ];
  return { ...panel, defaults: { ...panel.defaults, min: least, max: most } };
}
