import { asObject, field, type JsonObject } from "../../json/read.ts";
import { without } from "./merge-json.ts";
import { upgradeMappings } from "./old-mappings.ts";
import type { WrittenPanel } from "./written-panel.ts";

/**
 * The changes that Grafana makes to panels of older schema versions of classic JSON, whatever plugin draws them.
 *
 * @param panel - with the type of today.
 * @see https://github.com/grafana/grafana/blob/main/public/app/features/dashboard/state/DashboardMigrator.ts
 */
export function migrateSchema(panel: WrittenPanel): WrittenPanel {
  return steps.reduce((made, { before, step }) => (panel.schemaVersion < before ? step(made) : made), panel);
}

const steps: readonly { readonly before: number; readonly step: (panel: WrittenPanel) => WrittenPanel }[] = [
  { before: 18, step: gaugeOptions },
  { before: 30, step: valueMappings },
  { before: 30, step: tooltipOptions },
  { before: 31, step: mergedLabels },
  { before: 35, step: visibleTime },
  { before: 37, step: shownLegend },
  { before: 39, step: tableOfSeries },
  { before: 42, step: hiddenFromTooltip },
];

/** The first gauge kept its options elsewhere, thresholds from the highest. */
function gaugeOptions(panel: WrittenPanel): WrittenPanel {
  const old = asObject(panel.body["options-gauge"]);
  if (old === undefined) return panel;
  const { unit, stat, decimals, prefix, suffix, thresholds } = old;
  return {
    ...panel,
    options: {
      ...without(old, "options", "unit", "stat", "decimals", "prefix", "suffix"),
      valueOptions: { unit, stat, decimals, prefix, suffix },
      ...(Array.isArray(thresholds) ? { thresholds: [...(thresholds as unknown[])].reverse() } : {}),
    },
  };
}

function valueMappings(panel: WrittenPanel): WrittenPanel {
  const { mappings, thresholds } = panel.defaults;
  return {
    ...panel,
    defaults: {
      ...panel.defaults,
      ...(mappings ? { mappings: upgradeMappings(mappings, thresholds) } : {}),
    },
    overrides: panel.overrides.map(({ matcher, properties }) => ({
      matcher,
      properties: properties.map((one) =>
        one.id === "mappings" ? { ...one, value: upgradeMappings(one.value, undefined) } : one,
      ),
    })),
  };
}

function tooltipOptions(panel: WrittenPanel): WrittenPanel {
  const { tooltipOptions: tooltip, ...options } = panel.options;
  return tooltip ? { ...panel, options: { ...options, tooltip } } : panel;
}

/** Labels as fields gave one table for each series; now that needs a step of its own. */
function mergedLabels(panel: WrittenPanel): WrittenPanel {
  const transformations = panel.transformations.flatMap((one) =>
    one.id === "labelsToFields" ? [one, { id: "merge", options: {} }] : [one],
  );
  return { ...panel, transformations };
}

/** Hiding all axes did not hide that of time. */
function visibleTime(panel: WrittenPanel): WrittenPanel {
  if (panel.type !== "timeseries" || field(panel.defaults["custom"], "axisPlacement") !== "hidden") return panel;
  const time = { id: "byType", options: "time" };
  const shown = { matcher: time, properties: [{ id: "custom.axisPlacement", value: "auto" }] };
  return { ...panel, overrides: [...panel.overrides, shown] };
}

/** A legend was hidden in two ways. */
function shownLegend(panel: WrittenPanel): WrittenPanel {
  const legend = asObject(panel.options["legend"]);
  if (legend === undefined) return panel;
  const isHidden = legend["displayMode"] === "hidden" || legend["showLegend"] === false;
  const made: JsonObject = isHidden
    ? { ...legend, displayMode: "list", showLegend: false }
    : { ...legend, showLegend: true };
  return { ...panel, options: { ...panel.options, legend: made } };
}

function tableOfSeries(panel: WrittenPanel): WrittenPanel {
  const transformations = panel.transformations.map((one) => {
    const stats = one.id === "timeSeriesTable" ? asObject(one.options["refIdToStat"]) : undefined;
    if (stats === undefined) return one;
    return { ...one, options: Object.fromEntries(Object.entries(stats).map(([refId, stat]) => [refId, { stat }])) };
  });
  return { ...panel, transformations };
}

/** The tooltip leaves out series that are not drawn. */
function hiddenFromTooltip(panel: WrittenPanel): WrittenPanel {
  const overrides = panel.overrides.map(({ matcher, properties }) => ({
    matcher,
    properties: properties.map((one) =>
      one.id === "custom.hideFrom" && field(one.value, "viz") === true
        ? { ...one, value: { ...asObject(one.value), tooltip: true } }
        : one,
    ),
  }));
  return { ...panel, overrides };
}
