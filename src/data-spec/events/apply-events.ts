import type { Lifetime, Restart } from "../../generator/sampling/lifetime.ts";
import type { SeriesDefinition } from "../../generator/series.ts";
import { momentMs } from "../plan/moments.ts";
import { wireSeriesOf } from "../read/series-template.ts";
import { showNames } from "../source/show-value.ts";
import { MatchTooLong, matchLabels } from "./label-match.ts";
import type { SpecEvent } from "./read-events.ts";

/** Options of {@link applyEvents}. */
export interface ApplyOptions {
  readonly anchorMs: number;
  /** Series on the wire that deployments may add at most. */
  readonly maxAdded: number;
  /** Reports a problem of an event. */
  readonly report: (event: SpecEvent, message: string) => void;
}

/** An event, when it happens (milliseconds after the anchor) and how many series it changes. */
export interface AppliedEvent {
  readonly event: SpecEvent;
  readonly atMs: number;
  readonly series: number;
}

/** Result of {@link applyEvents}. */
export interface EventfulSeries {
  /** The series as they were given, in the same order, and then those that deployments begin. */
  readonly definitions: readonly SeriesDefinition[];
  readonly events: readonly AppliedEvent[];
  /** Series on the wire that deployments begin. */
  readonly added: number;
}

/**
 * Lets events happen to series, one after the other in the order of the spec: a deployment's new series are there for
 * the events after it. Reports each that changes nothing, and each series that would be there twice.
 */
export function applyEvents(
  definitions: readonly SeriesDefinition[],
  events: readonly SpecEvent[],
  { anchorMs, maxAdded, report }: ApplyOptions,
): EventfulSeries {
  if (events.length === 0) return { definitions, events: [], added: 0 };
  const all = [...definitions];
  const known = new Set(all.map(keyOf));
  const applied: AppliedEvent[] = [];
  let added = 0;
  for (const event of events) {
    const atMs = momentMs(event.at, anchorMs);
    try {
      const change = event.type === "restart" ? restart : deploy;
      const { series, begun } = change(all, { event: event as never, atMs });
      if (series === 0) report(event, nothingFound(event));
      const there = begun.find((one) => known.has(keyOf(one)));
      if (there !== undefined)
        report(event, `${show(there)} is there already; a deployment makes series of new labels`);
      const own = new Set<string>();
      const twice = begun.find((one) => own.size === own.add(keyOf(one)).size);
      if (twice !== undefined)
        report(event, `two series that the deployment begins have the same labels: ${show(twice)}`);
      added += begun.reduce((sum, one) => sum + wireSeriesOf(one), 0);
      if (added > maxAdded) {
        report(event, "the deployments make too many series; match fewer, or raise --max-series");
        break;
      }
      for (const key of own) known.add(key);
      all.push(...begun);
      applied.push({ event, atMs, series });
    } catch (error) {
      if (!(error instanceof MatchTooLong)) throw error;
      report(event, "matching the series takes too long; write shorter regular expressions");
      break;
    }
  }
  return { definitions: all, events: applied, added };
}

interface Happening<Type extends SpecEvent["type"]> {
  readonly event: Extract<SpecEvent, { type: Type }>;
  readonly atMs: number;
}

/** Changes definitions in place; `begun` are new ones. */
interface Change {
  readonly series: number;
  readonly begun: readonly SeriesDefinition[];
}

function restart(all: SeriesDefinition[], { event: { match, downMs }, atMs }: Happening<"restart">): Change {
  const longer = new Map<readonly Restart[] | undefined, readonly Restart[]>();
  let series = 0;
  for (const [place, definition] of all.entries()) {
    if (matchLabels(match, definition.labels) === undefined || !isAlive(definition.life, atMs)) continue;
    const { restarts } = definition;
    if (!longer.has(restarts)) longer.set(restarts, [...(restarts ?? []), { atMs, downMs }]);
    all[place] = { ...definition, restarts: longer.get(restarts)! };
    series++;
  }
  return { series, begun: [] };
}

function deploy(all: SeriesDefinition[], { event: { match, replace }, atMs }: Happening<"deploy">): Change {
  const begun: SeriesDefinition[] = [];
  for (const [place, definition] of all.entries()) {
    const groups = matchLabels(match, definition.labels);
    if (groups === undefined || atMs === 0 || !isAlive(definition.life, atMs)) continue;
    const labels = definition.labels.map(([name, value]) => {
      const text = replace.find(([label]) => label === name)?.[1];
      return [name, text === undefined ? value : fillIn(text, groups.get(name) ?? [])] as const;
    });
    if (labels.every(([, value], index) => value === definition.labels[index]![1])) continue;
    const { untilMs } = definition.life ?? {};
    begun.push(beginAnew({ ...definition, labels }, atMs));
    all[place] = { ...definition, life: { ...definition.life, untilMs: Math.min(atMs, untilMs ?? atMs) } };
  }
  return { series: begun.length, begun };
}

/** From `atMs` on, with what it counts at 0; its own end and later restarts stay. */
function beginAnew(definition: SeriesDefinition, atMs: number): SeriesDefinition {
  const { restarts, life, ...rest } = definition;
  const later = restarts?.filter((one) => one.atMs > atMs) ?? [];
  const own = "initial" in rest ? { ...rest, initial: 0 } : rest;
  const until = life?.untilMs === undefined ? {} : { untilMs: life.untilMs };
  return {
    ...(own as SeriesDefinition),
    life: { ...until, fromMs: atMs },
    ...(later.length > 0 && { restarts: later }),
  };
}

/** `$1` is what the first group of the label's own regular expression matched; `$0` the whole value. */
function fillIn(text: string, groups: readonly string[]): string {
  return text.replaceAll(/\$(\d)/g, (whole, number: string) => groups[Number(number)] ?? whole);
}

/** It has begun before `atMs`, or at it, and ends later. */
function isAlive({ fromMs = 0, untilMs = Number.POSITIVE_INFINITY }: Lifetime = {}, atMs: number): boolean {
  return fromMs <= atMs && atMs < untilMs;
}

function nothingFound(event: SpecEvent): string {
  const wanted = `no series of that time has ${event.match.map(({ name }) => `this \`${name}\``).join(" and ")}`;
  if (event.type === "restart") return `the restart changes nothing: ${wanted}`;
  const labels = showNames(
    event.replace.map(([name]) => name),
    "or",
  );
  return `the deployment changes nothing: ${wanted} and another ${labels}`;
}

function keyOf({ name, labels }: SeriesDefinition): string {
  return JSON.stringify([name, labels]);
}

function show({ name, labels }: SeriesDefinition): string {
  return `${name}{${labels.map(([label, value]) => `${label}=${JSON.stringify(value)}`).join(", ")}}`;
}
