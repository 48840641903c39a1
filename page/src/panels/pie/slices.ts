import type { FieldDisplay } from "@grafana/data";

/** A part of a pie; angles in radians from the top, clockwise. */
export interface Slice {
  readonly value: FieldDisplay;
  readonly from: number;
  readonly to: number;
  /** Of all that is shown: 0 to 1. */
  readonly share: number;
}

/** A pie's parts in the order in which they lie; what is not above zero has no width. */
export function slicesOf(values: readonly FieldDisplay[]): Slice[] {
  const shown = values.filter((value) => !isHidden(value) && !Number.isNaN(value.display.numeric));
  const total = shown.reduce((sum, { display }) => sum + display.numeric, 0);
  const drawn = shown.reduce((sum, { display }) => sum + Math.max(0, display.numeric), 0);
  let from = 0;
  return shown.map((value) => {
    const width = drawn === 0 ? 0 : (2 * Math.PI * Math.max(0, value.display.numeric)) / drawn;
    const slice = { value, from, to: from + width, share: value.display.numeric / total };
    from = slice.to;
    return slice;
  });
}

/** Hidden by the legend. */
export const isHidden = ({ field }: FieldDisplay): boolean => field.custom?.hideFrom?.viz === true;

/** Values in the order that the panel asks for; the largest first unless told otherwise. */
export function sorted(values: readonly FieldDisplay[], order: string | undefined): FieldDisplay[] {
  if (order === "none") return [...values];
  const sign = order === "asc" ? 1 : -1;
  return values.toSorted((one, other) => sign * (number(one) - number(other)));
}

const number = ({ display: { numeric } }: FieldDisplay) => (Number.isNaN(numeric) ? Number.NEGATIVE_INFINITY : numeric);

/** `25%`, with the decimals of the field. */
export function percent(share: number, { field }: FieldDisplay): string {
  return Number.isFinite(share) ? `${(100 * share).toFixed(field.decimals ?? 0)}%` : "-";
}

interface Ring {
  readonly inner: number;
  readonly outer: number;
}

/** Radians that are left free between two slices. */
const gap = 0.005;

/** The outline of a slice around the middle, as the `d` of a path. */
export function outline({ from, to }: Pick<Slice, "from" | "to">, { inner, outer }: Ring): string {
  if (to - from >= 2 * Math.PI - 1e-6) return circle(outer) + (inner > 0 ? circle(inner) : "");
  const half = Math.min(gap, (to - from) / 2) / 2;
  const [start, end] = [from + half, to - half];
  const far = end - start > Math.PI ? 1 : 0;
  const at = (radius: number, angle: number) =>
    `${fixed(radius * Math.sin(angle))} ${fixed(-radius * Math.cos(angle))}`;
  const arc = `M${at(outer, start)}A${outer} ${outer} 0 ${far} 1 ${at(outer, end)}`;
  if (inner <= 0) return `${arc}L0 0Z`;
  return `${arc}L${at(inner, end)}A${inner} ${inner} 0 ${far} 0 ${at(inner, start)}Z`;
}

const circle = (radius: number) =>
  `M0 ${-radius}A${radius} ${radius} 0 1 1 0 ${radius}A${radius} ${radius} 0 1 1 0 ${-radius}Z`;
const fixed = (value: number) => Number(value.toFixed(3));
