import { injectLabel } from "../isolation/inject.ts";
import { type IsolationLabel, stripTexts } from "../isolation/label.ts";
import { parseFilled } from "../tree/parse.ts";
import type { StepAnswer, StepAsk } from "./answer.ts";

/** Asks for the series with a label value only, and takes the label off their answers again. */
export function isolatedAsk(ask: StepAsk, label: IsolationLabel): StepAsk {
  return async (question) => {
    const injected = injectLabel(question.query, label);
    if (!injected.ok) return { ok: false, error: injected.reason };
    return withoutLabel(await ask({ ...question, query: unwrapped(injected.query, label) }), label);
  };
}

/**
 * A query without the call around all of it that removes the label: it is removed here, and Prometheus 2 loses native
 * histograms in such a call.
 */
function unwrapped(query: string, label: IsolationLabel): string {
  const { open, close } = stripTexts(label);
  if (!query.startsWith(open) || !query.endsWith(close)) return query;
  const parsed = parseFilled(query);
  // Each side of an operation may have a call of its own.
  if (!parsed.ok || parsed.root.type !== "call") return query;
  return query.slice(open.length, -close.length);
}

function withoutLabel(answer: StepAnswer, { name, value }: IsolationLabel): StepAnswer {
  if (!answer.ok)
    return {
      ok: false,
      error: answer.error.replaceAll(`${name}="${value}", `, "").replaceAll(`, ${name}="${value}"`, ""),
    };
  return {
    ...answer,
    series: answer.series.map((one) => {
      const { [name]: _, ...labels } = one.labels;
      return { ...one, labels };
    }),
  };
}
