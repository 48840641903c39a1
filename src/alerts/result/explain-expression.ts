import { explainEmpty } from "../../check/explain/explain-empty.ts";
import { findUnknownMetric } from "../../check/explain/explain-selector.ts";
import type { SpecKnowledge } from "../../check/explain/spec-knowledge.ts";
import { ExpectedError } from "../../errors.ts";
import type { QueryBackend } from "../../templating/backend.ts";
import type { RuleOutcome } from "../engine/rule-run.ts";
import type { TestedAlert } from "./rule-test.ts";

/** Whom explaining asks. */
export interface ExplainInput {
  readonly backend: QueryBackend;
  /** The metrics of the spec, and those that rules record. */
  readonly knowledge: SpecKnowledge;
  readonly signal?: AbortSignal | undefined;
}

/** Points of a question at most, and questions about one rule. */
const limits = { points: 400, asks: 40 };

/** Why an expression gave nothing at any evaluation. */
export async function explainExpression(
  { rule, instants, group }: RuleOutcome,
  { backend, knowledge, signal }: ExplainInput,
): Promise<NonNullable<TestedAlert["reason"]>> {
  const unknown = findUnknownMetric(rule.expr, { knowledge });
  if (unknown !== undefined) return { code: unknown.code, text: unknown.reason };
  const span = instants.endMs - instants.startMs;
  const times = Math.max(1, Math.ceil(span / instants.stepMs / limits.points));
  const range = {
    startMs: instants.startMs - group.queryOffsetMs,
    endMs: instants.endMs - group.queryOffsetMs,
    stepMs: instants.stepMs * times,
  };
  let asks = 0;
  try {
    const { code, reason } = await explainEmpty(rule.expr, {
      backend,
      knowledge,
      signal,
      startMs: range.startMs - 3_600_000,
      endMs: range.endMs,
      instant: false,
      ask: async (expr) => {
        if (++asks > limits.asks) throw new AskedEnough();
        return (await backend.range(expr, range, signal)).series;
      },
    });
    return { code, text: reason };
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof ExpectedError)) throw error;
    return { code: "unknown", text: `the expression gives nothing at any evaluation (${error.message})` };
  }
}

class AskedEnough extends ExpectedError {
  readonly exitCode = 3;
  constructor() {
    super("too complex to find out why", { code: "budget" });
  }
}
