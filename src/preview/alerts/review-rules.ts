import { compareRules, type RuleReview, uncomparedAlerts } from "../../alerts/review/compare-rules.ts";
import type { RuleFile } from "../../prometheus/rules/rule-group.ts";
import type { RunContext } from "../context.ts";
import { type LeadIn, withLeadIn } from "../lead-in/with-lead-in.ts";
import { createSession, type SessionOptions } from "../local/session.ts";
import { testOnFilling } from "../local/test-on-filling.ts";
import { planSeries, type SeriesPlan } from "../up/plan.ts";
import { usualIntervalMs } from "./read-rules-beside.ts";
import { type RuleDataOptions, ruleData } from "./rule-data.ts";
import { lookBackOf, type RulesBeside, ruleSet, rulesBeside } from "./rules-beside.ts";

/** Input of {@link reviewRules}. */
export interface ReviewRulesOptions extends SessionOptions, Omit<RuleDataOptions, "nowMs" | "signal"> {
  /** The rules of the base; undefined where they are the same, or nobody knows them. */
  readonly baseFiles?: readonly RuleFile[] | undefined;
  /** Why nobody knows them; undefined if they are known. */
  readonly uncompared?: string | undefined;
  readonly leadIn?: LeadIn | undefined;
  readonly maxSeries?: number | undefined;
  readonly maxSamples?: number | undefined;
}

/**
 * Tests the rules of a review on the data of its run, and those of the base on the same samples; on throw-away servers,
 * which leave nothing behind.
 *
 * @throws {UsageError} {@link SpecError} {@link PrometheusError}
 */
export async function reviewRules(options: ReviewRulesOptions, context: RunContext): Promise<RuleReview> {
  const { files, baseFiles, uncompared } = options;
  const { signal } = context;
  const all = [...files, ...(baseFiles ?? [])];
  const specs = await ruleData({ ...options, files: all, nowMs: context.now(), signal });
  const now = ruleSet(files, usualIntervalMs);
  const rules = rulesBeside(now, baseFiles && ruleSet(baseFiles, usualIntervalMs));
  const session = createSession({ ...options, oneFilling: true });
  try {
    const planAt = async (nowMs: number) =>
      withLookBack(planSeries(specs, { ...options, nowMs }), rules, options, nowMs);
    const filling = await session.fill(planAt, context);
    const tested = (await testOnFilling(filling, { ...options, rules, specs, session }, context))!;
    const test = { ...tested.now, warnings: filling.plan.warnings };
    if (rules.before === undefined || tested.before === undefined)
      return {
        ...{ test, removed: [], uncompared },
        alerts: uncomparedAlerts(test, uncompared === undefined ? "unchanged" : "unknown"),
      };
    return { test, ...compareRules({ files, test }, { ...rules.before, test: tested.before }), uncompared };
  } finally {
    context.progress.clear();
    await session.stop();
  }
}

function withLookBack(
  plan: SeriesPlan,
  rules: RulesBeside,
  { leadIn, maxSamples }: ReviewRulesOptions,
  nowMs: number,
): SeriesPlan {
  return leadIn === 0 ? plan : withLeadIn(plan, lookBackOf(rules, plan), { leadIn, maxSamples, nowMs });
}
