import { endsAtTimeOfDay, isEndless } from "../../generator/lengths.ts";
import type { Distribution, End } from "../../generator/series.ts";
import type { Signal } from "../../generator/signal.ts";
import { defined } from "../../json/defined.ts";
import { type LabelMatch, type MatchWork, readMatch, startMatchWork } from "../events/label-match.ts";
import type { SeriesChangeSpec } from "../generated/data-spec.ts";
import type { SpecLife } from "../plan/moments.ts";
import { readDistribution } from "../read/read-distribution.ts";
import { readRate, readWhole } from "../read/read-series.ts";
import { readPhase } from "../read/read-time.ts";
import type { Reading } from "../signals/reading.ts";
import type { SpecPath } from "../source/path.ts";
import type { ChosenScenario } from "./choose-scenario.ts";

/** Other signals for the series that match. */
export interface SeriesChange {
  readonly match: LabelMatch;
  /** A matcher of the metric's name; undefined: any. */
  readonly metric: LabelMatch[number] | undefined;
  readonly value?: Signal;
  readonly rate?: Signal;
  readonly observe?: Distribution;
  readonly then?: End;
  readonly life: SpecLife;
  readonly path: SpecPath;
}

/**
 * Reads `series` of a scenario. Leaves out each change that has a problem, after adding it.
 *
 * @param labels - every label that a series of the spec has: which of them a matching one has shows later.
 */
export function readChanges(
  scenario: ChosenScenario | undefined,
  labels: ReadonlySet<string>,
  problems: Reading,
): SeriesChange[] {
  const work = startMatchWork();
  const known = [...labels].map((name) => ({ name, patterns: [{ parts: [name], count: 1n }] }));
  const reading = problems.within({ text: "no series", labels: known });
  return (scenario?.spec.series ?? []).flatMap((spec, index): SeriesChange[] => {
    const before = problems.count;
    const read = readChange(spec, [...scenario!.path, "series", index], work, reading);
    return problems.count > before ? [] : [read];
  });
}

function readChange(spec: SeriesChangeSpec, path: SpecPath, work: MatchWork, problems: Reading): SeriesChange {
  const match = readMatch(spec.match, [...path, "match"], work, problems);
  // The name of a metric matches as the value of a label does.
  const metric = spec.metric === undefined ? undefined : readMatch({ metric: spec.metric }, path, work, problems)[0];
  const value = spec.value === undefined ? undefined : readWhole(spec.value, [...path, "value"], problems);
  const rate = spec.rate === undefined ? undefined : readRate({ rate: spec.rate }, path, problems);
  const observe =
    spec.observe === undefined ? undefined : readDistribution(spec.observe, [...path, "observe"], problems);
  const phase = (key: "from" | "until") =>
    spec[key] === undefined ? undefined : readPhase(spec[key], [...path, key], problems);
  const life = defined({ from: phase("from"), until: phase("until") });
  if (Object.keys(spec).length === 1)
    problems.add(path, "a change needs what it changes: `value`, `rate`, `observe`, `from` or `until`");
  checkEnd(spec, [value, rate], path, problems);
  // biome-ignore lint/suspicious/noThenProperty: the key of the spec; nothing awaits a change.
  return { match, metric, life, path, ...defined({ value, rate, observe, then: endOf(spec) }) };
}

function endOf({ then }: SeriesChangeSpec): End | undefined {
  return typeof then === "object" ? { value: then.value } : then;
}

function checkEnd(
  { then, rate }: SeriesChangeSpec,
  signals: readonly (Signal | undefined)[],
  path: SpecPath,
  problems: Reading,
): void {
  if (then === undefined) return;
  const given = signals.filter((signal) => signal !== undefined);
  const at = [...path, "then"];
  if (given.length === 0) problems.add(at, "`then` goes with `value` or `rate`: it says what follows them", "key");
  if (given.some(isEndless))
    problems.add(at, "`then` says what follows a finite signal, and this one is endless; leave it out", "key");
  if (then === "loop" && given.some(endsAtTimeOfDay))
    problems.add(at, "`then: loop` repeats what is always as long, and this ends at a time of day");
  if (typeof then === "object" && rate !== undefined && then.value < 0)
    problems.add(
      [...at, "value"],
      `\`value\` after a \`rate\` is a rate too and must not be below 0, got ${then.value}`,
    );
}
