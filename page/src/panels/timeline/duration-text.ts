const units = [
  ["y", 365 * 86_400_000],
  ["mo", 30 * 86_400_000],
  ["w", 7 * 86_400_000],
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1000],
  ["ms", 1],
] as const;

/** `1h 11m`: a length of time by its largest unit and what is left of the next. */
export function durationText(lengthMs: number): string {
  const at = units.findIndex(([, size]) => lengthMs >= size);
  if (at < 0) return "0";
  const [unit, size] = units[at]!;
  const first = `${Math.floor(lengthMs / size)}${unit}`;
  const [nextUnit, nextSize] = units[at + 1] ?? ["", Number.POSITIVE_INFINITY];
  const rest = Math.floor((lengthMs % size) / nextSize);
  return rest === 0 ? first : `${first} ${rest}${nextUnit}`;
}
