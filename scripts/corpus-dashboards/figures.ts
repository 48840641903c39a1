/** One thing that did not go as it should. */
export interface CorpusFailure {
  readonly dashboard: string;
  readonly measure:
    | "rewritten"
    | "isolated"
    | "parser_accepted"
    | "every_selector_marked"
    | "text_unchanged"
    | "verdict";
  /** Panel and query, variable or annotation. */
  readonly where?: string;
  readonly reason: string;
  readonly expr?: string;
}

/** The document that `--json` writes. Counts, not shares. */
export interface CorpusFigures {
  readonly dashboards: number;
  /** Read, rewritten, saved, read back unchanged where nothing is meant to change, and restored to their source. */
  readonly rewritten: number;
  /** Panels of the dashboards, rows apart. */
  readonly panels: number;
  /** Panels of the recorded dashboards whose verdict a real Grafana's answers were asked for too. */
  readonly verdict_checked: number;
  /** Those on which the check agrees with them. */
  readonly verdict_agreed: number;
  /** PromQL of panels, variables and annotations. */
  readonly expressions: number;
  /** Kept to one preview's series, and still asking for what they asked for. */
  readonly isolated: number;
  /** Isolated ones that Prometheus' own parser takes. */
  readonly parser_accepted: number;
  /** Isolated ones whose original it takes. */
  readonly parser_accepted_of: number;
  /** Isolated ones in which every selector carries the matcher. */
  readonly every_selector_marked: number;
  /** Isolated ones that are the original again once insertions are taken out. */
  readonly text_unchanged: number;
  /** Reading, rewriting and isolating everything, from cold, in one thread. */
  readonly seconds: number;
  /** Processor time of the same, helper threads of the runtime included. */
  readonly cpu_seconds: number;
  readonly failures: readonly CorpusFailure[];
  /** The lines of the table that were not reached. */
  readonly missed: readonly string[];
}

/** The targets; see docs/corpus.md. */
export function missedLines(figures: Omit<CorpusFigures, "missed">): string[] {
  const lines: [string, boolean][] = [
    ["rewritten", figures.rewritten === figures.dashboards],
    ["isolated", figures.isolated >= 0.998 * figures.expressions],
    ["parser_accepted", figures.parser_accepted === figures.parser_accepted_of],
    ["every_selector_marked", figures.every_selector_marked === figures.isolated],
    ["text_unchanged", figures.text_unchanged === figures.isolated],
    ["verdict", figures.verdict_agreed === figures.verdict_checked],
    ["seconds", figures.seconds <= 3],
  ];
  return lines.flatMap(([name, reached]) => (reached ? [] : [name]));
}
