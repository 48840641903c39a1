/** Columns of Grafana's grid. */
export const gridColumns = 24;

/** Something in a grid of 24 columns, in its units. */
export interface Block {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Grafana's size for a panel that names none. */
const usualSpan = 4;
/** No real panel is higher; keeps sums exact. */
const maxHeight = 1000;

/**
 * Blocks where Grafana shows them: inside the grid, and moved up until they touch another one. Where blocks overlap,
 * the lower one, else the one further right, moves down.
 *
 * @returns in the order of `blocks`, with `y` from 0.
 */
export function packGrid<B extends Block>(blocks: readonly B[]): B[] {
  const sized = blocks.map((block, place) => ({ place, block: inside(block), writtenX: number(block.x) }));
  sized.sort((a, b) => a.block.y - b.block.y || a.writtenX - b.writtenX);
  sized.sort((a, b) => a.block.y - b.block.y || a.block.x - b.block.x);
  const bottoms = new Array<number>(gridColumns).fill(0);
  const packed = new Array<B>(blocks.length);
  for (const { place, block } of sized) {
    const y = Math.max(...bottoms.slice(block.x, block.x + block.w));
    bottoms.fill(y + block.h, block.x, block.x + block.w);
    packed[place] = { ...block, y };
  }
  return packed;
}

function inside<B extends Block>(block: B): B {
  const w = Math.min(gridColumns, span(block.w));
  const x = Math.min(gridColumns - w, Math.max(0, Math.trunc(number(block.x))));
  return { ...block, x, w, y: number(block.y), h: Math.min(maxHeight, span(block.h)) };
}

const number = (value: number) => (Number.isFinite(value) ? value : 0);
const span = (value: number) => (Number.isInteger(value) && value > 0 ? value : usualSpan);
