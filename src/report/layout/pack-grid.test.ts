import { expect, test } from "vitest";
import { packGrid } from "./pack-grid.ts";

const at = (x: number, y: number, w: number, h: number) => ({ x, y, w, h });

test("packGrid moves blocks up until they touch another one, and keeps their order", () => {
  expect(packGrid([at(0, 9, 24, 2), at(0, 0, 12, 4), at(12, 0, 12, 6)])).toEqual([
    at(0, 6, 24, 2),
    at(0, 0, 12, 4),
    at(12, 0, 12, 6),
  ]);
});

test("packGrid moves a block that lies on another one below it", () => {
  expect(packGrid([at(0, 0, 12, 4), at(6, 2, 12, 4), at(18, 2, 6, 4)])).toEqual([
    at(0, 0, 12, 4),
    at(6, 4, 12, 4),
    at(18, 0, 6, 4),
  ]);
});

test("packGrid moves blocks into the grid, and gives a size that is none Grafana's", () => {
  expect(packGrid([at(20, 0, 12, 4), at(-5, 4, 30, 1)])).toEqual([at(12, 0, 12, 4), at(0, 4, 24, 1)]);
  expect(packGrid([at(0, 0, 0, 0.5), at(Number.NaN, 0, 4, 1e9)])).toEqual([at(0, 0, 4, 4), at(0, 4, 4, 1000)]);
});

test("packGrid leaves no overlap, however blocks lie", () => {
  const blocks = Array.from({ length: 300 }, (_, index) =>
    at((index * 7) % 24, (index * 13) % 50, 1 + ((index * 5) % 12), 1 + ((index * 3) % 9)),
  );
  const packed = packGrid(blocks);
  for (const [index, a] of packed.entries())
    for (const b of packed.slice(index + 1))
      expect(a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h).toBe(false);
});
