const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const year = 365 * day;
const times = [
  ...[1, 2, 4, 5, 10, 20, 25, 40, 50, 100, 200, 250, 400, 500],
  ...[1, 2, 4, 5, 10, 15, 20, 30].map((count) => count * second),
  ...[1, 2, 4, 5, 10, 15, 20, 30].map((count) => count * minute),
  ...[1, 2, 4, 6, 8, 12, 18].map((count) => count * hour),
  ...[1, 2, 3, 4, 5, 6, 7, 10, 15, 30, 45, 60, 90, 180].map((count) => count * day),
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((count) => count * year),
];

/** The largest span of time that reads well and is not above `span`, in milliseconds. */
export const niceSpan = (span: number): number => times.findLast((one) => one <= span) ?? times[0]!;

/** The largest size that reads well (1, 1.5, 2, … 9.5 of a power of ten; from 1 up whole) and is not above `size`. */
export function niceSize(size: number): number {
  if (!Number.isFinite(size) || size <= 0) return 1;
  const magnitude = 10 ** Math.floor(Math.log10(size) + 1e-9);
  const halves = Math.floor((size / magnitude) * 2 + 1e-9);
  const nice = (halves / 2) * magnitude;
  if (nice >= 1) return Math.floor(nice);
  return Number(nice.toPrecision(12));
}

/** `1m`, `250ms`, `5000` in milliseconds; undefined where it is none. */
export function spanOf(text: string | undefined): number | undefined {
  const parts = /^\s*(\d+(?:\.\d+)?)\s*(ms|s|m|h|d|w|M|y)?\s*$/.exec(text ?? "");
  if (parts === null) return undefined;
  const units: Record<string, number> = {
    ms: 1,
    s: second,
    m: minute,
    h: hour,
    d: day,
    w: 7 * day,
    M: 30 * day,
    y: year,
  };
  return Math.floor(Number(parts[1]) * (parts[2] === undefined ? 1 : units[parts[2]]!));
}
