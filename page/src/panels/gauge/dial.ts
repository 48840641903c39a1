import { type FieldConfig, ThresholdsMode } from "@grafana/data";

/** An arc of the dial: degrees, 0 at the top, clockwise. */
export interface Arc {
  readonly from: number;
  readonly length: number;
}

/** Where a dial's parts are in its box, in pixels; radii are those of the middle of a stroke. */
export interface Dial {
  readonly whole: Arc;
  readonly centerX: number;
  readonly centerY: number;
  /** The lowest point of the dial. */
  readonly bottom: number;
  readonly radius: number;
  readonly barWidth: number;
  readonly ringRadius: number;
  readonly ringWidth: number;
  readonly labelRadius: number;
  readonly labelSize: number;
}

interface DialSettings {
  readonly width: number;
  readonly height: number;
  readonly shape: "gauge" | "circle";
  /** From 0 to 1: how thick the bar is. */
  readonly barWidthFactor: number;
  readonly rounded: boolean;
  readonly ring: boolean;
  readonly labels: boolean;
}

const arcs = { gauge: { from: 250, length: 220 }, circle: { from: 0, length: 360 } };
const radians = (degrees: number) => ((degrees - 90) * Math.PI) / 180;
const between = (low: number, value: number, high: number) => Math.min(high, Math.max(low, value));

/** The largest dial that a box has room for, in the middle of it. */
export function dialOf({ width, height, shape, barWidthFactor, rounded, ring, labels }: DialSettings): Dial {
  const whole = arcs[shape];
  // Below its middle a gauge needs only as much as its ends reach down.
  const below = shape === "gauge" ? Math.sin(radians(110)) : 1;
  const largest = Math.max(1, Math.min(width / 2, height / (1 + below)));
  const barWidth = Math.max((barWidthFactor * largest) / 3, 2);
  const caps = rounded && shape === "gauge" ? barWidth / 2 : 0;
  let outer = largest - caps / 2;
  const labelRadius = outer;
  const labelSize = labels ? Math.max(10, 0.12 * outer ** 0.92) : 0;
  outer -= labels ? labelSize * (1.2 + 1 / 3) : 0;
  const ringWidth = ring ? between(4, 0.2 * barWidth ** 0.92, 12) : 0;
  const ringRadius = outer - ringWidth / 2;
  outer -= ring ? ringWidth + between(2, ringWidth / 2, 12) : 0;
  const rest = height - largest * (1 + below);
  const centerY = largest + rest / 2 - caps / 2;
  return {
    whole,
    centerX: width / 2,
    centerY,
    bottom: centerY + largest * below,
    radius: Math.max(1, outer - barWidth / 2),
    barWidth,
    ringRadius,
    ringWidth,
    labelRadius,
    labelSize,
  };
}

/** A point of the dial. */
export function pointAt({ centerX, centerY }: Dial, radius: number, degrees: number): { x: number; y: number } {
  return { x: centerX + radius * Math.cos(radians(degrees)), y: centerY + radius * Math.sin(radians(degrees)) };
}

/** The path of an arc, for a stroke; nothing for an arc without a length. */
export function arcPath(dial: Dial, radius: number, { from, length }: Arc): string {
  if (!(length > 0)) return "";
  const drawn = Math.min(length, 359.99);
  const start = pointAt(dial, radius, from);
  const end = pointAt(dial, radius, from + drawn);
  const text = (value: number) => value.toFixed(2);
  return `M${text(start.x)} ${text(start.y)}A${text(radius)} ${text(radius)} 0 ${drawn > 180 ? 1 : 0} 1 ${text(end.x)} ${text(end.y)}`;
}

/** The ends of a field's scale: 0 and 100 where they are not set. */
export function scaleOf({ min, max }: FieldConfig): { readonly min: number; readonly max: number } {
  const [low, high] = [min ?? 0, max ?? 100];
  if (low !== high) return { min: low, max: high };
  const room = Math.abs(low) * 0.1 || 1;
  return { min: low - room, max: high + room };
}

/** How far a value is along the scale, from 0 to 1. */
export function shareOf(field: FieldConfig, value: number): number {
  const { min, max } = scaleOf(field);
  const share = (value - min) / (max - min);
  return Number.isNaN(share) ? 0 : between(0, share, 1);
}

/** The part of the dial that a value fills, from the neutral value where there is one. */
export function filled({ whole }: Dial, field: FieldConfig, value: number, neutral: number | undefined): Arc {
  const end = shareOf(field, value);
  const start = neutral === undefined ? 0 : shareOf(field, neutral);
  const [low, high] = end < start ? [end, start] : [start, end];
  return { from: whole.from + low * whole.length, length: (high - low) * whole.length };
}

/** The bands of thresholds: each colour with its part of the dial. */
export function bands({ whole }: Dial, field: FieldConfig): readonly { readonly color: string; readonly arc: Arc }[] {
  const steps = field.thresholds?.steps ?? [];
  const share = (value: number) =>
    field.thresholds?.mode === ThresholdsMode.Percentage ? between(0, value / 100, 1) : shareOf(field, value);
  return steps.map(({ color }, index) => {
    const low = index === 0 ? 0 : share(steps[index]!.value);
    const next = steps[index + 1];
    const high = next === undefined ? 1 : share(next.value);
    return { color, arc: { from: whole.from + low * whole.length, length: (high - low) * whole.length } };
  });
}
