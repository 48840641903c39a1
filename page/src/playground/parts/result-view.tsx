import type { GrafanaTheme2 } from "@grafana/data";
import { useMemo } from "react";
import type { PlaygroundSet } from "../../../../src/report/playground/playground-data.ts";
import { curvesPanel, resultPanel } from "../data/panels.ts";
import { clockText } from "../data/words.ts";
import { StepsView } from "../steps/steps-view.tsx";
import type { Run } from "../use-playground.ts";
import { PanelsView } from "./panels-view.tsx";

interface ResultViewProps {
  readonly run: Run;
  readonly set: PlaygroundSet;
  readonly theme: GrafanaTheme2;
}

/** What an expression gave, as a graph and as a table, and what its steps did. */
export function ResultView({ run, set, theme }: ResultViewProps) {
  const { query, atMs, outcome } = run;
  const panels = useMemo(() => {
    if (!outcome.ok) return [];
    const { curves, result } = outcome.root;
    const title = `At ${clockText(atMs)} UTC`;
    return [
      ...(curves === undefined ? [] : [curvesPanel("result graph", "Over time", curves)]),
      ...(result === undefined || result.text !== undefined ? [] : [resultPanel("result table", title, result, atMs)]),
    ];
  }, [outcome, atMs]);
  if (!outcome.ok)
    return (
      <section aria-label="Result">
        <h2>Result</h2>
        <p className="pg-error" role="alert">
          {outcome.reason}, at character {outcome.from + 1}
        </p>
      </section>
    );
  const { root, leftOut } = outcome;
  return (
    <>
      <section aria-label="Result" aria-live="polite">
        <h2>Result</h2>
        {root.error === undefined ? null : (
          <p className="pg-error" role="alert">
            {root.error}
          </p>
        )}
        {root.result?.total === 0 ? <p className="pg-nothing">Nothing at this moment.</p> : null}
        <PanelsView panels={panels} range={set.range} theme={theme} height={220} />
      </section>
      <section aria-label="Steps">
        <h2>Steps</h2>
        <StepsView key={query} root={root} query={query} startMs={set.range.fromMs} leftOut={leftOut} />
      </section>
    </>
  );
}
