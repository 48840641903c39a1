import type { DashboardKind } from "../../grafana/marks/marks.ts";
import { type JsonPath, type MutableObject, mutableObject } from "../../json/edit.ts";
import { asArray, asObject, field, numberField, textField } from "../../json/read.ts";
import { layoutPlaces } from "./layout.ts";
import type { PanelPosition } from "./panel-position.ts";

/** How a panel is found again after Grafana has moved it: by id, else by title; the n-th of those that share it. */
export interface PanelAnchor {
  readonly id: number | undefined;
  readonly nthOfId: number;
  readonly title: string;
  readonly nthOfTitle: number;
  /** Of schema v2: the name in `elements`. */
  readonly element: string | undefined;
}

/** A panel of a dashboard, whatever the schema. */
export interface PanelView {
  readonly kind: DashboardKind;
  readonly anchor: PanelAnchor;
  /** The content of {@link slot}: the panel, or the element with `kind` and `spec`. */
  readonly node: MutableObject;
  /** Where id, title, links and queries are: the panel, or the element's `spec`. */
  readonly body: MutableObject;
  readonly slot: { readonly holder: MutableObject | MutableObject[]; readonly name: string | number };
  readonly id: number | undefined;
  readonly title: string;
  /** `timeseries`; empty where none is given. */
  readonly type: string;
  /** The titles of the rows and tabs around it, the outermost first. */
  readonly section: readonly string[];
  readonly position: PanelPosition | undefined;
  /** The variable that the panel, or else the row around it, is repeated for. */
  readonly repeat: string | undefined;
  /** The uid of the library panel that stands here; its own JSON lies elsewhere. */
  readonly libraryUid: string | undefined;
}

/** Rows may hold rows no deeper than this; Grafana itself nests them once. */
const maxRowDepth = 5;

/**
 * Every panel in the order of the dashboard: those of old `rows`, and those inside collapsed rows too. Row panels
 * themselves are among them, with the type `row`.
 */
export function panelsOf(model: unknown, kind: DashboardKind): PanelView[] {
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

function classicPanels(model: unknown, number: Numbering): PanelView[] {
  const found: PanelView[] = [];
  const add = (list: unknown, section: readonly string[], around: string | undefined, depth: number) => {
    let [current, repeat] = [section, around];
    for (const [index, item] of asArray(list).entries()) {
      const node = mutableObject(item);
      if (node === undefined) continue;
      const panel = classicPanel(node, { holder: list as MutableObject[], name: index }, number, current);
      if (panel.type === "row") [current, repeat] = [[...section, panel.title], panel.repeat];
      found.push(panel.type === "row" ? panel : { ...panel, section: current, repeat: panel.repeat ?? repeat });
      if (depth < maxRowDepth) add(node["panels"], [...section, panel.title], panel.repeat, depth + 1);
    }
  };
  const rows = asArray(asObject(model)?.["rows"]);
  for (const row of rows)
    add(asObject(row)?.["panels"], [textField(row, "title") ?? ""], textField(row, "repeat") || undefined, 0);
  add(asObject(model)?.["panels"], [], undefined, 0);
  return found;
}

function classicPanel(
  node: MutableObject,
  slot: PanelView["slot"],
  number: Numbering,
  section: readonly string[],
): PanelView {
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
    repeat: textField(node, "repeat") || undefined,
    // Grafana asks for a number as for a text.
    libraryUid: textField(node, "libraryPanel", "uid") ?? numberField(node, "libraryPanel", "uid")?.toString(),
  };
}

function isPosition(position: { [name in keyof PanelPosition]: number | undefined }): position is PanelPosition {
  return Object.values(position).every((value) => value !== undefined);
}

/** In the order of the layout; elements that no layout shows come last. */
function v2Panels(model: unknown, number: Numbering): PanelView[] {
  const elements = mutableObject(asObject(model)?.["elements"]) ?? {};
  const places = layoutPlaces(asObject(model)?.["layout"]);
  const names = [...new Set([...places.keys(), ...Object.keys(elements)])].filter((name) =>
    Object.hasOwn(elements, name),
  );
  return names.flatMap((name): PanelView[] => {
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
        repeat: places.get(name)?.repeat,
        libraryUid: node["kind"] === "LibraryPanel" ? (textField(body, "libraryPanel", "uid") ?? "") : undefined,
      },
    ];
  });
}

/** One query of a panel. */
export interface TargetView {
  /** The object that holds `expr`. */
  readonly query: MutableObject;
  /** The way to {@link query} from the panel's `node`. */
  readonly path: JsonPath;
  readonly refId: string | undefined;
  readonly hidden: boolean;
  readonly source: SourceSlot;
}

/** Where a reference to a data source stands, from the root that the path of its owner begins at. */
export interface SourceSlot {
  /** `classic`: `datasource` at the path; `v2`: `group` and `datasource.name` there. */
  readonly form: DashboardKind;
  /** To the object that holds it. */
  readonly path: JsonPath;
  readonly holder: MutableObject;
}

/** The queries of a panel, in order. */
export function targetsOf({ kind, node, body }: PanelView): TargetView[] {
  if (kind === "v2") {
    return asArray(field(body, "data", "spec", "queries")).flatMap((item, index): TargetView[] => {
      const spec = mutableObject(field(item, "spec"));
      const holder = mutableObject(spec?.["query"]);
      if (spec === undefined || holder === undefined) return [];
      const path = ["spec", "data", "spec", "queries", index, "spec", "query"];
      const query = mutableObject(holder["spec"]);
      if (query === undefined) return [];
      return [
        {
          query,
          path: [...path, "spec"],
          refId: textField(spec, "refId"),
          hidden: spec["hidden"] === true,
          source: { form: "v2", path, holder },
        },
      ];
    });
  }
  return asArray(node["targets"]).flatMap((item, index): TargetView[] => {
    const query = mutableObject(item);
    if (query === undefined) return [];
    const path = ["targets", index];
    return [
      {
        query,
        path,
        refId: textField(query, "refId"),
        hidden: query["hide"] === true,
        source: { form: "classic", path, holder: query },
      },
    ];
  });
}
