import { asArray, asObject, field, numberField, textField } from "../../json/read.ts";
import type { PanelPosition } from "./panel-position.ts";

/** Where an element of schema v2 is shown. */
export interface LayoutPlace {
  readonly section: readonly string[];
  /** Of a grid layout; an automatic one places panels itself. */
  readonly position: PanelPosition | undefined;
  /** The variable that it, or else the row or tab around it, is repeated for. */
  readonly repeat: string | undefined;
}

/** Layouts may hold layouts no deeper than this. */
const maxDepth = 20;

/**
 * The elements that a layout (grid, rows, tabs, automatic grid, in one another) shows, in its order, by name. The first
 * place counts.
 */
export function layoutPlaces(layout: unknown): Map<string, LayoutPlace> {
  const places = new Map<string, LayoutPlace>();
  const walk = (value: unknown, section: readonly string[], around: string | undefined, depth: number) => {
    if (depth > maxDepth) return;
    const spec = asObject(asObject(value)?.["spec"]);
    for (const item of asArray(spec?.["items"])) {
      const inner = asObject(asObject(item)?.["spec"]);
      const name = textField(inner, "element", "name");
      if (name !== undefined && !places.has(name)) {
        places.set(name, {
          section,
          position: positionOf(inner),
          repeat: textField(inner, "repeat", "value") ?? around,
        });
      }
    }
    for (const part of [...asArray(spec?.["rows"]), ...asArray(spec?.["tabs"])]) {
      const title = textField(part, "spec", "title") ?? "";
      walk(
        field(part, "spec", "layout"),
        [...section, title],
        textField(part, "spec", "repeat", "value") ?? around,
        depth + 1,
      );
    }
  };
  walk(layout, [], undefined, 0);
  return places;
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
