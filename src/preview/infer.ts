import type { CheckFinding } from "../check/result.ts";
import type { SourceDashboard } from "../dashboard/read/source.ts";
import { type Inference, type InferOptions, startInference } from "../infer/infer-spec.ts";
import { repairUntilFull } from "../infer/repair-until-full.ts";
import type { RunContext } from "./context.ts";
import { fillLocally, type LocalUp, type UpLocalOptions } from "./local/up-local.ts";
import { loadInferred, sayInferring } from "./up/inferred-inputs.ts";

/** Input of {@link infer}. */
export interface InferRun {
  readonly dashboards: readonly SourceDashboard[];
  readonly options: InferOptions;
  /** A throw-away Prometheus to check the result on. Without one, nothing is checked or repaired. */
  readonly local?: Omit<UpLocalOptions, "inputs"> | undefined;
}

/** An inferred spec, and the queries that stay empty with it. */
export interface Inferred {
  readonly inference: Inference;
  readonly checked: boolean;
  /** Queries without data after the last round. */
  readonly findings: readonly (CheckFinding & { readonly source: string })[];
}

/**
 * Infers a data spec and repairs it on a throw-away server; see {@link repairUntilFull}.
 */
export async function infer({ dashboards, options, local }: InferRun, context: RunContext): Promise<Inferred> {
  sayInferring(dashboards.length, context.progress);
  const started = await startInference(dashboards, { ...options, signal: context.signal });
  if (local === undefined || dashboards.length === 0) return { inference: started, checked: false, findings: [] };
  const { inference, filled } = await repairUntilFull<LocalUp["dashboards"]>(started, {
    fill: (current) => fillOnce(current, dashboards, local, context),
    checkOf: (checked) => ({ results: checked.flatMap(({ check }) => check.queries) }),
  });
  const findings = filled.flatMap(({ source, check }) =>
    check.findings.map((finding) => ({ ...finding, source: source.file })),
  );
  return { inference, checked: true, findings: findings.filter(({ state }) => state !== "skipped") };
}

async function fillOnce(
  inference: Inference,
  dashboards: readonly SourceDashboard[],
  local: Omit<UpLocalOptions, "inputs">,
  context: RunContext,
): Promise<LocalUp["dashboards"]> {
  const spec = loadInferred(inference);
  const inputs = { dashboards: dashboards.map((source) => ({ source, spec })), specs: [spec], warnings: [] };
  const filled = await fillLocally({ ...local, inputs }, context);
  await filled.stop();
  return filled.dashboards;
}
