import { cloneJson, type MutableObject } from "../../json/edit.ts";
import { asArray, asObject, field, type JsonObject, textField } from "../../json/read.ts";
import type { PanelView } from "../view/panel-view.ts";
import { parts } from "../view/parts.ts";
import type { RewriteContext } from "./rewrite-context.ts";
import { describePanel } from "./rewrite-sources.ts";
import { textPanel } from "./text-panel.ts";

/**
 * Puts library panels into the dashboard: from `__elements`, else, if the dashboard is trusted, those that were read
 * from Grafana. What is not there becomes a text panel: a reference would ask the real data source, with the library's
 * own query.
 */
export function inlineLibraryPanels(context: RewriteContext): void {
  const { options, elements, journal, findings } = context;
  for (const panel of parts(context).panels) {
    const uid = panel.libraryUid;
    // A row of the library would take the place of the panels in it; Grafana shows none.
    if (uid === undefined || (panel.type === "row" && Array.isArray(panel.node["panels"]))) continue;
    const read = options.untrusted === true ? undefined : options.libraryPanels?.get(uid);
    const found = elements.get(uid) ?? read ?? ownCopy(panel);
    if (found !== undefined) {
      journal.replace(panel, inlined(panel, found, context.apiVersion));
      continue;
    }
    const why =
      options.untrusted === true
        ? "library panels are not read for a dashboard that is not trusted"
        : "it could not be read";
    const name = textField(panel.body, "libraryPanel", "name") ?? uid;
    findings.push({
      ...describePanel(panel),
      state: "skipped",
      code: "library-panel",
      reason: `library panel "${name}": ${why}`,
    });
    journal.replace(panel, textPanel(panel, "This library panel is not part of the preview."));
  }
}

function inlined(panel: PanelView, library: JsonObject, apiVersion: string | undefined): MutableObject {
  const { id: _id, gridPos: _gridPos, libraryPanel: _library, ...copy } = cloneJson(library);
  const title = panel.title !== "" ? panel.title : (textField(library, "title") ?? "");
  if (panel.kind === "v2") return asElement(copy, panel, title, apiVersion);
  const own = Object.fromEntries(
    placement.flatMap((name) => (Object.hasOwn(panel.node, name) ? [[name, panel.node[name]]] : [])),
  );
  return { ...copy, ...own, title };
}

/** Properties that belong to the panel's place, not to the library. */
const placement = ["id", "gridPos", "span", "minSpan", "height", "repeat", "repeatDirection", "maxPerRow"];

/** Grafana 8 and 9 saved the whole panel beside the reference. */
function ownCopy({ kind, node, type }: PanelView): JsonObject | undefined {
  return kind === "classic" && Array.isArray(node["targets"]) && type !== "" && type !== "library-panel-ref"
    ? node
    : undefined;
}

/** A classic panel as an element of schema v2. */
function asElement(model: JsonObject, { id }: PanelView, title: string, apiVersion: string | undefined): MutableObject {
  const queries = asArray(model["targets"]).map((target, index) => {
    const { datasource, refId, hide, ...spec } = asObject(target) ?? {};
    const source = asObject(datasource ?? model["datasource"]);
    const name = textField(source, "uid") ?? (typeof datasource === "string" ? datasource : undefined);
    const query = {
      kind: "DataQuery",
      group: textField(source, "type") ?? (typeof spec["expr"] === "string" ? "prometheus" : ""),
      version: "v0",
      ...(name === undefined ? {} : { datasource: { name } }),
      spec,
    };
    return {
      kind: "PanelQuery",
      spec: { query, refId: refId ?? String.fromCharCode(65 + (index % 26)), hidden: hide === true },
    };
  });
  const transformations = asArray(model["transformations"]).map((step) => {
    const { id: stepId, ...rest } = asObject(step) ?? {};
    return apiVersion === "v2"
      ? { kind: "Transformation", group: stepId, spec: rest }
      : { kind: stepId, spec: { id: stepId, ...rest } };
  });
  const queryOptions = Object.fromEntries(
    ["timeFrom", "timeShift", "interval", "maxDataPoints", "cacheTimeout"].flatMap((name) => {
      const value = field(model, name);
      return value === undefined || value === null ? [] : [[name, value]];
    }),
  );
  return {
    kind: "Panel",
    spec: {
      id: id ?? 0,
      title,
      description: textField(model, "description") ?? "",
      links: asArray(model["links"]),
      data: { kind: "QueryGroup", spec: { queries, transformations, queryOptions } },
      vizConfig: {
        kind: "VizConfig",
        group: textField(model, "type") ?? "",
        version: textField(model, "pluginVersion") ?? "",
        spec: { options: model["options"] ?? {}, fieldConfig: model["fieldConfig"] ?? { defaults: {}, overrides: [] } },
      },
      ...(model["transparent"] === true ? { transparent: true } : {}),
    },
  };
}
