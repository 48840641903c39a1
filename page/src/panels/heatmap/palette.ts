import { colorManipulator, type GrafanaTheme2 } from "@grafana/data";
import type { HeatmapColorOptions } from "@grafana/schema/dist/esm/raw/composable/heatmap/panelcfg/x/HeatmapPanelCfg_types.gen";
import * as schemes from "d3-scale-chromatic";

/** Names of d3's schemes, by where Grafana turns them round: so that little is near the background's colour. */
const turned: Readonly<Record<"always" | "dark" | "light", string>> = {
  always: "BrBG PiYG PRGn PuOr RdBu RdGy RdYlBu RdYlGn Spectral Rainbow Sinebow",
  dark: "Blues Greens Greys Oranges Purples Reds BuGn BuPu GnBu OrRd PuBuGn PuBu PuRd RdPu YlGnBu YlGn YlOrBr YlOrRd",
  light: "Turbo Cividis Viridis Magma Inferno Plasma Warm Cool Cubehelix",
};
const turns = new Map(
  Object.entries(turned).flatMap(([when, names]) => names.split(" ").map((name) => [name, when] as const)),
);
const unknownScheme = "Spectral";
const colors: Readonly<Record<string, (share: number) => string>> = { ...schemes };

/** The colours of a heatmap's cells, from the least to the most. */
export function paletteOf(options: Partial<HeatmapColorOptions>, theme: GrafanaTheme2): string[] {
  const { mode, scheme = "Oranges", fill = "dark-orange", scale, exponent = 0.5, reverse = false } = options;
  const steps = Math.min(256, Math.max(2, Math.floor(options.steps ?? 64)));
  const shares = Array.from({ length: steps }, (_, index) => index / (steps - 1));
  if (mode === "opacity") {
    const color = theme.visualization.getColorByName(fill);
    const opacity = (share: number) => (scale === "linear" ? share : share ** exponent);
    return shares.map((share) => colorManipulator.alpha(color, Number(opacity(share).toFixed(3))));
  }
  const name = turns.has(scheme) ? scheme : unknownScheme;
  const colorAt = colors[`interpolate${name === "Cubehelix" ? "CubehelixDefault" : name}`]!;
  const when = turns.get(name)!;
  const back = when === "always" || when === theme.colors.mode;
  return back === reverse ? shares.map((share) => colorAt(share)) : shares.map((share) => colorAt(1 - share));
}

/** The place in a palette of a value between two others. */
export function shadeOf(value: number, [least, most]: readonly [number, number], size: number): number {
  if (value <= least) return 0;
  if (value >= most) return size - 1;
  return Math.min(size - 1, Math.floor((size * (value - least)) / (most - least || 1)));
}
