import { checkExitCode } from "../../check/result.ts";
import { defined } from "../../json/defined.ts";
import type { RunContext } from "../context.ts";
import type { Inputs } from "../inputs.ts";
import type { PageCheck } from "../up/check-of.ts";
import { upInferring } from "../up/up-inferring.ts";
import type { UpOptions } from "../up/up-options.ts";
import type { UpResult, UpScenario } from "../up/up-result.ts";
import { shardsIn } from "../up/write-shards.ts";
import { inScenario } from "./in-scenario.ts";

/** The previews of one scenario, for a page of them. */
export interface ScenarioPreviews {
  readonly scenario: string | undefined;
  readonly inputs: Inputs;
  readonly pageCheck: PageCheck;
}

/** The previews of all scenarios, as one result. */
export interface ScenariosOutcome {
  readonly result: UpResult;
  /** Writes live data for all of them. Undefined without `--live`. */
  readonly live: (() => Promise<void>) | undefined;
  /** Empty where there is no preview. */
  readonly previews: readonly ScenarioPreviews[];
}

/**
 * {@link upInferring} once for each scenario, each with series and dashboards of its own under the same key. Ends where
 * a later run has taken over.
 *
 * @param scenarios - at least one; undefined: the specs as they are.
 * @throws ExpectedError as `up` does; previews of the scenarios before stay.
 */
export async function upScenarios(
  options: Omit<UpOptions, "scenario" | "scenarios">,
  scenarios: readonly (string | undefined)[],
  context: RunContext,
): Promise<ScenariosOutcome> {
  const named = scenarios.filter((one) => one !== undefined);
  const all = scenarios.map((scenario) => ({ scenario, inputs: inScenario(options.inputs, scenario) }));
  const made: { scenario: string | undefined; result: UpResult; live: (() => Promise<void>) | undefined }[] = [];
  const previews: ScenarioPreviews[] = [];
  for (const { scenario, inputs } of all) {
    if (scenario !== undefined) context.progress.step(`scenario ${scenario}`);
    const shards = options.shards && shardsIn(options.shards, scenario);
    const own = { ...options, inputs, scenario, shards, ...(named.length === 0 ? {} : { scenarios: named }) };
    const { result, live, pageCheck } = await upInferring(own, context);
    made.push({ scenario, result, live });
    if (pageCheck !== undefined) previews.push({ scenario, inputs, pageCheck });
    if (result.state === "superseded") return { result: { ...result, removed: [] }, live: undefined, previews: [] };
  }
  const lives = made.flatMap(({ live }) => live ?? []);
  return {
    result: joinResults(made, options),
    live: lives.length === 0 ? undefined : () => allOf(lives),
    previews,
  };
}

/** Several results as one: dashboards of one source after each other, one entry for each scenario. */
function joinResults(
  made: readonly { readonly scenario: string | undefined; readonly result: UpResult }[],
  { failOn }: Pick<UpOptions, "failOn">,
): UpResult {
  const { result: first, scenario: only } = made[0]!;
  if (only === undefined) return first;
  const results = made.map(({ result }) => result);
  const order = [...new Set(results.flatMap(({ dashboards }) => dashboards.map(({ source }) => source)))];
  const sum = (name: "series" | "samples" | "samplesVerified") =>
    results.reduce((total, result) => total + result[name], 0);
  const scenarios = made.map(({ scenario, result }): UpScenario => {
    const { revision, window, series, samples, samplesVerified, dashboards } = result;
    const exitCode =
      result.state === "planned"
        ? undefined
        : checkExitCode(
            dashboards.map(({ check }) => check),
            failOn,
          );
    return {
      ...{ scenario: scenario!, revision, window, series, samples, samplesVerified },
      ...defined({ exitCode }),
      dashboards: dashboards.map(({ uid }) => uid),
    };
  });
  return {
    ...first,
    ...{ series: sum("series"), samples: sum("samples"), samplesVerified: sum("samplesVerified") },
    scenarios,
    expiresAtMs: Math.min(...results.map(({ expiresAtMs }) => expiresAtMs)),
    dashboards: made
      .flatMap(({ scenario, result }) => result.dashboards.map((one) => ({ ...one, scenario: scenario! })))
      .toSorted((a, b) => order.indexOf(a.source) - order.indexOf(b.source)),
    removed: results.flatMap(({ removed }) => removed),
    warnings: [...new Set(results.flatMap(({ warnings }) => warnings))],
  };
}

/** All go on until they end, or are interrupted, by themselves. */
async function allOf(lives: readonly (() => Promise<void>)[]): Promise<void> {
  const ended = await Promise.allSettled(lives.map((live) => live()));
  const failed = ended.find((outcome) => outcome.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}
