import { anchorMs, type Grid } from "../../generator/sampling/grid.ts";
import { formatDuration } from "../../text/duration.ts";
import type { AppliedEvent } from "../events/apply-events.ts";
import type { SpecDocument } from "../read/parse.ts";
import type { SpecPath } from "../source/path.ts";
import { momentMs } from "./moments.ts";
import { warnOfSignals } from "./signal-warnings.ts";

/** Warnings about signals that are shown; who mends them sees the rest. */
const mostOfSignals = 20;

/** Warnings about a spec on a grid, each with file, line and column. */
export function warningsOf(document: SpecDocument, grid: Grid, events: readonly AppliedEvent[]): string[] {
  const { file, alerts, metrics, locate } = document;
  const windowMs = (grid.count - (grid.leadIn ?? 0)) * grid.stepMs;
  const warn = ({ line, column }: { line: number; column: number }, message: string) =>
    `${file}:${line}:${column}: ${message}`;
  const at = (path: SpecPath, message: string) => warn(locate(path), message);
  const late = (what: string, ms: number) =>
    `${what} ${formatDuration(ms)} after the window's start, which is its end or later`;
  const ofSignals: [SpecPath, string][] = [];
  const window = { stepMs: grid.stepMs, anchorMs: anchorMs(grid), windowMs };
  warnOfSignals(document, window, (path, message) => ofSignals.push([path, message]));
  return [
    ...ofSignals.slice(0, mostOfSignals).map(([path, message]) => at(path, message)),
    ...(ofSignals.length > mostOfSignals ? [`${file}: and ${ofSignals.length - mostOfSignals} more like these`] : []),
    ...alerts.flatMap(({ alert, fires, position }) =>
      fires === "never" || fires.afterMs < windowMs
        ? []
        : [warn(position, `${alert} is expected to fire after the end of the window`)],
    ),
    ...metrics.flatMap(({ entries }) =>
      entries.flatMap(({ life: { from }, path }) => {
        const fromMs = from === undefined ? 0 : momentMs(from, anchorMs(grid));
        return fromMs < windowMs ? [] : [at([...path, "from"], late("this series begins", fromMs))];
      }),
    ),
    ...events.flatMap(({ event: { type, path }, atMs }) =>
      atMs < windowMs
        ? []
        : [at([...path, "at"], late(`the ${type === "restart" ? "restart" : "deployment"} is`, atMs))],
    ),
  ];
}
