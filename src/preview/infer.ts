import type { Finding } from "../check/result.ts";
import type { SourceDashboard } from "../dashboard/read/source.ts";
import { parseSpec } from "../data-spec/read/parse.ts";
import { type Inference, type InferOptions, repairInference, startInference } from "../infer/infer-spec.ts";
import { renderSpec } from "../infer/write/render.ts";
import type { RunContext } from "./context.ts";
import { fillLocally, type LocalUp, type UpLocalOptions } from "./local/up-local.ts";
import { inferredSpecFile, repairRounds } from "./up/inferred-inputs.ts";

/** What {@link infer} is given. */
export interface InferRun {
  readonly dashboards: readonly SourceDashboard[];
  readonly options: InferOptions;
  /** A throw-away Prometheus to check the result on; without, nothing is checked and repaired. */
  readonly local?: Omit<UpLocalOptions, "inputs"> | undefined;
}

/** What was inferred, and what stays empty with it. */
export interface Inferred {
  readonly inference: Inference;
  readonly checked: boolean;
  /** Queries without data after the last round. */
  readonly findings: readonly (Finding & { readonly source: string })[];
}

/**
 * Infers a data spec, fills a throw-away server with it, and infers again with what the check found out, until nothing
 * gets better.
 */
export async function infer({ dashboards, options, local }: InferRun, context: RunContext): Promise<Inferred> {
  let inference = await startInference(dashboards, { ...options, signal: context.signal });
  if (local === undefined || dashboards.length === 0) return { inference, checked: false, findings: [] };
  for (let round = 0; ; round++) {
    const filled = await fillOnce(inference, dashboards, local, context);
    const results = filled.flatMap(({ check }) => check.queries);
    const repaired = round < repairRounds ? await repairInference(inference, results) : { changed: false, inference };
    if (!repaired.changed) {
      const findings = filled.flatMap(({ source, check }) =>
        check.findings.map((finding) => ({ ...finding, source: source.file })),
      );
      return { inference, checked: true, findings: findings.filter(({ state }) => state !== "skipped") };
    }
    inference = repaired.inference;
  }
}

async function fillOnce(
  inference: Inference,
  dashboards: readonly SourceDashboard[],
  local: Omit<UpLocalOptions, "inputs">,
  context: RunContext,
): Promise<LocalUp["dashboards"]> {
  const spec = { file: inferredSpecFile, document: parseSpec(renderSpec(inference.spec), { file: inferredSpecFile }) };
  const inputs = { dashboards: dashboards.map((source) => ({ source, spec })), specs: [spec], warnings: [] };
  const filled = await fillLocally({ ...local, inputs }, context);
  await filled.stop();
  return filled.dashboards;
}
