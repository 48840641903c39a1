import { inspect } from "node:util";
import fc from "fast-check";
import type { FuzzTarget } from "./targets.ts";

/** How long to try: a number of runs, or until a time is over. */
export type Effort = { readonly runs: number } | { readonly timeMs: number };

/**
 * Tries a target. @returns what to print if it does not hold: the smallest value found and how to get it again;
 * undefined if it holds.
 */
export async function runTarget(
  { name, property }: FuzzTarget,
  effort: Effort,
  seed: number,
): Promise<string | undefined> {
  const result = await fc.check(property, {
    seed,
    ...("runs" in effort
      ? { numRuns: effort.runs }
      : { numRuns: Number.MAX_SAFE_INTEGER, interruptAfterTimeLimit: effort.timeMs, markInterruptAsFailure: false }),
  });
  if (!result.failed) return undefined;
  const value = inspect(result.counterexample, { depth: 20, maxStringLength: 2000 });
  const error =
    result.errorInstance instanceof Error
      ? (result.errorInstance.stack ?? result.errorInstance.message)
      : String(result.errorInstance);
  return `${name} does not hold after ${result.numRuns} runs: npm run fuzz -- --only "${name}" --seed ${result.seed}\n${value}\n${error}`;
}

/** A seed nobody has chosen. */
export function anySeed(): number {
  return Math.floor(Math.random() * 2 ** 31);
}
