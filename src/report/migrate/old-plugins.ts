import { numeric } from "../../dashboard/fields/number-field.ts";
import { asArray, asObject, field, type JsonObject, textField } from "../../json/read.ts";
import { withoutNulls } from "./merge-json.ts";
import { oldMapping, type PageMapping } from "./old-mappings.ts";
import { reducerId } from "./reducers.ts";
import { colorSteps } from "./singlestat.ts";
import { colorOverride, type WrittenPanel } from "./written-panel.ts";

/** The pie chart plugin of before Grafana 8. */
export function migratePie(panel: WrittenPanel): WrittenPanel {
  const { body } = panel;
  const onGraph = body["legendType"] === "On graph";
  const shows = (name: string) => Boolean(field(body["legend"], name));
  const values = [...(shows("values") ? ["value"] : []), ...(shows("percentage") ? ["percent"] : [])];
  const calc = body["valueName"] ? reducerId(body["valueName"]) : undefined;
  const pieType = textField(body, "pieType") ?? "";
  return {
    ...panel,
    type: "piechart",
    options: {
      ...panel.options,
      legend: {
        placement: body["legendType"] === "Under graph" ? "bottom" : "right",
        values,
        displayMode: "table",
        showLegend: !onGraph && (asObject(body["legend"]) === undefined || shows("show")),
        calcs: [],
      },
      ...(body["valueName"] ? { reduceOptions: { calcs: calc === undefined ? [] : [calc] } } : {}),
      ...(pieType === "pie" || pieType === "donut" ? { pieType } : {}),
      ...(onGraph ? { displayLabels: ["name", ...values] } : {}),
    },
    defaults: withoutNulls({ unit: body["format"], decimals: numeric(body["decimals"]) ?? 0 }),
    overrides: Object.entries(asObject(body["aliasColors"]) ?? {}).flatMap(([alias, color]) =>
      color ? [colorOverride(alias, color)] : [],
    ),
  };
}

/** The world map plugin: the numbers and colours of its circles, and the view. */
export function migrateWorldMap(panel: WrittenPanel): WrittenPanel {
  const { body } = panel;
  const steps = colorSteps(body["thresholds"], body["colors"]);
  const calc = reducerId(body["valueName"]);
  const reduces = calc !== undefined && textField(body, "locationData");
  const decimals = numeric(body["decimals"]);
  return {
    ...panel,
    type: "geomap",
    options: {
      view: withoutNulls({
        id: "zero",
        zoom: numeric(body["initialZoom"]),
        lat: numeric(body["mapCenterLatitude"]),
        lon: numeric(body["mapCenterLongitude"]),
      }),
      controls: { showZoom: true, mouseWheelZoom: Boolean(body["mouseWheelZoom"]) },
      basemap: { type: "default", name: "Basemap" },
      layers: [],
      tooltip: { mode: "details" },
    },
    defaults: {
      ...(decimals ? { decimals } : {}),
      ...(steps === undefined ? {} : { thresholds: { mode: "absolute", steps } }),
    },
    overrides: [],
    transformations: reduces
      ? [...panel.transformations, { id: "reduce", options: { reducers: [calc] } }]
      : panel.transformations,
  };
}

/** The discrete plugin, as a state timeline. */
export function migrateDiscrete(panel: WrittenPanel): WrittenPanel {
  const { body } = panel;
  const colors = new Map(
    asArray(body["colorMaps"]).flatMap((one) => {
      const [text, color] = [textField(one, "text"), textField(one, "color")];
      return text === undefined || !color ? [] : [[text, color] as const];
    }),
  );
  const texts = asArray(body["valueMaps"]).flatMap((one) => {
    const [value, text] = [field(one, "value"), textField(one, "text")];
    return value && text ? [[String(value), text] as const] : [];
  });
  const values = new Map<string, JsonObject>([...colors].map(([text, color]) => [text, { color }]));
  for (const [value, text] of texts) {
    const color = colors.get(value) ?? colors.get(text);
    values.set(value, { ...(color === undefined ? {} : { color }), text });
  }
  const ranges = asArray(body["rangeMaps"]).flatMap((one): PageMapping[] => {
    if (!textField(one, "text")) return [];
    return oldMapping({ ...asObject(one), type: 2 }, []).map(({ type, options }) => {
      const color = colors.get(textField(one, "text")!);
      const result = { ...asObject(options["result"]), ...(color === undefined ? {} : { color }) };
      return { type, options: { ...options, result } };
    });
  });
  return {
    ...panel,
    type: "state-timeline",
    options: { ...panel.options, mergeValues: true },
    defaults: {
      ...panel.defaults,
      ...(body["units"] ? { unit: body["units"] } : {}),
      custom: { fillOpacity: 100, lineWidth: 0 },
      mappings: [{ type: "value", options: Object.fromEntries(values) }, ...ranges],
    },
  };
}
