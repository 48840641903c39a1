/**
 * Values with a number of significant digits: enough for a curve, not the very data. A counter is rounded by its
 * increments, so that its rate keeps its digits however far it has counted; where it falls it began again, and does so
 * here.
 */
export function roundValues(
  values: readonly (number | null)[],
  { digits, counter }: { readonly digits: number; readonly counter: boolean },
): (number | null)[] {
  const round = (value: number) => (Number.isFinite(value) ? Number(value.toPrecision(digits)) : value);
  if (!counter) return values.map((value) => (value === null ? null : round(value)));
  let last: number | undefined;
  let total = 0;
  return values.map((value) => {
    if (value === null || !Number.isFinite(value)) return null;
    const isNew = last === undefined || value < last;
    total = isNew ? round(value) : Number((total + round(value - last!)).toPrecision(15));
    last = value;
    return total;
  });
}
