import type { QueryResult } from "../../check/result.ts";
import { parseSpec } from "../../data-spec/read/parse.ts";
import { type Inference, repairInference, startInference } from "../../infer/infer-spec.ts";
import { describeTooComplex } from "../../infer/infer-work.ts";
import { renderSpec } from "../../infer/write/render.ts";
import type { IsolationLabel } from "../../promql/isolation/label.ts";
import type { Inputs, LoadedSpec } from "../inputs.ts";

/** Inputs of which every dashboard has a data spec. */
export interface InferredInputs {
  readonly inputs: Inputs;
  /** What those without a spec of their own were given one by; undefined if there were none. */
  readonly inference: Inference | undefined;
}

/** How an inferred spec is named in messages. */
export const inferredSpecFile = "the inferred data spec";

/** Rounds of repairing after the first check: what two do not fill, a third one hardly does. */
export const repairRounds = 2;

/** Gives the dashboards that no data spec was found for one that is inferred from all of them together. */
export async function inferMissing(
  inputs: Inputs,
  options: {
    nowMs: number;
    stepMs?: number | undefined;
    historyMs?: number | undefined;
    signal?: AbortSignal | undefined;
  },
): Promise<InferredInputs> {
  const without = inputs.dashboards.filter(({ spec }) => spec === undefined).map(({ source }) => source);
  if (without.length === 0) return { inputs, inference: undefined };
  const inference = await startInference(without, options);
  const files = without.map(({ file }) => file);
  const named = files.length <= 5 ? files.join(", ") : `${files.slice(0, 5).join(", ")} and ${files.length - 5} more`;
  const warning = `no data spec for ${named}: inferred one; dashpreview infer writes it to a file that you can edit further`;
  const warnings = [
    ...inputs.warnings,
    warning,
    ...inference.tooComplex.map((one) => `nothing inferred for ${describeTooComplex(one)}`),
  ];
  return { inference, inputs: withSpec({ ...inputs, warnings }, inference) };
}

/**
 * Looks at what stayed empty and infers again with what the check found out.
 *
 * @returns undefined if nothing could be done better.
 */
export async function repairInputs(
  { inputs, inference }: InferredInputs,
  results: readonly QueryResult[],
  isolation: IsolationLabel | undefined,
): Promise<InferredInputs | undefined> {
  if (inference === undefined || !results.some(({ state }) => state === "empty")) return undefined;
  const repaired = await repairInference(inference, results, { isolation });
  return repaired.changed ? { inference: repaired.inference, inputs: withSpec(inputs, repaired.inference) } : undefined;
}

function withSpec(inputs: Inputs, inference: Inference): Inputs {
  const spec: LoadedSpec = {
    file: inferredSpecFile,
    document: parseSpec(renderSpec(inference.spec), { file: inferredSpecFile }),
  };
  const isOwn = (one: LoadedSpec | undefined): one is LoadedSpec => one !== undefined && one.file !== inferredSpecFile;
  return {
    ...inputs,
    dashboards: inputs.dashboards.map((one) => ({ ...one, spec: isOwn(one.spec) ? one.spec : spec })),
    specs: [...inputs.specs.filter(isOwn), spec],
  };
}
