/**
 * Names of a panel's queries, by their positions: those without one get the next letter that none has, as Grafana gives
 * it when it opens the dashboard. Transformations and overrides go by these names (`Value #B`).
 */
export function refIds(targets: readonly { readonly refId: string | undefined }[]): string[] {
  const taken = new Set(targets.map(({ refId }) => refId));
  let next = 0;
  return targets.map(({ refId }) => {
    if (refId !== undefined && refId !== "") return refId;
    while (taken.has(letters(next))) next++;
    return letters(next++);
  });
}

/** A, B, …, Z, AA, AB, … */
function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}
