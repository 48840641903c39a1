import { asArray, asObject, field, numberField, textField } from "../../json/read.ts";
import type { PanelPosition } from "./panel-position.ts";

/** Where an element of schema v2 is shown. */
export interface LayoutPlace {
  readonly section: readonly string[];
  /** Of a grid layout; an automatic one places panels itself. */
  readonly position: PanelPosition | undefined;
  /** The variables that it and the rows and tabs around it repeat for, the outermost first; each once. */
  readonly repeats: readonly string[];
}

/** Layouts may hold layouts no deeper than this. */
const maxDepth = 20;

/**
 * The elements that a layout (grid, rows, tabs, automatic grid, in one another) shows, in its order, by name. The first
 * place counts.
 */
export function layoutPlaces(layout: unknown): Map<string, LayoutPlace> {
  const places = new Map<string, LayoutPlace>();
  const place = (items: unknown, section: readonly string[], around: readonly string[], depth: number) => {
    if (depth > maxDepth) return;
    for (const item of asArray(items)) {
      const inner = asObject(asObject(item)?.["spec"]);
      const repeats = repeatsWith(around, textField(inner, "repeat", "value"));
      const name = textField(inner, "element", "name");
      if (name !== undefined && !places.has(name)) places.set(name, { section, position: positionOf(inner), repeats });
      // The first versions of schema v2 have rows among the items of a grid.
      place(inner?.["elements"], [...section, textField(inner, "title") ?? ""], repeats, depth + 1);
    }
  };
  const walk = (value: unknown, section: readonly string[], around: readonly string[], depth: number) => {
    if (depth > maxDepth) return;
    const spec = asObject(asObject(value)?.["spec"]);
    place(spec?.["items"], section, around, depth);
    for (const part of [...asArray(spec?.["rows"]), ...asArray(spec?.["tabs"])]) {
      const title = textField(part, "spec", "title") ?? "";
      walk(
        field(part, "spec", "layout"),
        [...section, title],
        repeatsWith(around, textField(part, "spec", "repeat", "value")),
        depth + 1,
      );
    }
  };
  walk(layout, [], [], 0);
  return places;
}

/**
 * Adds what a row, tab or panel repeats for to what is around it. Grafana does not repeat a second time for a variable
 * that has one value already.
 */
export function repeatsWith(around: readonly string[], name: string | undefined): readonly string[] {
  return name === undefined || name === "" || around.includes(name) ? around : [...around, name];
}

function positionOf(spec: unknown): PanelPosition | undefined {
  const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => numberField(spec, name));
  return x === undefined || y === undefined || width === undefined || height === undefined
    ? undefined
    : { x, y, width, height };
}

/** Every property of the layouts of schema v2 that says where something stands. */
export const layoutNames: ReadonlySet<string> = new Set(
  (
    "kind spec items rows tabs title collapse hideHeader fillScreen repeat mode value direction maxPerRow " +
    "element name x y width height layout columnWidth columnWidthMode rowHeight rowHeightMode maxColumnCount"
  ).split(" "),
);
