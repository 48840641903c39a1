import type { Answered } from "../../check/answered.ts";
import type { CheckSink, PanelAnswers } from "../../check/check-sink.ts";
import type { CheckPanel } from "../../check/run/check-query.ts";
import type { CopyValues } from "../../dashboard/finding.ts";
import type { DecodedExemplar } from "../../prometheus/query/decode-answer.ts";

/** The answers of one check, to be looked up by panel. */
export interface CollectedAnswers {
  readonly sink: CheckSink;
  /** Of a panel; of a repeated one, those of one copy. Undefined where that was not looked at. */
  ofPanel(panel: CheckPanel, copy: CopyValues | undefined): PanelAnswers | undefined;
  /** All of them, in the order in which they came. */
  readonly panels: readonly PanelAnswers[];
  /** Of queries whose panels show some, by the query's result: asked for after the check. */
  readonly exemplars: Map<Answered["result"], readonly DecodedExemplar[]>;
  /** By the annotation's name. */
  readonly annotations: ReadonlyMap<string, readonly Answered[]>;
}

/** Keeps every answer of one check. */
export function collectAnswers(): CollectedAnswers {
  const byPanel = new Map<CheckPanel, Map<string, PanelAnswers>>();
  const panels: PanelAnswers[] = [];
  const annotations = new Map<string, Answered[]>();
  return {
    panels,
    exemplars: new Map(),
    annotations,
    ofPanel: (panel, copy) => byPanel.get(panel)?.get(copyKey(copy)),
    sink: {
      panel(answers) {
        const copies = byPanel.get(answers.of) ?? new Map<string, PanelAnswers>();
        copies.set(copyKey(answers.copy), answers);
        byPanel.set(answers.of, copies);
        panels.push(answers);
      },
      annotation(answered) {
        const name = answered.result.query.name ?? "";
        annotations.set(name, [...(annotations.get(name) ?? []), answered]);
      },
    },
  };
}

/** The order in which values are named does not count. */
export function copyKey(copy: CopyValues | undefined): string {
  return JSON.stringify(Object.entries(copy ?? {}).sort(([one], [other]) => (one < other ? -1 : 1)));
}
