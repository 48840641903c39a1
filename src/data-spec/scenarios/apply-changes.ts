import { checkDefinition } from "../../generator/check-definition.ts";
import { namedIn } from "../../generator/check-signal.ts";
import { distributionRowOf } from "../../generator/distributions/distribution-table.ts";
import { defaultEnd } from "../../generator/sampling/default-end.ts";
import type { End, Labels, SeriesDefinition } from "../../generator/series.ts";
import type { Signal } from "../../generator/signal.ts";
import { defined } from "../../json/defined.ts";
import { nearestKey } from "../../text/nearest-word.ts";
import { MatchTooLong, matchLabels } from "../events/label-match.ts";
import { lifetimeOf } from "../plan/moments.ts";
import type { SpecPath } from "../source/path.ts";
import { showNames } from "../source/show-value.ts";
import { wrongOf } from "../source/wrong-of.ts";
import type { SeriesChange } from "./read-changes.ts";

/** Options of {@link applyChanges}. */
export interface ChangeOptions {
  readonly anchorMs: number;
  /** Reports a problem of a change: at one of its keys, or at the whole. */
  readonly report: (path: SpecPath, message: string) => void;
}

/**
 * The series of a spec with the changes of a scenario, in the same order. Reports each change that matches nothing, or
 * that does not go with a series that it matches.
 */
export function applyChanges(
  definitions: readonly SeriesDefinition[],
  changes: readonly SeriesChange[],
  options: ChangeOptions,
): readonly SeriesDefinition[] {
  const all = [...definitions];
  for (const change of changes) {
    try {
      applyOne(all, change, options);
    } catch (error) {
      if (!(error instanceof MatchTooLong)) throw error;
      options.report(change.path, "matching the series takes too long; write shorter regular expressions");
      break;
    }
  }
  return all;
}

const signalKeys = ["value", "rate", "observe"] as const;

function applyOne(all: SeriesDefinition[], change: SeriesChange, { anchorMs, report }: ChangeOptions): void {
  const wanted = signalKeys.filter((key) => change[key] !== undefined);
  const used = new Set<string>();
  const life = lifetimeOf(change.life, anchorMs);
  let matched = 0;
  for (const [place, definition] of all.entries()) {
    if (change.metric !== undefined && change.metric.match(definition.name) === undefined) continue;
    if (matchLabels(change.match, definition.labels) === undefined) continue;
    matched++;
    const keys = wanted.filter((key) => key in definition);
    const lives = Object.keys(life).length > 0;
    if (keys.length === 0 && !lives) continue;
    for (const key of keys) used.add(key);
    const changed = { ...changeSignals(definition, change, keys), ...(lives && { life }) } as SeriesDefinition;
    const wrong = lackingLabel(changed, keys) ?? wrongOf(() => checkDefinition(changed));
    if (wrong !== undefined) {
      report(change.path, `${show(definition)}: ${wrong}`);
      return;
    }
    all[place] = changed;
  }
  if (matched === 0) report([...change.path, "match"], nothingFound(all, change));
  if (matched === 0) return;
  for (const key of wanted.filter((one) => !used.has(one)))
    report([...change.path, key], `none of the ${matched} series that match has \`${key}\`; ${advice[key]}`);
}

const advice = {
  value: "counters, histograms and summaries have `rate`",
  rate: "gauges have `value`",
  observe: "histograms and summaries have it",
};

/** The definition with the change's signals, and what follows them. */
function changeSignals(
  definition: SeriesDefinition,
  change: SeriesChange,
  keys: readonly (typeof signalKeys)[number][],
): SeriesDefinition {
  const signal = keys.includes("value") ? change.value : keys.includes("rate") ? change.rate : undefined;
  const { then: _, ...rest } = definition;
  const kept = signal === undefined ? definition : rest;
  const own = Object.fromEntries(keys.map((key) => [key, change[key]]));
  // biome-ignore lint/suspicious/noThenProperty: the key of the spec; nothing awaits a series.
  return { ...kept, ...own, ...defined({ then: endOf(signal, change.then) }) } as SeriesDefinition;
}

function endOf(signal: Signal | undefined, then: End | undefined): End | undefined {
  if (signal === undefined) return undefined;
  const usual = defaultEnd(signal);
  return then ?? (usual === "last" ? undefined : usual);
}

/** The problem where a cause is `per` a label that the series lacks. */
function lackingLabel(definition: SeriesDefinition, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const part = (definition as unknown as Record<string, unknown>)[key];
    const signals = key === "observe" ? parametersOf(definition) : [part as Signal];
    for (const { name, per } of signals.flatMap(namedIn)) {
      const lacking = per.filter((label) => !hasLabel(definition.labels, label));
      if (lacking.length > 0)
        return `signal \`${name}\` is per ${showNames(lacking, "and")}, which this series does not have`;
    }
  }
  return undefined;
}

function parametersOf(definition: SeriesDefinition): readonly Signal[] {
  if (!("observe" in definition)) return [];
  const parameters = Object.values(distributionRowOf(definition.observe).parameters(definition.observe));
  return parameters.filter((one) => typeof one !== "number");
}

function hasLabel(labels: Labels, name: string): boolean {
  return labels.some(([label]) => label === name);
}

/** Says which label is at fault, with the nearest name where it may be a slip. */
function nothingFound(all: readonly SeriesDefinition[], { match, metric }: SeriesChange): string {
  const named = metric === undefined ? all : all.filter(({ name }) => metric.match(name) !== undefined);
  if (named.length === 0) return "the change matches no series: the spec has no such metric";
  for (const { name, match: matches } of match) {
    const values = new Set<string>();
    for (const { labels } of named) for (const [label, value] of labels) if (label === name) values.add(value);
    if (values.size === 0) {
      const names = [...new Set(named.flatMap(({ labels }) => labels.map(([label]) => label)))];
      const nearest = nearestKey(name, names);
      const hint = nearest === undefined ? "" : `; did you mean \`${nearest}\`?`;
      return `the change matches no series: none has a label \`${name}\`${hint}`;
    }
    if (![...values].some((value) => matches(value) !== undefined)) {
      const some = [...values].slice(0, 5).map((value) => JSON.stringify(value.slice(0, 40)));
      const others = values.size > some.length ? ", …" : "";
      return `the change matches no series: \`${name}\` is ${some.join(", ")}${others}`;
    }
  }
  return "the change matches no series: none has all of these labels";
}

function show({ name, labels }: SeriesDefinition): string {
  const shown = labels.slice(0, 6).map(([label, value]) => `${label}=${JSON.stringify(value.slice(0, 40))}`);
  return `${name}{${shown.join(", ")}}`;
}
