import { asArray, type JsonObject, textField } from "../../json/read.ts";
import type { PageTransformation } from "../page-data.ts";
import { objectsIn, withoutNulls } from "./merge-json.ts";
import { reducerId } from "./reducers.ts";
import type { WrittenOverride, WrittenPanel, WrittenProperty } from "./written-panel.ts";

const steps: Readonly<Record<string, string>> = {
  timeseries_to_rows: "seriesToRows",
  timeseries_to_columns: "seriesToColumns",
  timeseries_aggregations: "reduce",
  table: "merge",
};
const cellTypes: Readonly<Record<string, string>> = {
  cell: "color-background",
  row: "color-background",
  value: "color-text",
};

/**
 * The table of before Grafana 7, which has `styles`: each pattern becomes an override, the one that matches everything
 * becomes the settings of all fields. Sorting, page sizes and the texts that styles map to have no place in today's.
 *
 * @see https://github.com/grafana/grafana/blob/main/public/app/plugins/panel/table/migrations.ts
 */
export function migrateOldTable(panel: WrittenPanel): WrittenPanel {
  const styles = objectsIn(panel.body["styles"]);
  const thresholdsFrom = panel.schemaVersion < 10 ? 1 : 0;
  const all = styles.find((style) => style["pattern"] === "/.*/");
  return {
    ...panel,
    type: "table",
    options: {},
    defaults: all === undefined ? { custom: {} } : defaultsOf(all, thresholdsFrom),
    overrides: styles
      .filter((style) => style["pattern"] !== "/.*/")
      .map((style) => overrideOf(style, thresholdsFrom))
      .filter(({ properties }) => properties.length > 0),
    transformations: [...panel.transformations, ...stepOf(panel.body)],
  };
}

function stepOf(body: JsonObject): PageTransformation[] {
  const transform = textField(body, "transform") ?? "";
  if (!Object.hasOwn(steps, transform)) return [];
  const id = steps[transform]!;
  if (id !== "reduce") return [{ id, options: { reducers: [] } }];
  const reducers = asArray(body["columns"]).flatMap((column) => reducerId(textField(column, "value")) ?? []);
  return [{ id, options: { reducers, includeTimeField: false } }];
}

function overrideOf(style: JsonObject, thresholdsFrom: number): WrittenOverride {
  const pattern = textField(style, "pattern") ?? "";
  const { alias, unit, decimals, align, type } = style;
  const steps = stepsOf(style, thresholdsFrom);
  const cell = cellOf(style);
  const all: (WrittenProperty | false)[] = [
    Boolean(alias) && { id: "displayName", value: alias },
    Boolean(unit) && { id: "unit", value: unit },
    decimals !== undefined && decimals !== null && { id: "decimals", value: decimals },
    type === "date" && { id: "unit", value: `time: ${textField(style, "dateFormat") ?? ""}` },
    type === "hidden" && { id: "custom.hidden", value: true },
    Boolean(style["link"]) && { id: "links", value: [linkOf(style)] },
    cell !== undefined && { id: "custom.cellOptions", value: cell },
    Boolean(align) && { id: "custom.align", value: align === "auto" ? null : align },
    steps !== undefined && { id: "thresholds", value: steps },
  ];
  const id = /^\/.*\/$/s.test(pattern) ? "byRegexp" : "byName";
  return { matcher: { id, options: pattern }, properties: all.filter((one) => one !== false) };
}

const linkOf = (style: JsonObject) => ({
  title: textField(style, "linkTooltip") ?? "",
  url: textField(style, "linkUrl") ?? "",
});

function defaultsOf(style: JsonObject, thresholdsFrom: number): JsonObject {
  const steps = stepsOf(style, thresholdsFrom);
  const cell = cellOf(style);
  return withoutNulls({
    unit: style["unit"],
    decimals: style["decimals"],
    displayName: style["alias"] || undefined,
    ...(steps === undefined ? {} : { thresholds: steps }),
    custom: withoutNulls({ align: style["align"] === "auto" ? undefined : style["align"], cellOptions: cell }),
  });
}

function cellOf(style: JsonObject): JsonObject | undefined {
  const mode = textField(style, "colorMode") ?? "";
  return Object.hasOwn(cellTypes, mode) ? { type: cellTypes[mode] } : undefined;
}

/** Thresholds are texts of numbers, one less than colours; in the first versions the first one says nothing. */
function stepsOf(style: JsonObject, from: number): JsonObject | undefined {
  const [written, colors] = [asArray(style["thresholds"]), asArray(style["colors"])];
  const levels = written.slice(written.length >= 3 ? from : 0);
  if (levels.length === 0 || colors.length === 0) return undefined;
  const values = levels.map((level) => (typeof level === "number" ? level : Number.parseInt(String(level), 10)));
  const made = [null, ...values].map((value, index) => ({ value, color: colors[index] }));
  return { mode: "absolute", steps: made.filter(({ value, color }) => !Number.isNaN(value) && color !== undefined) };
}
