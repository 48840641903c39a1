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

/** Panels beside each other: above and below them is no other. */
export interface Band {
  /** Pixels below the band before, or below the grid's upper edge. */
  readonly apart: number;
  readonly height: number;
  /** Their tops are measured from the band's own. */
  readonly boxes: readonly Box[];
}

/** The bands of a grid from top to bottom: between two of them a printed page may end. */
export function bandsOf(boxes: readonly Box[]): Band[] {
  const bands: { top: number; end: number; boxes: Box[] }[] = [];
  for (const box of [...boxes].sort((a, b) => a.top - b.top || a.left - b.left)) {
    const end = box.top + box.height;
    const last = bands.at(-1);
    if (last === undefined || box.top >= last.end) bands.push({ top: box.top, end, boxes: [box] });
    else {
      last.end = Math.max(last.end, end);
      last.boxes.push(box);
    }
  }
  return bands.map(({ top, end, boxes: own }, index) => ({
    apart: top - (bands[index - 1]?.end ?? 0),
    height: end - top,
    boxes: own.map((box) => ({ ...box, top: box.top - top })),
  }));
}

interface AutoGrid {
  readonly maxColumns: number;
  readonly minColumnWidth: number;
  readonly rowHeight: number;
  readonly fillScreen: boolean;
  readonly panels: readonly number[];
}

/**
 * Where the panels of a grid that fits itself to the page are: as many columns as have room, rows of one height, or of
 * what fills `screen` pixels where that is more.
 */
export function autoGridBoxes(
  { maxColumns, minColumnWidth, rowHeight, fillScreen, panels }: AutoGrid,
  { width, screen }: { readonly width: number; readonly screen: number },
): { readonly boxes: Box[]; readonly height: number } {
  const fitting = Math.floor((width + gap) / (Math.max(1, minColumnWidth) + gap));
  const count = Math.max(1, Math.min(maxColumns, fitting));
  const column = (width - gap * (count - 1)) / count;
  const rows = Math.ceil(panels.length / count);
  const filling = fillScreen && rows > 0 ? Math.floor((screen - gap * (rows - 1)) / rows) : 0;
  const height = Math.max(rowHeight, filling);
  const boxes = panels.map((panel, index) => {
    const left = Math.round((index % count) * (column + gap));
    const right = Math.round((index % count) * (column + gap) + column);
    return { panel, left, top: Math.floor(index / count) * (height + gap), width: right - left, height };
  });
  return { boxes, height: Math.max(0, rows * (height + gap) - gap) };
}
