import type { RuleReview } from "../../alerts/review/compare-rules.ts";
import { ExpectedError, InterruptedError, UsageError } from "../../errors.ts";
import type { Inference } from "../../infer/infer-spec.ts";
import { defined } from "../../json/defined.ts";
import { type BaseRules, readBaseRules } from "../../preview/alerts/base-rules.ts";
import { type ReadRules, readAllRules, tryRules } from "../../preview/alerts/read-rules.ts";
import { reviewRules } from "../../preview/alerts/review-rules.ts";
import type { RunContext } from "../../preview/context.ts";
import type { BroughtRules } from "../../preview/inputs.ts";
import { findPrometheusBinary } from "../../preview/local/binary.ts";
import { removeLeftovers } from "../../preview/local/leftovers.ts";
import { inScenario } from "../../preview/scenarios/in-scenario.ts";
import type { UpResult } from "../../preview/up/up-result.ts";
import type { RuleFile } from "../../prometheus/rules/rule-group.ts";
import type { UpRequest } from "../commands/up/options.ts";
import type { CliContext } from "../context.ts";
import type { ReviewedInputs } from "../review/inputs.ts";

/** The part of a request that is about rules. */
type RulesRequest = Pick<
  UpRequest,
  "rules" | "prometheusBin" | "historyMs" | "stepMs" | "leadInMs" | "maxSeries" | "maxSamples" | "fromBundle"
>;

/** Rules that were read, and what they are to be compared with. */
export interface PlannedRules {
  /** Of the Prometheus to run. */
  readonly binary: string;
  readonly files: readonly RuleFile[];
  readonly base: BaseRules;
}

/** Rules of a bundle where nothing can run them. */
export interface UntestedRules {
  readonly untested: string;
}

/** @throws {UsageError} for a flag that `--rules` does not go with. */
export function refuseRules({ rules = [], fromBundle }: Pick<RulesRequest, "rules" | "fromBundle">): void {
  if (rules.length > 0 && fromBundle !== undefined)
    throw new UsageError("--rules and --from-bundle exclude each other: a bundle brings its own rules");
}

/**
 * The rule files that go into a bundle: those with rules, and those that may have had some in the base.
 *
 * @throws {UsageError} if a path leads nowhere, or there are no rules at all.
 */
export async function rulesToBundle(
  { rules: paths = [] }: Pick<RulesRequest, "rules">,
  { base, all }: Pick<ReviewedInputs, "base" | "all">,
  { cwd, blocking }: Pick<CliContext, "cwd" | "blocking">,
): Promise<BroughtRules | undefined> {
  if (paths.length === 0) return undefined;
  const read = await readAllRules({ paths, cwd, blocking, mayLack: (path) => base.isDeleted(path) });
  const files: BroughtRules["files"][number][] = [];
  for (const { file, text, rules } of read)
    if (rules !== undefined || (await base.stateOf({ file, text })).state === "changed")
      files.push({ file, text, isWanted: rules !== undefined });
  return { paths, files, specs: all.specs };
}

/**
 * Reads the rules of `--rules` and those of the base, before anything is written. Undefined without the flag.
 *
 * @throws {UsageError} if a path leads nowhere, there are no rules at all, or no Prometheus to run.
 */
export async function planRules(
  request: RulesRequest,
  { base, all }: Pick<ReviewedInputs, "base" | "all">,
  context: CliContext,
): Promise<PlannedRules | UntestedRules | undefined> {
  const paths = all.rules?.paths ?? request.rules ?? [];
  if (paths.length === 0) return undefined;
  const need = all.rules === undefined ? "--rules" : "--from-bundle with rules";
  let binary: string;
  try {
    binary = findPrometheusBinary({ ...context, wanted: request.prometheusBin, need });
  } catch (error) {
    // Whoever makes a bundle must not be able to stop the run that takes it.
    if (!(error instanceof UsageError) || all.rules === undefined) throw error;
    return { untested: error.message };
  }
  const { cwd, blocking } = context;
  const read =
    all.rules === undefined
      ? await readAllRules({ paths, cwd, blocking, mayLack: (path) => base.isDeleted(path) })
      : await broughtRules(all.rules, blocking);
  return {
    binary,
    files: read.flatMap(({ rules }) => rules ?? []),
    base: await readBaseRules(read, base, paths),
  };
}

async function broughtRules(
  { files }: Pick<BroughtRules, "files">,
  blocking: CliContext["blocking"],
): Promise<ReadRules[]> {
  const read: ReadRules[] = [];
  for (const { file, text, isWanted } of files)
    read.push({ file, text, rules: await tryRules(text, { file, isWanted, blocking }) });
  return read;
}

/**
 * Tests the rules on a Prometheus of their own, on all data specs that were read: the rules are not only of the
 * dashboards that the review changes. A failure of that says nothing about the rules: it is a warning.
 *
 * @returns what belongs to the result of the run; secrets are taken out.
 */
export async function testPlanned(
  plan: PlannedRules | UntestedRules,
  request: RulesRequest,
  { inputs, all, scenarios }: Pick<ReviewedInputs, "inputs" | "all" | "scenarios">,
  context: CliContext & Pick<RunContext, "progress" | "tune">,
): Promise<Pick<UpResult, "rules" | "rulesUntested" | "warnings">> {
  if ("untested" in plan) return { rulesUntested: true, warnings: [`the rules were not tested: ${plan.untested}`] };
  const { binary, files, base } = plan;
  const data = all.rules === undefined ? all : { ...all, specs: [...all.specs, ...all.rules.specs] };
  const { temporaryFolder, version, processes, redactor } = context;
  removeLeftovers(temporaryFolder, processes, { nowMs: context.now() });
  try {
    const made: RuleReview[] = [];
    const inferences = new Map<string, Inference>();
    for (const scenario of scenarios) {
      const { specs } = inScenario(data, scenario, context.blocking);
      const options = {
        ...{ binary, temporaryFolder, userAgent: `dashpreview/${version}`, files, inferences },
        ...{ dashboards: inputs.dashboards, specs, scenario },
        ...{
          baseFiles: base.files,
          uncompared: base.unknown,
          complete: all.dashboards.every(({ spec }) => spec !== undefined),
        },
        ...{ stepMs: request.stepMs, leadIn: request.leadInMs },
        ...{ maxSeries: request.maxSeries, maxSamples: request.maxSamples },
        historyMs: request.historyMs === "max" ? undefined : request.historyMs,
      };
      made.push({ ...(await reviewRules(options, context)), ...defined({ scenario }) });
    }
    const rules = redactor.value(made) as RuleReview[];
    return { rules, warnings: rules.flatMap(({ test }) => test.warnings) };
  } catch (error) {
    if (!(error instanceof ExpectedError) || error instanceof InterruptedError || context.signal.aborted) throw error;
    return { rulesUntested: true, warnings: [`the rules were not tested: ${error.message}`] };
  }
}
