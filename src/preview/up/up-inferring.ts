import type { RunContext } from "../context.ts";
import { inferMissing, repairInputs, repairRounds } from "./inferred-inputs.ts";
import { isolationOf } from "./revision.ts";
import { type UpOutcome, up } from "./up.ts";
import type { UpOptions } from "./up-options.ts";

/**
 * {@link up}, with data specs inferred where there are none: what the check finds empty is inferred again with what it
 * found out, and written as a new revision instead of the first.
 */
export async function upInferring(options: UpOptions, context: RunContext): Promise<UpOutcome> {
  const { history, stepMs } = options;
  let inferred = await inferMissing(options.inputs, {
    nowMs: context.now(),
    stepMs,
    historyMs: typeof history === "number" ? history : undefined,
    signal: context.signal,
  });
  for (let round = 0; ; round++) {
    const outcome = await up({ ...options, inputs: inferred.inputs }, context);
    const { result } = outcome;
    // Without isolation a second revision would lie over the first.
    if (result.state !== "done" || options.isolation === "none" || round >= repairRounds) return outcome;
    const results = result.dashboards.flatMap(({ check }) => check?.queries ?? []);
    const repaired = await repairInputs(inferred, results, isolationOf({ ...result, order: 0 }));
    if (repaired === undefined) return outcome;
    context.progress.step("some panels are empty: inferring again with what their queries really select");
    inferred = repaired;
  }
}
