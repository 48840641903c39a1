import { parseScenario, requireScenario } from "../../data-spec/scenarios/parse-scenario.ts";
import { healthyName, incidentName } from "../../infer/write/render-incident.ts";
import type { LoadedSpec } from "../files/load-spec.ts";
import type { Blocking, Inputs } from "../inputs.ts";

/**
 * The inputs with the data of a scenario; a spec that has none of this name is as it is. Undefined: all as they are.
 *
 * @throws {SpecError} if a spec is wrong in this scenario.
 */
export function inScenario<Read extends Inputs>(
  inputs: Read,
  scenario: string | undefined,
  blocking: Blocking = (action) => action(),
): Read {
  if (scenario === undefined) return inputs;
  const specs = new Map(
    inputs.specs.map((spec): [LoadedSpec, LoadedSpec] => {
      const { file, readFile, document } = spec;
      const options = { file, ...(readFile === undefined ? {} : { readFile }) };
      return [spec, { ...spec, document: blocking(() => parseScenario(document.text, options, scenario)) }];
    }),
  );
  return {
    ...inputs,
    scenario,
    specs: [...specs.values()],
    dashboards: inputs.dashboards.map((one) => ({ ...one, spec: one.spec && specs.get(one.spec) })),
  };
}

/**
 * The scenarios of a command, each once, in its order; one of no name where none is asked for.
 *
 * @param asked - of a flag; one text may hold several, between blanks or commas.
 * @param inputs - a bundle says which scenarios it was made for.
 * @throws {SpecError} if no spec has one of them; it says which there are.
 */
export function scenariosOf(
  asked: readonly string[] | undefined,
  inputs: Pick<Inputs, "dashboards" | "specs" | "scenarios">,
): readonly (string | undefined)[] {
  const named = asked?.flatMap((text) => text.split(/[\s,]+/).filter((name) => name !== ""));
  const scenarios = [...new Set(named ?? inputs.scenarios ?? [])];
  // A review may have deleted the last dashboard, and its spec.
  if (inputs.dashboards.length + inputs.specs.length > 0)
    for (const scenario of scenarios) if (!isInferred(scenario, inputs)) requireScenario(inputs.specs, { scenario });
  return scenarios.length === 0 ? [undefined] : scenarios;
}

/** Whether a spec that is going to be inferred will have the scenario. */
function isInferred(scenario: string, { dashboards }: Pick<Inputs, "dashboards">): boolean {
  return (scenario === healthyName || scenario === incidentName) && dashboards.some(({ spec }) => spec === undefined);
}
