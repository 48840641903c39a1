import type { MutableObject } from "../../json/edit.ts";
import { asObject, field } from "../../json/read.ts";
import type { PanelView } from "../view/panel-view.ts";

/** Where a panel stands and how it is repeated; all that a panel keeps that takes another's place. */
const placement = ["id", "title", "gridPos", "span", "height", "transparent", "minSpan"];

/** A text panel that says `message` in the place of `panel`. */
export function textPanel({ kind, node, body, id, title, type }: PanelView, message: string): MutableObject {
  const options = { mode: "markdown", content: message };
  if (kind === "classic") {
    const kept = Object.fromEntries(
      placement.flatMap((name) => (Object.hasOwn(node, name) ? [[name, node[name]]] : [])),
    );
    // A collapsed row keeps its panels; they are looked at one by one.
    const inner = type === "row" && Array.isArray(node["panels"]) ? { panels: node["panels"] } : {};
    return { ...kept, ...inner, type: "text", options, pluginVersion: "8.0.0" };
  }
  return {
    kind: "Panel",
    spec: {
      id: id ?? 0,
      title,
      description: "",
      links: [],
      data: { kind: "QueryGroup", spec: { queries: [], transformations: [], queryOptions: {} } },
      vizConfig: {
        kind: "VizConfig",
        group: "text",
        version: field(asObject(body["vizConfig"]), "version") ?? "",
        spec: { options, fieldConfig: { defaults: {}, overrides: [] } },
      },
    },
  };
}
