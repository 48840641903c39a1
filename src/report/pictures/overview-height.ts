import type { PlacedPanel } from "./page-tab.ts";

/**
 * Where the picture of a whole dashboard ends: at its end, or where no panel is cut in two, at most `most` pixels from
 * the top. A first row that is higher than that is cut.
 */
export function overviewHeight(
  panels: readonly Pick<PlacedPanel, "y" | "height">[],
  { end, most }: { readonly end: number; readonly most: number },
): number {
  if (end <= most) return end;
  const first = Math.min(...panels.map(({ y }) => y));
  let cut = most;
  for (const { y } of [...panels].filter(({ y, height }) => y < most && y + height > most))
    cut = Math.min(cut, y - gap);
  // What stands beside the panel that was left out may reach below its top.
  for (let before = -1; before !== cut; ) {
    before = cut;
    for (const { y, height } of panels) if (y < cut && y + height > cut) cut = Math.min(cut, y - gap);
  }
  return cut > first ? cut : most;
}

/** Pixels between panels. */
const gap = 8;
