import { UsageError } from "../../../errors.ts";
import { identityPatterns } from "../../../identity/preview-identity.ts";
import type { UpRequest } from "./options.ts";

/** The scenario of one run; undefined: the specs as they are. */
export interface ScenarioRequest {
  readonly inScenario?: string | undefined;
}

/** The previews of the other scenarios of a run, by their keys; none where a key was shortened. */
export function siblingsOf(
  { scenario = [], inScenario }: Pick<UpRequest, "scenario"> & ScenarioRequest,
  key: string,
): { readonly title: string; readonly key: string }[] {
  if (inScenario === undefined || !key.endsWith(`-${inScenario}`)) return [];
  const stem = key.slice(0, -inScenario.length);
  return [...new Set(scenario)]
    .filter((other) => other !== inScenario)
    .map((other) => ({ title: other, key: stem + other }))
    .filter((other) => identityPatterns.key.test(other.key));
}

/**
 * One run of `up` for each scenario: with `--name` of its own, so that each has a dashboard, a link and a comment of
 * its own beside those of the others.
 *
 * @throws {UsageError} if several scenarios do not go with another flag.
 */
export function inScenarios(request: UpRequest): (UpRequest & ScenarioRequest)[] {
  const scenarios = [...new Set(request.scenario ?? [])];
  if (scenarios.length === 0) return [request];
  if (scenarios.length > 1) {
    const other = request.local
      ? "--local"
      : request.liveMs !== undefined
        ? "--live"
        : request.output === "json"
          ? "--output json"
          : request.resultFile !== undefined
            ? "--result-file"
            : request.bundle !== undefined
              ? "--bundle"
              : undefined;
    if (other !== undefined)
      throw new UsageError(`${other} goes with one --scenario; run up once for each (report takes several)`);
  }
  return scenarios.map((scenario) => ({
    ...request,
    inScenario: scenario,
    name: request.name === undefined ? scenario : `${request.name}-${scenario}`,
  }));
}
