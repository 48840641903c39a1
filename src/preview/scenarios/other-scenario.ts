import type { Manifest } from "../../grafana/marks/manifest-shape.ts";
import type { UpOptions } from "../up/up-options.ts";

/**
 * Whether a preview is one of a dashboard of this command in a scenario that the command does not make, or without one:
 * a command makes all scenarios that are to stay.
 */
export function isOtherScenario(
  { source: { path, place, fromTop }, scenario }: Pick<Manifest, "source" | "scenario">,
  options: Pick<UpOptions, "inputs" | "beside" | "scenario" | "scenarios"> & {
    readonly tree: Pick<UpOptions["tree"], "topPath">;
  },
): boolean {
  const { inputs, beside = [], tree } = options;
  const wanted: readonly (string | undefined)[] = options.scenarios ?? [options.scenario];
  if (wanted.includes(scenario)) return false;
  const topOf = (file: string) => tree.topPath(file) ?? file;
  const at = fromTop ?? topOf(path);
  return [...beside, ...inputs.dashboards.map((one) => one.source)].some(
    (source) => topOf(source.path) === at && source.holding?.place === place,
  );
}
