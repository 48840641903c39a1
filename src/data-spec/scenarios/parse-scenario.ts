import { SpecError } from "../../errors.ts";
import { nearestKey } from "../../text/nearest-word.ts";
import { type ParseOptions, parseSpec, type SpecDocument } from "../read/parse.ts";

/**
 * Reads a spec in a scenario, or as it is if it has no scenario of that name: of several specs, not each has all.
 *
 * @throws {SpecError} if it is wrong.
 */
export function parseScenario(text: string, options: ParseOptions, scenario: string | undefined): SpecDocument {
  const base = parseSpec(text, options);
  if (scenario === undefined || !base.scenarios.includes(scenario)) return base;
  const chosen = parseSpec(text, { ...options, scenario });
  // What only the spec itself reads belongs to it too.
  return { ...chosen, files: new Map([...base.files, ...chosen.files]) };
}

/**
 * Some spec of a run must have the scenario that was asked for. With none at all, it is inferred.
 *
 * @throws {SpecError} that says which scenarios there are.
 */
export function requireScenario(
  specs: readonly { readonly file: string; readonly document: SpecDocument }[],
  { scenario }: { readonly scenario?: string | undefined },
): void {
  const [first] = specs;
  if (scenario === undefined) return;
  if (first === undefined)
    throw new SpecError([
      {
        message: `--scenario ${scenario.slice(0, 60)}: there is no data spec, so it has no scenarios`,
      },
    ]);
  if (specs.some(({ document }) => document.scenarios.includes(scenario))) return;
  const { file, document } =
    specs.find((spec) => nearestKey(scenario, spec.document.scenarios) !== undefined) ??
    specs.find((spec) => spec.document.scenarios.length > 0) ??
    first;
  parseSpec(document.text, { file, scenario, readFile: (path) => document.files.get(path) ?? "" });
}
