import { RegexTime } from "../../templating/regex-time.ts";
import type { CheckRun } from "../check-run.ts";
import { createGuard } from "../run/guarded-backend.ts";
import { explainContext, sixHours } from "./explain-context.ts";

/** A check under way whose queries are answered from lists, as {@link explainContext} does. */
export function checkRun({
  answers = {},
  names,
  ...rest
}: Pick<Parameters<typeof explainContext>[0], "answers" | "names"> & Partial<CheckRun> = {}): CheckRun & {
  readonly asked: readonly string[];
} {
  const { ask, asked, backend } = explainContext({ answers, ...(names && { names }) });
  const answer = async (query: string) => ({ series: await ask(query) });
  return {
    queries: [],
    variables: [],
    backend: { ...backend, instant: answer, range: answer, series: async () => [] },
    window: { fromMs: sixHours.startMs, toMs: sixHours.endMs },
    regexTime: new RegexTime(),
    runner: { run: ask },
    reviewerGuard: createGuard({ deadline: new AbortController().signal }),
    resolved: new Map(),
    written: [],
    withoutIsolation: (text) => text,
    budget: { explained: 10, maxAsks: 30 },
    asked,
    ...rest,
  };
}
