import { expect, test } from "vitest";
import { autoGridBoxes, bandsOf, gridBoxes } from "./grid.ts";

// 24 columns and 23 gaps of 8 px: 1176 px are 24 columns of 41⅓ px.
test("gridBoxes places panels in 24 columns, in reading order, with gaps of 8 px and rows of 30 px", () => {
  const items = [
    { panel: 1, x: 12, y: 0, w: 12, h: 4 },
    { panel: 0, x: 0, y: 0, w: 12, h: 2 },
    { panel: 2, x: 0, y: 4, w: 24, h: 1 },
  ];
  expect(gridBoxes(items, 1176)).toEqual({
    boxes: [
      { panel: 0, left: 0, top: 0, width: 584, height: 68 },
      { panel: 1, left: 592, top: 0, width: 584, height: 144 },
      { panel: 2, left: 0, top: 152, width: 1176, height: 30 },
    ],
    height: 182,
  });
});

test("gridBoxes puts panels under each other on a narrow page", () => {
  const items = [
    { panel: 1, x: 12, y: 0, w: 12, h: 4 },
    { panel: 0, x: 0, y: 0, w: 12, h: 2 },
  ];
  expect(gridBoxes(items, 400).boxes).toEqual([
    { panel: 0, left: 0, top: 0, width: 400, height: 68 },
    { panel: 1, left: 0, top: 76, width: 400, height: 144 },
  ]);
});

test("autoGridBoxes makes as many columns as have room, no more than the most, and fills the screen where asked", () => {
  const grid = { maxColumns: 3, minColumnWidth: 300, rowHeight: 100, fillScreen: false, panels: [4, 5, 6, 7] };
  const { boxes, height } = autoGridBoxes(grid, { width: 1000, screen: 800 });
  expect(boxes.map(({ panel, left, top, width }) => [panel, left, top, width])).toEqual([
    [4, 0, 0, 328],
    [5, 336, 0, 328],
    [6, 672, 0, 328],
    [7, 0, 108, 328],
  ]);
  expect(height).toBe(208);
  expect(autoGridBoxes(grid, { width: 500, screen: 800 }).boxes[1]).toMatchObject({ left: 0, top: 108, width: 500 });
  const filled = autoGridBoxes({ ...grid, fillScreen: true }, { width: 1000, screen: 808 });
  expect(filled.boxes[3]).toMatchObject({ top: 408, height: 400 });
});

test("bandsOf keeps panels together that are beside each other, each measured from its band", () => {
  const items = [
    { panel: 0, x: 0, y: 1, w: 12, h: 2 },
    { panel: 1, x: 12, y: 1, w: 12, h: 4 },
    { panel: 2, x: 0, y: 3, w: 12, h: 2 },
    { panel: 3, x: 0, y: 6, w: 24, h: 1 },
  ];
  const bands = bandsOf(gridBoxes(items, 1176).boxes);
  expect(bands.map(({ apart, height }) => [apart, height])).toEqual([
    [38, 144],
    // 1 row of 30 px and its gap are left free, then the usual gap.
    [46, 30],
  ]);
  expect(bands.map(({ boxes }) => boxes.map(({ panel, top }) => [panel, top]))).toEqual([
    [
      [0, 0],
      [1, 0],
      [2, 76],
    ],
    [[3, 0]],
  ]);
});
