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
}

/**
 * A warning about dashboards that look further back than the data reach, where nobody has said how long these are to
 * be; empty if there are none.
 */
export function shortHistoryWarnings(
  plan: SeriesPlan,
  { sources, specs, history }: ShortHistoryOptions,
): readonly string[] {
  const isChosen = ({ file, document: { window } }: LoadedSpec) =>
    file !== inferredSpecFile && (window.historyMs ?? window.scrapes) !== undefined;
  if (history !== undefined || specs.some(isChosen)) return [];
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
      `--history ${formatDuration(most)} fills it`,
  ];
}
