import { asArray, asObject, type JsonObject, textList } from "../../json/read.ts";
import { without } from "./merge-json.ts";
import type { WrittenOverride, WrittenPanel, WrittenProperty } from "./written-panel.ts";

/** Before this schema version a cell's look was one word. */
const cellVersion = 38;

/**
 * The table of Grafana 7 and later: the look of cells, wrapping, hidden columns and the footer, as Grafana 12 keeps
 * them.
 *
 * @see https://github.com/grafana/grafana/blob/main/public/app/plugins/panel/table/migrations.ts
 */
export function migrateTable(panel: WrittenPanel): WrittenPanel {
  const custom = asObject(panel.defaults["custom"]) ?? {};
  const hasWord = panel.schemaVersion < cellVersion && custom["displayMode"] !== undefined;
  const cells = hasWord ? cellOf(custom["displayMode"]) : asObject(custom["cellOptions"]);
  const wrap = custom["wrapText"] ?? cells?.["wrapText"];
  const isNewWrap = custom["wrapText"] !== undefined;
  return withFooter({
    ...panel,
    defaults: {
      ...panel.defaults,
      custom: {
        ...without(custom, "displayMode", "cellOptions", "wrapText"),
        ...(cells === undefined ? {} : { cellOptions: isNewWrap ? cells : without(cells, "wrapText") }),
        ...(wrap === undefined ? {} : { wrapText: wrap }),
      },
    },
    overrides: panel.overrides.map(({ matcher, properties }) => ({
      matcher,
      properties: properties.flatMap((one) => propertyOf(one, panel.schemaVersion, isNewWrap)),
    })),
  });
}

function propertyOf({ id, value }: WrittenProperty, version: number, isNewWrap: boolean): WrittenProperty[] {
  if (id === "custom.hidden") return [{ id: "custom.hideFrom.viz", value }];
  if (id === "custom.displayMode" && version < cellVersion) return [{ id: "custom.cellOptions", value: cellOf(value) }];
  const cells = id === "custom.cellOptions" && !isNewWrap ? asObject(value) : undefined;
  if (cells?.["wrapText"] === undefined) return [{ id, value }];
  return [
    { id, value: without(cells, "wrapText") },
    { id: "custom.wrapText", value: cells["wrapText"] },
  ];
}

function cellOf(word: unknown): JsonObject {
  switch (word) {
    case "basic":
      return { type: "gauge", mode: "basic" };
    case "gradient-gauge":
      return { type: "gauge", mode: "gradient" };
    case "lcd-gauge":
      return { type: "gauge", mode: "lcd" };
    case "color-background":
      return { type: "color-background", mode: "gradient" };
    case "color-background-solid":
      return { type: "color-background", mode: "basic" };
    case "custom":
      return { type: "auto" };
    default:
      return { type: typeof word === "string" ? word : "auto" };
  }
}

/** The footer was one for the whole table, and is a setting of each column now. */
function withFooter(panel: WrittenPanel): WrittenPanel {
  const footer = asObject(panel.options["footer"]);
  if (footer === undefined) return panel;
  const pages = footer["enablePagination"];
  const options = {
    ...without(panel.options, "footer"),
    ...(pages === undefined || pages === null ? {} : { enablePagination: pages }),
  };
  if (!footer["show"]) return { ...panel, options };
  const reducers = textList(footer["reducer"]);
  const fields = textList(footer["fields"]);
  if (footer["countRows"] && reducers[0] === "count") return forAll({ ...panel, options }, ["countAll"]);
  if (fields.length === 0) return forAll({ ...panel, options }, reducers);
  const matcher: WrittenOverride["matcher"] =
    fields.length === 1
      ? { id: "byName", options: fields[0] }
      : { id: "byNames", options: { mode: "include", names: asArray(fields) } };
  const properties = [{ id: "custom.footer.reducers", value: reducers }];
  return { ...panel, options, overrides: [...panel.overrides, { matcher, properties }] };
}

function forAll(panel: WrittenPanel, reducers: readonly string[]): WrittenPanel {
  const custom = { ...asObject(panel.defaults["custom"]), footer: { reducers } };
  return { ...panel, defaults: { ...panel.defaults, custom } };
}
