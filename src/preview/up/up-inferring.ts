import { repairUntilFull } from "../../infer/repair-until-full.ts";
import type { RunContext } from "../context.ts";
import { inferMissing, repairingText, withInferredSpec } from "./inferred-inputs.ts";
import { isolationOf } from "./revision.ts";
import { type UpOutcome, up } from "./up.ts";
import type { UpOptions } from "./up-options.ts";

/**
 * {@link up}, with an inferred data spec for dashboards without one. If panels are empty, the spec is inferred again
 * from the results of the check, and written as a new revision that replaces the first.
 */
export async function upInferring(options: UpOptions, context: RunContext): Promise<UpOutcome> {
  const { history, stepMs } = options;
  context.tune?.("reading");
  const { inputs, inference } = await inferMissing(options.inputs, {
    nowMs: context.now(),
    stepMs,
    historyMs: typeof history === "number" ? history : undefined,
    signal: context.signal,
  });
  if (inference === undefined) return up({ ...options, inputs }, context);
  const { filled } = await repairUntilFull<UpOutcome>(inference, {
    fill(current, round) {
      if (round > 0) context.progress.step(repairingText);
      return up({ ...options, inputs: withInferredSpec(inputs, current) }, context);
    },
    checkOf({ result }) {
      // Without isolation a second revision would lie over the first.
      if (result.state !== "done" || options.isolation === "none") return undefined;
      const results = result.dashboards.flatMap(({ check }) => check?.queries ?? []);
      return { results, isolation: isolationOf({ ...result, order: 0 }) };
    },
  });
  return filled;
}
