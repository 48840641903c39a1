/**
 * The most that each may take so that all of them take no more than `total`: those that want less leave the rest to
 * the others. Infinity if there is enough for everybody.
 *
 * @param wanted - what each wants, 0 or more.
 */
export function shareOut(wanted: readonly number[], total: number): number {
  if (wanted.reduce((sum, one) => sum + one, 0) <= total) return Number.POSITIVE_INFINITY;
  const ascending = wanted.toSorted((one, other) => one - other);
  let left = total;
  for (const [index, one] of ascending.entries()) {
    const share = left / (ascending.length - index);
    if (one > share) return Math.floor(share);
    left -= one;
  }
  return Number.POSITIVE_INFINITY;
}
