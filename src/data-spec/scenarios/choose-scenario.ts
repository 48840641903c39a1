import { nearestKey } from "../../text/nearest-word.ts";
import type { DataSpec, ScenarioSpec } from "../generated/data-spec.ts";
import type { SpecPath } from "../source/path.ts";
import type { Problems } from "../source/problems.ts";
import { showNames } from "../source/show-value.ts";

/** A variant of a spec, and where it stands. */
export interface ChosenScenario {
  readonly name: string;
  readonly spec: ScenarioSpec;
  readonly path: SpecPath;
}

/** Names of scenarios: they become parts of uids, titles and files. */
export const scenarioPattern = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;

/** Checks the names of all scenarios: they become parts of uids, file names and label values. */
export function checkScenarioNames({ scenarios = {} }: DataSpec, problems: Problems): void {
  for (const name of Object.keys(scenarios)) {
    if (scenarioPattern.test(name)) continue;
    problems.add(
      ["scenarios", name],
      "a scenario's name has 1 to 40 small letters, digits and -, and neither begins nor ends with -, got " +
        JSON.stringify(name.slice(0, 60)),
      "key",
    );
  }
}

/** The scenario of a name. Adds a problem if there is none; without a name it is the spec itself. */
export function chooseScenario(
  { scenarios = {} }: DataSpec,
  name: string | undefined,
  problems: Problems,
): ChosenScenario | undefined {
  if (name === undefined) return undefined;
  const path = ["scenarios", name];
  if (Object.hasOwn(scenarios, name)) return { name, spec: scenarios[name]!, path };
  const names = Object.keys(scenarios);
  const nearest = nearestKey(name, names);
  const shown = `\`${name.slice(0, 60)}\``;
  if (names.length === 0) problems.add([], `the spec has no scenarios, and ${shown} is asked for`);
  else {
    const shownNames = names.slice(0, 10).map((one) => `\`${one}\``);
    const list = names.length > 10 ? `${shownNames.join(", ")} and ${names.length - 10} more` : showNames(names, "and");
    const known = nearest === undefined ? `the spec has ${list}` : `did you mean \`${nearest}\`? The spec has ${list}`;
    problems.add(["scenarios"], `there is no scenario ${shown}; ${known}`, "key");
  }
  return undefined;
}

/** Where a scenario defines a cause; undefined if it does not. */
export function causePath(scenario: ChosenScenario | undefined, name: string): SpecPath | undefined {
  const own = scenario?.spec.signals;
  return own !== undefined && Object.hasOwn(own, name) ? [...scenario!.path, "signals", name] : undefined;
}
