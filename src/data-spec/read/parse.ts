import { SpecError, type TextPosition } from "../../errors.ts";
import type { Signal } from "../../generator/signal.ts";
import type { NamedSignal } from "../../generator/signals/named.ts";
import { readEvents, type SpecEvent } from "../events/read-events.ts";
import type { DataSpec } from "../generated/data-spec.ts";
import { expandPacks } from "../packs/expand-packs.ts";
import { createRecordings, type ReadRecording } from "../replay/recordings.ts";
import { causePath, checkScenarioNames, chooseScenario } from "../scenarios/choose-scenario.ts";
import { mergeAlerts, mergeCauses, mergeEvents, mergeMetrics } from "../scenarios/merge-scenario.ts";
import { readChanges, type SeriesChange } from "../scenarios/read-changes.ts";
import { createPlaces } from "../signals/places.ts";
import { readSignals } from "../signals/read-signals.ts";
import { labelsOf } from "../signals/series-labels.ts";
import type { SpecPath } from "../source/path.ts";
import { createProblems, type Problems } from "../source/problems.ts";
import { checkSchema } from "../source/schema-check.ts";
import { readSource } from "../source/source.ts";
import { type ExpectedAlert, readAlerts } from "./read-alerts.ts";
import { type LabelDimension, readLabels } from "./read-labels.ts";
import type { SpecMetric } from "./read-metric.ts";
import { readMetrics } from "./read-metrics.ts";
import { readWindow, type SpecWindow } from "./read-window.ts";

/**
 * A data spec that was read and checked. Its labels are not expanded and its grid is not fixed yet: `planSpec` does
 * that.
 */
export interface SpecDocument {
  readonly file: string;
  /** The spec as it was read. */
  readonly text: string;
  readonly seed: number;
  readonly window: SpecWindow;
  /** Labels of every series. */
  readonly labels: readonly LabelDimension[];
  /** Named signals in the order of the spec. */
  readonly signals: readonly NamedSignal[];
  readonly metrics: readonly SpecMetric[];
  /** In the order in which they happen. */
  readonly events: readonly SpecEvent[];
  readonly alerts: readonly ExpectedAlert[];
  /** The text of each file of recorded values that it names, by its path below the spec's folder. */
  readonly files: ReadonlyMap<string, string>;
  /** The names of its scenarios. */
  readonly scenarios: readonly string[];
  /** The scenario that this is; undefined for the spec itself. */
  readonly scenario: string | undefined;
  /** Other signals for series that match, in the scenario. */
  readonly changes: readonly SeriesChange[];
  /** Where a signal of the spec's own stands; undefined for one of a pack. */
  readonly placeOf: (signal: Signal) => SpecPath | undefined;
  /** The position of a place of the spec in the file. */
  readonly locate: (path: SpecPath, at?: "key" | "value") => TextPosition;
}

/** Options of {@link parseSpec}. */
export interface ParseOptions {
  /** The name that errors begin with. */
  readonly file: string;
  /** The variant that is wanted. Default: the spec itself. */
  readonly scenario?: string | undefined;
  /** Reads files below the spec's folder. Default: the spec has none. */
  readonly readFile?: ReadRecording | undefined;
  /** Length of the text. Default 1. */
  readonly maxMebibytes?: number;
}

/**
 * Reads a data spec in YAML or JSON.
 *
 * @throws {SpecError} with every problem that was found, each with its line and column.
 */
export function parseSpec(text: string, { file, scenario: name, maxMebibytes, readFile }: ParseOptions): SpecDocument {
  const source = readSource(text, file, maxMebibytes);
  const problems = createProblems(source);
  const { data, locate } = source;
  if (typeof data !== "object" || data === null || Array.isArray(data)) {
    const got = data === null ? ", got nothing" : "";
    const message = `expected a data spec, a map with \`version: 1\` and \`metrics\`${got}`;
    throw new SpecError([{ message, position: locate([]) }]);
  }
  const other = otherKind(data);
  if (other !== undefined) throw new SpecError([{ message: other, position: locate([]) }]);
  if (!checkSchema(data, problems, text.length)) {
    problems.throwIfAny();
    throw new SpecError([{ message: `${file}: not a data spec` }]);
  }
  const document = readData(data, { file, text: () => text, locate, problems, scenario: name, readFile });
  const { placeOf } = document;
  return {
    ...document,
    text,
    placeOf(signal) {
      const path = placeOf(signal);
      return path !== undefined && isThere(data, path) ? path : undefined;
    },
  };
}

/** Names the likeliest other files: as data specs, their mistakes are many and say nothing. */
function otherKind(data: object): string | undefined {
  if ("metrics" in data) return undefined;
  if (["panels", "schemaVersion", "dashboard", "elements"].some((key) => key in data))
    return "a dashboard, not a data spec: dashpreview infer makes a data spec for a dashboard";
  if ("groups" in data) return "a file of rules, not a data spec: dashpreview infer --from-rules makes one for rules";
  return undefined;
}

/** A data spec that a program has made: its shape is right by its type. */
export interface MadeSpec {
  /** The name that errors begin with. */
  readonly file: string;
  /** Without packs. */
  readonly data: DataSpec;
  /** Writes `data` as YAML: called when the text, or a position in it, is asked for. */
  readonly write: () => string;
}

/** Mebibytes of a made spec's text in which positions are found. */
const mostMade = 64;

/**
 * Reads a data spec that was made, without writing it down and reading it again: the document is that of its text.
 *
 * @throws {SpecError} with every problem that was found, each with its line and column in the text.
 */
export function readMadeSpec({ file, data, write }: MadeSpec): SpecDocument {
  let written: string | undefined;
  const text = () => {
    written ??= write();
    return written;
  };
  const locate: SpecDocument["locate"] = (path, at) => readSource(text(), file, mostMade).locate(path, at);
  return readData(data, { file, text, locate, problems: createProblems({ locate }) });
}

function readData(
  data: DataSpec,
  {
    file,
    text,
    locate,
    problems,
    scenario: name,
    readFile,
  }: Pick<ParseOptions, "file" | "scenario" | "readFile"> & {
    readonly text: () => string;
    readonly locate: SpecDocument["locate"];
    readonly problems: Problems;
  },
): SpecDocument {
  const window = readWindow(data, problems);
  const labels = readLabels(data.labels, ["labels"], problems);
  const recordings = createRecordings(readFile);
  checkScenarioNames(data, problems);
  const scenario = chooseScenario(data, name, problems);
  const expanded = expandPacks(mergeCauses(data, scenario), problems);
  const placed = mergeMetrics(expanded.metrics, scenario, problems);
  const names = labelsOf(data.labels, placed);
  const pathOf = (cause: string) => causePath(scenario, cause) ?? expanded.pathOf(cause);
  const places = createPlaces();
  const signals = readSignals(expanded.signals, names, problems, { pathOf, recordings, places });
  const metrics = readMetrics(placed, labels, signals.reading);
  const changes = readChanges(scenario, names, signals.reading);
  const events = readEvents(mergeEvents(data, scenario), problems);
  const alerts = readAlerts(mergeAlerts(data, scenario), locate, problems);
  problems.throwIfAny();
  return withText(text, {
    file,
    seed: data.seed ?? 1,
    window,
    labels,
    signals: signals.all,
    metrics,
    events,
    alerts,
    files: recordings.texts,
    scenarios: Object.keys(data.scenarios ?? {}),
    scenario: scenario?.name,
    changes,
    // Not through `signals.reading`: that holds all of `data`, for as long as the document is there.
    placeOf: places.of,
    locate,
  });
}

function withText(text: () => string, rest: Omit<SpecDocument, "text">): SpecDocument {
  return Object.defineProperty(rest, "text", { get: text, enumerable: true, configurable: true }) as SpecDocument;
}

function isThere(data: unknown, path: SpecPath): boolean {
  let value = data;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return false;
    value = (value as Record<string | number, unknown>)[key];
  }
  return true;
}
