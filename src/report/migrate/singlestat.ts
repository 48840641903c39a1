import { numeric } from "../../dashboard/fields/number-field.ts";
import { asArray, asObject, type JsonObject, textField } from "../../json/read.ts";
import type { ThresholdStep } from "./graph-thresholds.ts";
import { oldMappings } from "./old-mappings.ts";
import { reducerId } from "./reducers.ts";
import type { WrittenPanel } from "./written-panel.ts";

/** Before this schema version, the first of several thresholds said nothing. */
const thresholdVersion = 9;

/**
 * The `singlestat` panel as a stat. As in Grafana 12, one with a gauge is a stat too, with the gauge's bounds, and
 * prefix and postfix are gone; Grafana 11 and before made a gauge of it.
 *
 * @see https://github.com/grafana/grafana/blob/main/packages/grafana-ui/src/components/SingleStatShared/SingleStatBaseOptions.ts
 */
export function migrateSinglestat(panel: WrittenPanel): WrittenPanel {
  const { body } = panel;
  const gauge = asObject(body["gauge"]);
  const isGauge = Boolean(gauge?.["show"]);
  const written = body["thresholds"];
  const thresholds = panel.schemaVersion < thresholdVersion ? withoutFirst(written) : written;
  const column = textField(body, "tableColumn");
  const steps = colorSteps(thresholds, body["colors"]);
  const mappings = oldMappings(body, steps ?? []);
  const { color, ...drawn } = look(body);
  return {
    ...panel,
    type: "stat",
    options: {
      reduceOptions: {
        calcs: [reducerId(body["valueName"]) ?? "mean"],
        ...(column === undefined || column === "" ? {} : { fields: `/^${column}$/` }),
      },
      orientation: "horizontal",
      ...drawn,
    },
    defaults: {
      ...set("unit", body["format"]),
      ...set("nullValueMode", body["nullPointMode"]),
      ...set("noValue", body["nullText"]),
      ...(body["decimals"] || body["decimals"] === 0 ? { decimals: body["decimals"] } : {}),
      ...(steps === undefined ? {} : { thresholds: { mode: "absolute", steps } }),
      ...(mappings.length === 0 ? {} : { mappings }),
      ...(isGauge ? { ...numberAs("min", gauge?.["minValue"]), ...numberAs("max", gauge?.["maxValue"]) } : {}),
      ...(color === undefined ? {} : { color }),
    },
  };
}

const set = (name: string, value: unknown): JsonObject => (value ? { [name]: value } : {});

function numberAs(name: string, value: unknown): JsonObject {
  const number = numeric(value);
  return number === undefined ? {} : { [name]: number };
}

function withoutFirst(thresholds: unknown): unknown {
  const parts = typeof thresholds === "string" ? thresholds.split(",") : [];
  return parts.length >= 3 ? parts.slice(1).join(",") : thresholds;
}

/** Colours, and the line behind the value. */
function look(body: JsonObject) {
  const sparkline = asObject(body["sparkline"]);
  const hasLine = Boolean(sparkline?.["show"]);
  const colorMode = body["colorBackground"] ? "background" : body["colorValue"] ? "value" : "none";
  const lineColor = hasLine && colorMode === "none" ? sparkline?.["lineColor"] : undefined;
  return {
    graphMode: hasLine ? "area" : "none",
    colorMode,
    ...(body["valueName"] === "name" ? { textMode: "name" } : {}),
    color: lineColor ? { mode: "fixed", fixedColor: lineColor } : undefined,
  };
}

/**
 * `"80,90"` and three colours as steps, one more than thresholds; undefined without either.
 *
 * @param written - numbers in a text, separated by commas.
 */
export function colorSteps(written: unknown, colors: unknown): ThresholdStep[] | undefined {
  if (typeof written !== "string" || written === "" || !Array.isArray(colors)) return undefined;
  const levels = written.split(",").map((text) => Number(text.trim()));
  return asArray(colors).flatMap((color, index): ThresholdStep[] => {
    if (index === 0) return [{ value: null, color }];
    const value = levels[index - 1];
    return value === undefined || Number.isNaN(value) ? [] : [{ value, color }];
  });
}
