import { panelRange } from "../../check/run/check-query.ts";
import type { PanelView } from "../../dashboard/view/panel-view.ts";
import { valueAt } from "../../json/edit.ts";
import { asArray, asObject, field, type JsonObject, textField } from "../../json/read.ts";
import type { PlacedPanel } from "../layout/placement.ts";
import { type MigratedPanel, migratePanel, newPanel } from "../migrate/migrate-panel.ts";
import type { PagePanel } from "../page-data.ts";
import { type FillContext, fillJson, fillText } from "./fill-texts.ts";
import { type LinkContext, pageLinks } from "./page-links.ts";
import { timeInfo } from "./time-info.ts";

/** The dashboard, as far as {@link panelOf} needs it. */
export interface PanelOfOptions extends Omit<LinkContext, "resolved"> {
  /** The dashboard's model, for its schema version. */
  readonly model: JsonObject;
}

/** A panel of a page but for its answers, findings and key. */
export type PanelShell = Omit<PagePanel, "key" | "targets" | "state" | "findings">;

/** Grafana cuts longer titles. */
const maxTitle = 5000;
/** Panels that draw annotations. */
const annotated: ReadonlySet<string> = new Set([
  "timeseries",
  "candlestick",
  "heatmap",
  "state-timeline",
  "status-history",
]);

/** A panel as today's Grafana reads it: migrated, with variables filled in, those of its repeat before others. */
export function panelOf(
  { view, resolved }: Pick<PlacedPanel, "view" | "resolved">,
  options: PanelOfOptions,
): PanelShell {
  const { model, ...dashboard } = options;
  const context: LinkContext = { ...dashboard, resolved };
  const { node, body, paths } = view;
  const description = textField({ text: valueAt(node, paths.description) }, "text");
  const settings = settingsOf(view, model, context);
  const migrated = filledIn(settings.panel, context);
  return {
    ...(view.id === undefined ? {} : { id: view.id }),
    title: fillText(view.title, { ...context, format: "text" }).slice(0, maxTitle),
    ...descriptionOf(settings.leftOut ? tooLarge : description, context),
    links: pageLinks(body["links"], context),
    ...migrated,
    transparent: body["transparent"] === true,
    ...timeOf(view, context),
    annotations: annotated.has(migrated.type),
  };
}

const tooLarge = "This page is too large: the panel's settings are left out, and Grafana's defaults are shown.";

function descriptionOf(text: string | undefined, context: FillContext): { readonly description?: string } {
  return text === undefined || text === "" ? {} : { description: fillText(text, context) };
}

/** Migrated settings, which are the same for all copies and views. */
const known = new WeakMap<PanelView, { readonly panel: MigratedPanel; readonly length: number }>();

/** The panel's settings; when there is no room for them, those of a new panel of its type. */
function settingsOf(view: PanelView, model: JsonObject, { budget }: FillContext) {
  const found = known.get(view) ?? measured(migratePanel(view, model));
  known.set(view, found);
  if (budget === undefined) return { panel: found.panel, leftOut: false };
  const leftOut = found.length > budget.left;
  if (!leftOut) budget.left -= found.length;
  return { panel: leftOut ? newPanel(found.panel) : found.panel, leftOut };
}

function measured(panel: MigratedPanel) {
  return { panel, length: JSON.stringify([panel.options, panel.fieldConfig, panel.transformations]).length };
}

function timeOf({ node, paths }: PanelView, context: FillContext) {
  const options = valueAt(node, paths.queryOptions);
  const filled = (name: string) => {
    const text = textField(options, name);
    return text === undefined ? undefined : fillText(text, context);
  };
  const [timeFrom, timeShift] = [filled("timeFrom"), filled("timeShift")];
  const info = timeInfo(
    {
      timeFrom,
      timeShift,
      timeCompare: textField(options, "timeCompare"),
      hideTimeOverride: field(options, "hideTimeOverride") === true,
    },
    context.range,
  );
  // The queries were asked for this range.
  const asked = panelRange(context.range, { timeFrom, timeShift });
  const moved = asked.fromMs !== context.range.fromMs || asked.toMs !== context.range.toMs;
  return { ...info, ...(moved ? { range: asked } : {}) };
}

function filledIn(panel: MigratedPanel, context: LinkContext): MigratedPanel {
  const { type, options, fieldConfig, transformations } = panel;
  return {
    ...panel,
    options: type === "text" ? withContent(options, context) : options,
    fieldConfig: {
      defaults: settings(fieldConfig.defaults, context),
      overrides: fieldConfig.overrides.map((override) => ({
        ...asObject(override),
        properties: asArray(field(override, "properties")).map((one) => {
          const id = textField(one, "id") ?? "";
          const value = field(one, "value");
          return { id, value: settings({ [id]: value }, context)[id] };
        }),
      })),
    },
    transformations: transformations.map((one) => ({
      ...one,
      options: fillJson(one.options, context, { names: true }) as JsonObject,
    })),
  };
}

/** Grafana escapes what variables bring into a text panel, and writes JSON where the text is JSON. */
function withContent(options: JsonObject, context: FillContext): JsonObject {
  const format = field(options["code"], "language") === "json" ? "json" : "html";
  return { ...options, content: fillText(textField(options, "content") ?? "", { ...context, format }) };
}

/** Of field settings, Grafana fills variables into names, labels of axes and links. */
function settings(written: JsonObject, context: LinkContext): JsonObject {
  const { links, actions: _, custom, ...rest } = written;
  const label = field(custom, "axisLabel");
  const filled = Object.fromEntries(
    ["displayName", "custom.axisLabel"].flatMap((name) => {
      const text = textField(rest, name);
      return text === undefined ? [] : [[name, fillText(text, context)]];
    }),
  );
  return {
    ...rest,
    ...filled,
    ...(custom === undefined ? {} : { custom }),
    ...(typeof label === "string" ? { custom: { ...asObject(custom), axisLabel: fillText(label, context) } } : {}),
    ...(links === undefined ? {} : { links: pageLinks(links, context) }),
  };
}
