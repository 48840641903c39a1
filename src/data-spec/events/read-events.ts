import type { Phase } from "../../generator/signal.ts";
import type { DeploySpec, EventSpec, RestartSpec } from "../generated/data-spec.ts";
import { wrongLabelName } from "../read/read-labels.ts";
import { readDuration, readPhase } from "../read/read-time.ts";
import type { Placed } from "../scenarios/merge-scenario.ts";
import type { SpecPath } from "../source/path.ts";
import type { Problems } from "../source/problems.ts";
import { type LabelMatch, type MatchWork, readMatch, startMatchWork } from "./label-match.ts";

/** Something that happens to many series at one moment. */
export type SpecEvent = {
  readonly match: LabelMatch;
  /** A time of day is the first one at or after the anchor. */
  readonly at: Phase;
  readonly path: SpecPath;
} & (
  | { readonly type: "restart"; readonly downMs: number }
  | { readonly type: "deploy"; readonly replace: readonly (readonly [label: string, value: string])[] }
);

/** Reads the section `events`. Leaves out each that has a problem, after adding it. */
export function readEvents(events: readonly Placed<EventSpec>[], problems: Problems): SpecEvent[] {
  const work = startMatchWork();
  return events.flatMap(({ spec: event, path: place }): SpecEvent[] => {
    const before = problems.count;
    const key = "restart" in event ? "restart" : "deploy";
    const path = [...place, key];
    const read =
      event.restart === undefined
        ? readDeploy(event.deploy!, path, work, problems)
        : readRestart(event.restart, path, work, problems);
    return read === undefined || problems.count > before ? [] : [read];
  });
}

function readCommon({ match, at }: RestartSpec | DeploySpec, path: SpecPath, work: MatchWork, problems: Problems) {
  const read = { match: readMatch(match, [...path, "match"], work, problems), path };
  const phase = readPhase(at, [...path, "at"], problems);
  return phase && { ...read, at: phase };
}

function readRestart(spec: RestartSpec, path: SpecPath, work: MatchWork, problems: Problems): SpecEvent | undefined {
  const common = readCommon(spec, path, work, problems);
  const downMs = readDuration(spec.down ?? "0", [...path, "down"], problems, { zero: true });
  return common && downMs !== undefined ? { type: "restart", ...common, downMs } : undefined;
}

function readDeploy(spec: DeploySpec, path: SpecPath, work: MatchWork, problems: Problems): SpecEvent | undefined {
  const common = readCommon(spec, path, work, problems);
  const replace = Object.entries(spec.replace).map(([name, value = ""]) => [name, value] as const);
  for (const [name, value] of replace) {
    const at = [...path, "replace", name];
    const wrong = wrongLabelName(name);
    if (wrong !== undefined) problems.add(at, wrong, "key");
    if (/\p{Surrogate}/u.test(value))
      problems.add(at, `label \`${name}\`: half of a surrogate pair, which no label value may hold`);
  }
  return common && { type: "deploy", ...common, replace };
}
