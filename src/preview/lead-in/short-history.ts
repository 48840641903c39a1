import { openingRange } from "../../dashboard/opening/opening-range.ts";
import type { SourceDashboard } from "../../dashboard/read/source.ts";
import { formatDuration } from "../../text/duration.ts";
import type { LoadedSpec } from "../files/load-spec.ts";
import { inferredSpecFile } from "../up/inferred-inputs.ts";
import { type SeriesPlan, sampleRange } from "../up/plan.ts";

/** Options of {@link shortHistoryWarnings}. */
export interface ShortHistoryOptions {
  readonly sources: readonly SourceDashboard[];
  readonly specs: readonly LoadedSpec[];
  /** `--history`. */
  readonly history: unknown;
  /** That the receiver takes no more history than the plan has. */
  readonly limit?: HistoryLimit | undefined;
}

/** A receiver took less history than was planned. */
export interface HistoryLimit {
  /** For those who said how long the history is to be. */
  readonly said: readonly string[];
  /** For those who did not. @param wantedMs - as far as the dashboards look back. */
  because(wantedMs: number): string;
}

/**
 * Warnings about data that do not reach as far back as they were to: what the receiver refused, where somebody has said
 * how long the history is to be; else the dashboards that look further back than the data reach. Empty if there are
 * none: of a default length that a receiver shortens, nobody misses what no dashboard shows.
 */
export function shortHistoryWarnings(
  plan: SeriesPlan,
  { sources, specs, history, limit }: ShortHistoryOptions,
): readonly string[] {
  const isChosen = ({ file, document: { window } }: LoadedSpec) =>
    file !== inferredSpecFile && (window.historyMs ?? window.scrapes) !== undefined;
  if (history !== undefined || specs.some(isChosen)) return limit?.said ?? [];
  const data = sampleRange(plan);
  const short = sources.flatMap((source) => {
    const { wantsMs } = openingRange(source, data);
    return wantsMs === undefined || wantsMs <= data.toMs - data.fromMs + plan.grid.stepMs
      ? []
      : [{ title: source.title, wantsMs }];
  });
  if (short.length === 0) return [];
  const most = Math.max(...short.map(({ wantsMs }) => wantsMs));
  const named = short.slice(0, 3).map(({ title }) => `"${title}"`);
  const more = short.length > 3 ? ` and ${short.length - 3} more` : "";
  const verb = short.length === 1 ? "opens" : "open";
  const reach = formatDuration(plan.grid.count * plan.grid.stepMs);
  return [
    `${named.join(", ")}${more} ${verb} on up to ${formatDuration(most)}, but the history is ${reach}; ` +
      (limit === undefined ? `--history ${formatDuration(most)} fills it` : limit.because(most)),
  ];
}
