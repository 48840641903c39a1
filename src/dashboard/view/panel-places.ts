import type { DashboardKind } from "../../grafana/marks/marks.ts";
import { type MutableObject, mutableObject } from "../../json/edit.ts";
import { asArray, asObject, numberField, textField } from "../../json/read.ts";
import { layoutPlaces, repeatsWith } from "./layout.ts";
import type { PanelPosition } from "./panel-position.ts";
import type { PanelAnchor, PanelPlace } from "./panel-view.ts";

/** Rows may hold rows no deeper than this; Grafana itself nests them once. */
const maxRowDepth = 5;

/**
 * Every panel in the order of the dashboard: those of old `rows`, and those inside collapsed rows too. Row panels
 * themselves are among them, with the type `row`.
 */
export function panelPlaces(model: unknown, kind: DashboardKind): PanelPlace[] {
  const number = createNumbering();
  return kind === "v2" ? v2Panels(model, number) : classicPanels(model, number);
}

type Numbering = (id: number | undefined, title: string, element?: string) => PanelAnchor;

function createNumbering(): Numbering {
  const ids = new Map<number | undefined, number>();
  const titles = new Map<string, number>();
  return (id, title, element) => {
    const nthOfId = ids.get(id) ?? 0;
    const nthOfTitle = titles.get(title) ?? 0;
    ids.set(id, nthOfId + 1);
    titles.set(title, nthOfTitle + 1);
    return { id, nthOfId, title, nthOfTitle, element };
  };
}

function classicPanels(model: unknown, number: Numbering): PanelPlace[] {
  const found: PanelPlace[] = [];
  const add = (list: unknown, section: readonly string[], around: readonly string[], depth: number) => {
    let [current, repeats] = [section, around];
    for (const [index, item] of asArray(list).entries()) {
      const node = mutableObject(item);
      if (node === undefined) continue;
      const slot = { holder: list as MutableObject[], name: index };
      const isRow = node["type"] === "row";
      const panel = classicPanel(node, slot, number, { section: current, around: isRow ? around : repeats });
      // A collapsed row holds its panels; what follows it stands outside.
      if (isRow) [current, repeats] = [[...section, panel.title], node["collapsed"] === true ? around : panel.repeats];
      found.push(panel);
      if (depth < maxRowDepth) add(node["panels"], [...section, panel.title], panel.repeats, depth + 1);
    }
  };
  const rows = asArray(asObject(model)?.["rows"]);
  for (const row of rows)
    add(asObject(row)?.["panels"], [textField(row, "title") ?? ""], repeatsWith([], textField(row, "repeat")), 0);
  add(asObject(model)?.["panels"], [], [], 0);
  return found;
}

function classicPanel(
  node: MutableObject,
  slot: PanelPlace["slot"],
  number: Numbering,
  { section, around }: { readonly section: readonly string[]; readonly around: readonly string[] },
): PanelPlace {
  const id = numberField(node, "id");
  const title = textField(node, "title") ?? "";
  const grid = asObject(node["gridPos"]);
  const position = {
    x: numberField(grid, "x"),
    y: numberField(grid, "y"),
    width: numberField(grid, "w"),
    height: numberField(grid, "h"),
  };
  return {
    kind: "classic",
    anchor: number(id, title),
    node,
    body: node,
    slot,
    id,
    title,
    type: textField(node, "type") ?? "",
    section,
    position: isPosition(position) ? position : undefined,
    repeats: repeatsWith(around, textField(node, "repeat")),
    // Grafana asks for a number as for a text.
    libraryUid: textField(node, "libraryPanel", "uid") ?? numberField(node, "libraryPanel", "uid")?.toString(),
  };
}

function isPosition(position: { [name in keyof PanelPosition]: number | undefined }): position is PanelPosition {
  return Object.values(position).every((value) => value !== undefined);
}

/** In the order of the layout; elements that no layout shows come last. */
function v2Panels(model: unknown, number: Numbering): PanelPlace[] {
  const elements = mutableObject(asObject(model)?.["elements"]) ?? {};
  const places = layoutPlaces(asObject(model)?.["layout"]);
  const names = [...new Set([...places.keys(), ...Object.keys(elements)])].filter((name) =>
    Object.hasOwn(elements, name),
  );
  return names.flatMap((name): PanelPlace[] => {
    const node = mutableObject(elements[name]);
    const body = mutableObject(node?.["spec"]);
    if (node === undefined || body === undefined) return [];
    const id = numberField(body, "id");
    const title = textField(body, "title") ?? "";
    return [
      {
        kind: "v2",
        anchor: number(id, title, name),
        node,
        body,
        slot: { holder: elements, name },
        id,
        title,
        type: textField(body, "vizConfig", "group") ?? "",
        section: places.get(name)?.section ?? [],
        position: places.get(name)?.position,
        repeats: places.get(name)?.repeats ?? [],
        libraryUid: node["kind"] === "LibraryPanel" ? (textField(body, "libraryPanel", "uid") ?? "") : undefined,
      },
    ];
  });
}
