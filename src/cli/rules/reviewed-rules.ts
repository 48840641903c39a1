import type { RuleReview } from "../../alerts/review/compare-rules.ts";
import type { BaseView } from "../../ci/git/base-view.ts";
import { ExpectedError, InterruptedError, UsageError } from "../../errors.ts";
import { defined } from "../../json/defined.ts";
import { type BaseRules, readBaseRules } from "../../preview/alerts/base-rules.ts";
import { readAllRules } from "../../preview/alerts/read-rules.ts";
import { reviewRules } from "../../preview/alerts/review-rules.ts";
import type { RunContext } from "../../preview/context.ts";
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
  "rules" | "prometheusBin" | "historyMs" | "stepMs" | "leadInMs" | "maxSeries" | "maxSamples" | "bundle" | "fromBundle"
>;

/** Rules that were read, and what they are to be compared with. */
export interface PlannedRules {
  /** Of the Prometheus to run. */
  readonly binary: string;
  readonly files: readonly RuleFile[];
  readonly base: BaseRules;
}

/** @throws {UsageError} for flags that `--rules` does not go with. */
export function refuseRules({ rules = [], bundle, fromBundle }: RulesRequest): void {
  const other = bundle !== undefined ? "--bundle" : fromBundle !== undefined ? "--from-bundle" : undefined;
  if (rules.length > 0 && other !== undefined)
    throw new UsageError(`--rules and ${other} exclude each other: a bundle holds dashboards and data specs only`);
}

/**
 * Reads the rules of `--rules` and those of the base, before anything is written. Undefined without the flag.
 *
 * @throws {UsageError} if a path leads nowhere, there are no rules at all, or no Prometheus to run.
 */
export async function planRules(
  request: RulesRequest,
  base: BaseView,
  context: CliContext,
): Promise<PlannedRules | undefined> {
  const { rules: paths = [] } = request;
  if (paths.length === 0) return undefined;
  const binary = findPrometheusBinary({ ...context, wanted: request.prometheusBin, need: "--rules" });
  const { cwd, blocking } = context;
  const read = await readAllRules({ paths, cwd, blocking, mayLack: (path) => base.isDeleted(path) });
  return {
    binary,
    files: read.flatMap(({ rules }) => rules ?? []),
    base: await readBaseRules(read, base, paths),
  };
}

/**
 * Tests the rules on a Prometheus of their own, on all data specs that were read: the rules are not only of the
 * dashboards that the review changes. A failure of that says nothing about the rules: it is a warning.
 *
 * @returns what belongs to the result of the run; secrets are taken out.
 */
export async function testPlanned(
  { binary, files, base }: PlannedRules,
  request: RulesRequest,
  { inputs, all, scenarios }: Pick<ReviewedInputs, "inputs" | "all" | "scenarios">,
  context: CliContext & Pick<RunContext, "progress" | "tune">,
): Promise<Pick<UpResult, "rules" | "rulesUntested" | "warnings">> {
  const { temporaryFolder, version, processes, redactor } = context;
  removeLeftovers(temporaryFolder, processes, { nowMs: context.now() });
  try {
    const made: RuleReview[] = [];
    for (const scenario of scenarios) {
      const { specs } = inScenario(all, scenario, context.blocking);
      const options = {
        ...{ binary, temporaryFolder, userAgent: `dashpreview/${version}`, files },
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
