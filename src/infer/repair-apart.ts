import type { QueryResult } from "../check/result.ts";
import type { IsolationLabel } from "../promql/isolation/label.ts";
import { type Inference, inferAlone, repairInference } from "./infer-spec.ts";
import { maxRepairs } from "./repair-until-full.ts";

/** The results of a check of several dashboards, as {@link repairApart} needs them. */
export interface ApartCheck {
  /** Of each dashboard of the filling, in their order. */
  readonly results: readonly (readonly QueryResult[])[];
  /** The label that the queries were confined to when they ran. */
  readonly isolation: IsolationLabel;
}

/** A server that takes the series of some of the dashboards beside those of the others. */
export interface ApartFilling<Filled> {
  /**
   * Writes the series of `inference.spec` and runs the queries of some dashboards.
   *
   * @param which - indexes of the first inference's dashboards; all of them at first.
   */
  fill(inference: Inference, which: readonly number[]): Promise<Filled>;
  /** The check of a filling; undefined if nothing can take its place. */
  checkOf(filled: Filled): ApartCheck | undefined;
}

/** A filling, and whose. */
export interface FilledPart<Filled> {
  readonly which: readonly number[];
  readonly filled: Filled;
}

/**
 * Fills a server with inferred series and checks it. Dashboards with queries that stay empty, and that get other series
 * when the values that variables had on the server are known, are filled again by themselves: at most twice, the others
 * stay as they are.
 *
 * @returns all fillings; what a later one has takes the place of what an earlier one has.
 * @throws whatever `fill` throws.
 */
export async function repairApart<Filled>(
  first: Inference,
  filling: ApartFilling<Filled>,
): Promise<readonly FilledPart<Filled>[]> {
  let inference = first;
  let which: readonly number[] = first.dashboards.map((_, index) => index);
  const parts: FilledPart<Filled>[] = [];
  for (let round = 0; ; round++) {
    const filled = await filling.fill(inference, which);
    parts.push({ which, filled });
    const check = round < maxRepairs ? filling.checkOf(filled) : undefined;
    const next = check === undefined ? undefined : await repaired(inference, check);
    if (next === undefined) return parts;
    inference = next.inference;
    which = next.which.map((index) => which[index]!);
  }
}

/** The dashboards that get other series by what is known of their empty queries, and these series. */
async function repaired(
  inference: Inference,
  { results, isolation }: ApartCheck,
): Promise<{ readonly inference: Inference; readonly which: readonly number[] } | undefined> {
  const which: number[] = [];
  let last: Inference | undefined;
  for (const [index, own] of results.entries()) {
    if (!own.some(({ query, state }) => state === "empty" && query.place === "panel")) continue;
    const alone = results.length === 1 ? inference : await inferAlone(inference, [index]);
    const repair = await repairInference(alone, own, { isolation });
    if (!repair.changed) continue;
    which.push(index);
    last = repair.inference;
  }
  if (last === undefined) return undefined;
  if (which.length === 1) return { inference: last, which };
  const together = which.length === results.length ? inference : await inferAlone(inference, which);
  const all = which.flatMap((index) => results[index]!);
  return { inference: (await repairInference(together, all, { isolation })).inference, which };
}
