import type { PageItem } from "../../../src/report/page-data.ts";

/** Pixels between panels. */
export const gap = 8;
const columns = 24;
const rowHeight = 30;
/** Below this width Grafana puts panels under each other. */
const narrow = 769;

export interface Box {
  readonly panel: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where a grid's panels are in pixels, in reading order, and how high the grid is. */
export function gridBoxes(
  items: readonly PageItem[],
  width: number,
): { readonly boxes: Box[]; readonly height: number } {
  const ordered = [...items].sort((a, b) => a.y - b.y || a.x - b.x);
  const pixels = (h: number) => h * (rowHeight + gap) - gap;
  const boxes: Box[] = [];
  if (width < narrow) {
    let top = 0;
    for (const { panel, h } of ordered) {
      boxes.push({ panel, left: 0, top, width, height: pixels(h) });
      top += pixels(h) + gap;
    }
    return { boxes, height: Math.max(0, top - gap) };
  }
  const column = (width - gap * (columns - 1)) / columns;
  for (const { panel, x, y, w, h } of ordered) {
    const left = Math.round(x * (column + gap));
    const right = Math.round((x + w) * (column + gap) - gap);
    boxes.push({ panel, left, top: y * (rowHeight + gap), width: right - left, height: pixels(h) });
  }
  return { boxes, height: Math.max(0, ...boxes.map(({ top, height }) => top + height)) };
}
