import type { LabelScope, QuerySeries } from "../../templating/backend.ts";
import type { ExplainContext } from "../explain/query-parts.ts";

/** Six hours that end at 18:00. */
export const sixHours = { startMs: Date.UTC(2026, 0, 1, 12), endMs: Date.UTC(2026, 0, 1, 18) };

/** A series of one value an hour, over {@link sixHours} or from `fromMs` on. */
export function hourly(labels: Record<string, string>, value: number, fromMs = sixHours.startMs): QuerySeries {
  const timesMs: number[] = [];
  for (let time = fromMs; time <= sixHours.endMs; time += 3_600_000) timesMs.push(time);
  return { labels: new Map(Object.entries(labels)), timesMs, values: timesMs.map(() => value) };
}

/**
 * Answers from lists to the questions of explaining: queries by their text, and for label questions the names of all
 * metrics that match.
 */
export function explainContext({
  answers = {},
  names = [],
  namesBefore = [],
  ...rest
}: {
  readonly answers?: Readonly<Record<string, readonly QuerySeries[]>>;
  /** Metrics with series in the window. */
  readonly names?: readonly string[];
  /** Metrics with series before it. */
  readonly namesBefore?: readonly string[];
} & Partial<ExplainContext>): ExplainContext & { readonly asked: readonly string[] } {
  const asked: string[] = [];
  const labelValues = async (label: string, { match = "", endMs }: LabelScope) => {
    const known = endMs < sixHours.startMs ? namesBefore : names;
    return label === "__name__" ? known.filter((name) => match.includes(`__name__="${name}"`)) : [];
  };
  return {
    ...sixHours,
    instant: false,
    backend: { labelNames: async () => ["__name__", "job"], labelValues },
    ask: async (text) => {
      asked.push(text);
      return answers[text] ?? [];
    },
    asked,
    ...rest,
  };
}
