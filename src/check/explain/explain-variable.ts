import { ExpectedError } from "../../errors.ts";
import type { IsolationLabel } from "../../promql/isolation/label.ts";
import { parseFilled } from "../../promql/tree/parse.ts";
import { selectorsIn } from "../../promql/tree/selectors.ts";
import { labelName, type VariableQuery } from "../../promql/variables/variable-query.ts";
import type { QueryBackend } from "../../templating/backend.ts";
import type { TimeRange } from "../../templating/query-timing.ts";
import { selectionOf } from "./conditions.ts";
import { explainSelector } from "./explain-selector.ts";
import type { SpecKnowledge } from "./spec-knowledge.ts";

/** Context for explaining variables without values. */
export interface VariableContext {
  readonly backend: QueryBackend;
  readonly window: TimeRange;
  readonly spec?: SpecKnowledge | undefined;
  readonly isolation?: IsolationLabel | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes a function that says why a variable's query has no answer: the metric, label or value that no series has. It
 * never throws for a server's failure.
 */
export function variableExplainer(context: VariableContext): (query: VariableQuery) => Promise<string | undefined> {
  const { window, spec: knowledge } = context;
  return async (query) => {
    const text = query.kind === "metrics" ? undefined : query.argument?.text;
    const parsed = text === undefined ? undefined : parseFilled(text);
    for (const selector of parsed?.ok === true ? selectorsIn(parsed.root).slice(0, 5) : []) {
      const wanted =
        query.kind === "labelValues" && labelName(query) !== "__name__" ? [presence(labelName(query))] : [];
      const { metric, conditions } = selectionOf(selector, text!);
      const asked = { metric, conditions: [...conditions, ...wanted] };
      const found = await explainSelector(asked, {
        ...context,
        knowledge,
        startMs: window.fromMs,
        endMs: window.toMs,
      }).catch((error: unknown) => {
        if (error instanceof ExpectedError) return undefined;
        throw error;
      });
      if (found !== undefined) return found.reason;
    }
    return undefined;
  };
}

function presence(name: string) {
  return { name, operator: "!=", value: "", text: `${name}!=""` } as const;
}
