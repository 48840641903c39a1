import { type RulesBeside, type TestedBeside, testBeside } from "../alerts/rules-beside.ts";
import { judgeSpecs } from "../alerts/test-rules-on.ts";
import type { RunContext } from "../context.ts";
import type { LoadedSpec } from "../files/load-spec.ts";
import type { SeriesPlan } from "../up/plan.ts";
import { createSession, type LocalFilling, type LocalSession, type SessionOptions } from "./session.ts";

/** By session: what was learned about its rules. */
const testedBefore = new WeakMap<LocalSession, { readonly key: string; readonly tested: TestedBeside }>();

/** Tests rules on a filling. Of series that are the same, rules that are the same are not tested again. */
export async function testOnFilling(
  filling: LocalFilling,
  {
    rules,
    specs,
    session,
    ...options
  }: SessionOptions & {
    readonly rules?: RulesBeside | undefined;
    readonly specs: readonly LoadedSpec[];
    /** That holds the filling. */
    readonly session: LocalSession;
  },
  context: RunContext,
): Promise<TestedBeside | undefined> {
  if (rules === undefined) return undefined;
  const key = JSON.stringify([rules.now.files, rules.before?.files]);
  const known = filling.fresh ? undefined : testedBefore.get(session);
  if (known?.key === key) {
    const { now } = known.tested;
    return { ...known.tested, now: { ...now, expectations: judgeSpecs(specs, now.alerts, filling.plan) } };
  }
  const another = async (plan: SeriesPlan) => {
    const other = createSession({ ...options, oneFilling: true });
    return { server: await other.fill(async () => plan, context), stop: () => other.stop() };
  };
  const tested = await testBeside(filling, { rules, specs, another }, context);
  testedBefore.set(session, { key, tested });
  return tested;
}
