import { SpecError, type TextPosition } from "../../errors.ts";
import type { Signal } from "../../generator/signal.ts";
import type { NamedSignal } from "../../generator/signals/named.ts";
import { readEvents, type SpecEvent } from "../events/read-events.ts";
import { expandPacks } from "../packs/expand-packs.ts";
import { readSignals } from "../signals/read-signals.ts";
import { labelsOf } from "../signals/series-labels.ts";
import type { SpecPath } from "../source/path.ts";
import { createProblems } from "../source/problems.ts";
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
  /** Where a signal of the spec's own stands; undefined for one of a pack. */
  readonly placeOf: (signal: Signal) => SpecPath | undefined;
  /** The position of a place of the spec in the file. */
  readonly locate: (path: SpecPath, at?: "key" | "value") => TextPosition;
}

/**
 * Reads a data spec in YAML or JSON.
 *
 * @param options.file - the name that errors begin with.
 * @param options.maxMebibytes - length of the text. Default 1.
 * @throws {SpecError} with every problem that was found, each with its line and column.
 */
export function parseSpec(
  text: string,
  { file, maxMebibytes }: { readonly file: string; readonly maxMebibytes?: number },
): SpecDocument {
  const source = readSource(text, file, maxMebibytes);
  const problems = createProblems(source);
  const { data } = source;
  if (typeof data !== "object" || data === null || Array.isArray(data)) {
    const got = data === null ? ", got nothing" : "";
    const message = `expected a data spec, a map with \`version: 1\` and \`metrics\`${got}`;
    throw new SpecError([{ message, position: source.locate([]) }]);
  }
  if (!checkSchema(data, problems, text.length)) {
    problems.throwIfAny();
    throw new SpecError([{ message: `${file}: not a data spec` }]);
  }
  const window = readWindow(data, problems);
  const labels = readLabels(data.labels, ["labels"], problems);
  const expanded = expandPacks(data, problems);
  const names = labelsOf(data.labels, expanded.metrics);
  const signals = readSignals(expanded.signals, names, problems, expanded.pathOf);
  const metrics = readMetrics(expanded.metrics, labels, signals.reading);
  const events = readEvents(data.events ?? [], problems);
  const alerts = readAlerts(data.alerts ?? [], (index) => source.locate(["alerts", index]), problems);
  problems.throwIfAny();
  return {
    file,
    text,
    seed: data.seed ?? 1,
    window,
    labels,
    signals: signals.all,
    metrics,
    events,
    alerts,
    placeOf(signal) {
      const path = signals.reading.placeOf(signal);
      return path !== undefined && isThere(data, path) ? path : undefined;
    },
    locate: source.locate,
  };
}

function isThere(data: unknown, path: SpecPath): boolean {
  let value = data;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return false;
    value = (value as Record<string | number, unknown>)[key];
  }
  return true;
}
