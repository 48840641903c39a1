import uPlot from "uplot";

/** Limits of an axis; hard ones are kept, soft ones give way to values. */
export interface Limits {
  readonly min?: number | null | undefined;
  readonly max?: number | null | undefined;
  readonly softMin?: number | null | undefined;
  readonly softMax?: number | null | undefined;
}

const pad = 0.1;

/** The ends of an axis of numbers: round, with room beyond the values, and at zero where they do not reach below it. */
export function valueRange(
  values: readonly number[],
  { min, max, softMin, softMax }: Limits = {},
  fromZero = true,
): readonly [number, number] {
  const known = values.filter(Number.isFinite);
  const least = known.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY);
  const most = known.reduce((one, other) => Math.max(one, other), Number.NEGATIVE_INFINITY);
  const [low, high] = known.length === 0 ? [0, 1] : [least, most];
  const zero = fromZero ? 0 : undefined;
  const soft = (given: number | null | undefined) => {
    const value = given ?? zero;
    return value === undefined
      ? { mode: 3 as const }
      : { soft: value, mode: given == null ? (3 as const) : (1 as const) };
  };
  const [from, to] = uPlot.rangeNum(Math.min(low, zero ?? low), Math.max(high, zero ?? high), {
    min: { pad, hard: min ?? Number.NEGATIVE_INFINITY, ...soft(softMin) },
    max: { pad, hard: max ?? Number.POSITIVE_INFINITY, ...soft(softMax) },
  });
  const ends = [min ?? from ?? low, max ?? to ?? high] as const;
  return ends[0] < ends[1] ? ends : [ends[0], ends[0] + 1];
}
