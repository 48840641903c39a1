import { mutableObject, valueAt } from "../../json/edit.ts";
import { asArray, type JsonObject, textField } from "../../json/read.ts";
import { classifyReference, type DataSourceNames, type DataSourceUse, effectiveUse } from "./data-source.ts";
import { once } from "./once.ts";
import { panelContext } from "./panel-context.ts";
import { panelPlaces } from "./panel-places.ts";
import type { PanelPlace, PanelView, TargetView } from "./panel-view.ts";
import { type DashboardPlace, schemas } from "./schema.ts";
import { readReference, type SourceSlot } from "./source-slot.ts";

/** Every panel in the order of the dashboard, rows and what is inside of them included. */
export function panelsOf({ model, kind }: DashboardPlace, names: DataSourceNames): PanelView[] {
  return panelPlaces(model, kind).map((place) => panelAt(place, names));
}

/** A library panel, which is classic JSON, in the place of the panel that names it; for reading. */
export function libraryPanelAt(place: PanelPlace, model: JsonObject, names: DataSourceNames): PanelView {
  const node = { ...model };
  const title = place.title || (textField(model, "title") ?? "");
  return panelAt({ ...place, kind: "classic", node, body: node, type: textField(model, "type") ?? "", title }, names);
}

function panelAt(place: PanelPlace, names: DataSourceNames): PanelView {
  const { kind, node } = place;
  const paths = schemas[kind].panel;
  const source: SourceSlot | undefined =
    paths.source === undefined ? undefined : { form: kind, path: paths.source.slice(0, -1), holder: node };
  const asked = once(() => {
    const entries = targetsOf(place);
    const anyExpr = entries.some(({ query }) => hasExpr(query));
    const use = source === undefined ? undefined : classifyReference(readReference(source), names, anyExpr);
    return { use, targets: entries.map((target) => ({ ...target, ...usesOf(target, use, names) })) };
  });
  const settings = once(() => panelContext(place, paths));
  return {
    ...place,
    paths,
    source,
    get use() {
      return asked().use;
    },
    get targets() {
      return asked().targets;
    },
    get settings() {
      return settings();
    },
  };
}

function usesOf(
  { source, query }: Omit<TargetView, "own" | "use">,
  panel: DataSourceUse | undefined,
  names: DataSourceNames,
): Pick<TargetView, "own" | "use"> {
  const own = classifyReference(readReference(source), names, hasExpr(query));
  return { own, use: effectiveUse(panel, own) };
}

function targetsOf({ kind, node }: PanelPlace): Omit<TargetView, "own" | "use">[] {
  const { panel, query: paths } = schemas[kind];
  return asArray(valueAt(node, panel.queries)).flatMap((item, index) => {
    const [entry, holder, query] = [paths.entry, paths.source, paths.query].map((path) =>
      mutableObject(valueAt(item, path)),
    );
    if (entry === undefined || holder === undefined || query === undefined) return [];
    const at = [...panel.queries, index];
    return [
      {
        query,
        path: [...at, ...paths.query],
        refId: textField(entry, "refId"),
        hidden: entry[paths.hidden] === true,
        source: { form: kind, path: [...at, ...paths.source], holder },
      },
    ];
  });
}

/** Whether a query, panel or annotation has a query in text form. */
export function hasExpr(query: unknown): boolean {
  return (textField(query, "expr") ?? "").trim() !== "";
}
