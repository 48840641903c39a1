import { SpecError } from "../../errors.ts";
import type { Grid } from "../../generator/sampling/grid.ts";
import { formatDuration } from "../../text/duration.ts";
import type { SpecDocument } from "../read/parse.ts";
import type { SpecPath } from "../source/path.ts";

/** Everything apart from the spec that determines a grid. */
export interface GridOptions {
  /** The receiver's current time in Unix milliseconds. */
  readonly nowMs: number;
  /** The data source's scrape interval, for a spec that names no step. Default 15 s. */
  readonly defaultStepMs?: number | undefined;
  /** `--step`; overrides the spec's. */
  readonly stepMs?: number | undefined;
  /** `--history`; overrides the spec's. */
  readonly historyMs?: number | undefined;
  /** True if live data follows, which a fixed start rules out. Default false. */
  readonly live?: boolean | undefined;
  /** A grid that is known already, as live writing continues one: then nothing else counts. */
  readonly grid?: Grid | undefined;
}

const defaultHistoryMs = 6 * 3_600_000;

/**
 * The grid of a spec: it ends now (rounded down to a multiple of the step), or begins at the spec's `start`.
 *
 * @throws {SpecError} if the window is not a multiple of the step, ends in the future, or is fixed although live data
 *   follows.
 */
export function planGrid(
  { window, locate, file }: SpecDocument,
  options: GridOptions,
): { readonly grid: Grid; readonly fixedStart: boolean } {
  const fail = (path: SpecPath, message: string): never => {
    throw new SpecError([
      path.length === 0 ? { message: `${file}: ${message}` } : { message, position: locate(path), path },
    ]);
  };
  if (options.grid !== undefined) return { grid: options.grid, fixedStart: false };
  const stepMs = options.stepMs ?? window.stepMs ?? options.defaultStepMs ?? 15_000;
  if (!Number.isSafeInteger(stepMs) || stepMs < 1)
    fail([], `the step must be a whole number of milliseconds, at least 1, got ${stepMs}`);
  const count = countOf();
  if (!Number.isSafeInteger(count * stepMs))
    fail(window.scrapes === undefined ? [] : ["scrapes"], "the window is too long to count in milliseconds");
  if (window.startMs === undefined) {
    const newestMs = Math.floor(options.nowMs / stepMs) * stepMs;
    const fromMs = newestMs - (count - 1) * stepMs;
    if (fromMs < 0)
      fail(
        options.historyMs === undefined && window.historyMs !== undefined ? ["history"] : [],
        `the window begins before 1970${options.historyMs === undefined ? "" : "; choose a shorter --history"}`,
      );
    return { grid: { fromMs, stepMs, count }, fixedStart: false };
  }
  if (options.live === true)
    fail(["start"], "`start` fixes the window, so live data cannot follow; leave `start` out, or do without live data");
  const newestMs = window.startMs + (count - 1) * stepMs;
  if (newestMs > options.nowMs) {
    fail(
      ["start"],
      `the last sample of the window would lie in the future: ${showTime(newestMs)} is after the receiver's ` +
        `now, ${showTime(options.nowMs)}`,
    );
  }
  return { grid: { fromMs: window.startMs, stepMs, count }, fixedStart: true };

  function countOf(): number {
    if (options.historyMs === undefined && window.scrapes !== undefined) return window.scrapes;
    const given = options.historyMs ?? window.historyMs;
    // The default history is rounded down to whole steps.
    if (given === undefined) return Math.max(1, Math.floor(defaultHistoryMs / stepMs));
    if (given % stepMs === 0 && given > 0) return given / stepMs;
    const path = options.historyMs === undefined ? ["history"] : [];
    return fail(
      path,
      `${historyName()} ${formatDuration(given)} is not a multiple of ${stepName()} ${formatDuration(stepMs)}`,
    );
  }

  function historyName(): string {
    return options.historyMs === undefined ? "`history`" : "the history of";
  }

  function stepName(): string {
    if (options.stepMs !== undefined) return "the step that was asked for,";
    return window.stepMs === undefined
      ? "the data source's scrape interval (give the spec a `step` of its own, or pass --step),"
      : "`step`";
  }
}

function showTime(ms: number): string {
  return Number.isFinite(ms) && Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : `${ms} ms`;
}
