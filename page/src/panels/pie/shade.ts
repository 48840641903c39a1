import { colorManipulator } from "@grafana/data";

/**
 * A colour with another lightness and hue.
 *
 * @param lighter - what is added to the lightness: −1 to 1.
 * @param turn - degrees that the hue is turned by.
 */
export function shade(color: string, lighter: number, turn: number): string {
  const [red = 0, green = 0, blue = 0] = colorManipulator
    .decomposeColor(colorManipulator.asRgbString(color))
    .values.map((part: number) => part / 255);
  const [least, most] = [Math.min(red, green, blue), Math.max(red, green, blue)];
  const spread = most - least;
  const lightness = (most + least) / 2;
  const saturation = spread === 0 ? 0 : spread / (1 - Math.abs(2 * lightness - 1));
  const sector =
    spread === 0
      ? 0
      : most === red
        ? (green - blue) / spread
        : most === green
          ? 2 + (blue - red) / spread
          : 4 + (red - green) / spread;
  const hue = (sector * 60 + turn + 720) % 360;
  const light = Math.min(1, Math.max(0, lightness + lighter));
  return `hsl(${hue.toFixed(2)}, ${(100 * saturation).toFixed(2)}%, ${(100 * light).toFixed(2)}%)`;
}
