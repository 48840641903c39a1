import type { QueryResult } from "../check/result.ts";
import type { IsolationLabel } from "../promql/isolation/label.ts";
import { type Inference, repairInference } from "./infer-spec.ts";

/** The results of a check, as {@link repairUntilFull} needs them. */
export interface FillingCheck {
  /** Of every dashboard that the inference was made from. */
  readonly results: readonly QueryResult[];
  /** The label that the queries were confined to when they ran; undefined if they ran without one. */
  readonly isolation?: IsolationLabel | undefined;
}

/** A server that is filled with an inferred spec and checked, as often as something is left to repair. */
export interface Filling<Filled> {
  /**
   * Writes the series of `inference.spec` and runs every query.
   *
   * @param round - 0 for the first filling, 1 and 2 for those after repairs.
   */
  fill(inference: Inference, round: number): Promise<Filled>;
  /** The check of a filling; undefined if another filling could not replace this one. */
  checkOf(filled: Filled): FillingCheck | undefined;
  /** Gives back what a filling holds. Called before the next filling, and if repairing fails. */
  release?(filled: Filled): Promise<void>;
}

/** The last filling, and the inference that it was filled with. */
export interface Repaired<Filled> {
  readonly inference: Inference;
  readonly filled: Filled;
}

/** Repairs after the first filling. Queries that are empty after two of them hardly ever get data from a third. */
export const maxRepairs = 2;

/**
 * Fills a server with inferred series and checks it. For queries that stay empty, infers again with the values that
 * variables had on the server, and fills again: until every query has data, a repair changes nothing, or two repairs
 * were made.
 *
 * @throws whatever `fill` throws.
 */
export async function repairUntilFull<Filled>(first: Inference, filling: Filling<Filled>): Promise<Repaired<Filled>> {
  let inference = first;
  for (let round = 0; ; round++) {
    const filled = await filling.fill(inference, round);
    const check = round < maxRepairs ? filling.checkOf(filled) : undefined;
    if (check === undefined) return { inference, filled };
    const { inference: repaired, changed } = await repairInference(inference, check.results, check).catch(
      async (error: unknown) => {
        await filling.release?.(filled);
        throw error;
      },
    );
    if (!changed) return { inference, filled };
    await filling.release?.(filled);
    inference = repaired;
  }
}
