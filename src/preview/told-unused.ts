import type { LoadedSpec } from "./files/load-spec.ts";

/** A dashboard of a run, and its check; undefined if it could not be checked. */
interface CheckedWithSpec<Check> {
  readonly spec: Pick<LoadedSpec, "file" | "document"> | undefined;
  readonly check: Check | undefined;
}

/**
 * The checks of a run in which a metric counts as unused only if no dashboard of the run uses it, and is told once,
 * with the first dashboard of its data spec. If one that could use it was not checked, it is not told.
 *
 * @param seen - which metrics a check looked for: those of every spec of the run, or of its own alone.
 */
export function toldUnused<Check extends { readonly unusedMetrics: readonly string[] }>(
  run: readonly CheckedWithSpec<Check>[],
  seen: "all" | "own",
): (Check | undefined)[] {
  const names = new Map(run.flatMap(({ spec }) => (spec === undefined ? [] : [[spec.file, namesOf(spec)] as const])));
  const unused = run.map(({ check }) => (check === undefined ? undefined : new Set(check.unusedMetrics)));
  const isUsed = (metric: string) =>
    run.some(({ spec }, index) => {
      const looked = seen === "all" || (spec !== undefined && names.get(spec.file)!.has(metric));
      return looked && unused[index]?.has(metric) !== true;
    });
  const first = new Set(run.map(({ spec }) => run.findIndex((other) => other.spec?.file === spec?.file)));
  return run.map(({ spec, check }, index) => {
    if (check === undefined || check.unusedMetrics.length === 0) return check;
    const own = spec === undefined ? undefined : names.get(spec.file);
    const told = check.unusedMetrics.filter((metric) => own?.has(metric) !== false && !isUsed(metric));
    return { ...check, unusedMetrics: first.has(index) ? told : [] };
  });
}

function namesOf({ document }: Pick<LoadedSpec, "document">): ReadonlySet<string> {
  return new Set(document.metrics.map(({ metadata }) => metadata.name));
}
