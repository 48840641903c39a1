import { type Inference, startInference } from "../../infer/infer-spec.ts";
import { noOverrides } from "../../infer/levels/overrides.ts";
import { fromRules, ruleQueries } from "../../infer/sources/from-rules.ts";
import type { RuleFile } from "../../prometheus/rules/rule-group.ts";
import type { LoadedSpec } from "../files/load-spec.ts";
import type { Inputs } from "../inputs.ts";
import { inferredSpecFile, loadInferredIn } from "../up/inferred-inputs.ts";
import { planSeries } from "../up/plan.ts";

/** Input of {@link ruleData}. */
export interface RuleDataOptions {
  /** The dashboards of the run. */
  readonly dashboards: Inputs["dashboards"];
  /** The data specs that were read. */
  readonly specs: readonly LoadedSpec[];
  /** Whether every dashboard has a spec: nothing is inferred beside them. */
  readonly complete: boolean;
  /** The scenario that the specs are in, and that what is inferred is to be in. Default: the usual day. */
  readonly scenario?: string | undefined;
  /** All rules that will be tested. */
  readonly files: readonly RuleFile[];
  readonly nowMs: number;
  readonly stepMs?: number | undefined;
  readonly historyMs?: number | undefined;
  /** Inferences that were made for the same dashboards and rules: scenarios share them. */
  readonly inferences?: Map<string, Inference> | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The data that rules are tested on: the data specs, and unless these are complete, an inferred one of what dashboards
 * without a spec and rules select beside them. Recorded metrics are not in it: the rules record them. A preview's
 * server does not run these rules, so that its data are inferred apart, with series of recorded metrics.
 *
 * @throws {UsageError} if the specs cannot go together.
 */
export async function ruleData(options: RuleDataOptions): Promise<readonly LoadedSpec[]> {
  const { dashboards, complete, files, nowMs, signal } = options;
  const specs = options.specs.filter(({ file }) => file !== inferredSpecFile);
  if (complete && specs.length > 0) return specs;
  const queries = ruleQueries(files.flatMap(({ groups }) => groups));
  const { rules, skip } = fromRules(queries, { evaluated: true });
  const known = new Set(specs.flatMap(({ document }) => document.metrics.map(({ metadata }) => metadata.name)));
  const sources = dashboards.filter(({ spec }) => spec === undefined).map(({ source }) => source);
  const grid = gridOf(specs, options);
  const key = JSON.stringify([[...known].sort(), grid]);
  const inference =
    options.inferences?.get(key) ??
    (await startInference(sources, {
      ...{ nowMs, rules, signal, overrides: { ...noOverrides, skip: new Set([...skip, ...known]) } },
      ...grid,
    }));
  options.inferences?.set(key, inference);
  // A spec has at least one metric: a place holder where nothing is to be inferred.
  const isEmpty = inference.spec.metrics.every(({ users }) => users.length === 0);
  return specs.length > 0 && isEmpty ? specs : [...specs, await loadInferredIn(inference, options.scenario)];
}

/** Specs of one run share their step. */
function gridOf(specs: readonly LoadedSpec[], { nowMs, stepMs, historyMs }: RuleDataOptions) {
  if (specs.length === 0) return { stepMs, historyMs };
  const { grid } = planSeries(specs, { nowMs, stepMs, historyMs });
  return { stepMs: grid.stepMs, historyMs: grid.count * grid.stepMs };
}
