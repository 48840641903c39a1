import type { SampledSeries } from "../../prometheus/write/write-samples.ts";
import { mapBounded } from "../../system/bounded.ts";
import type { QueryBackend } from "../../templating/backend.ts";
import { runManaged } from "../managed/run-managed.ts";
import type { ParsedGroup } from "../rules/parsed-rule.ts";
import { isStepwise, type PlacedRule, planStages, type Stage } from "../rules/plan-stages.ts";
import { askExpression, askInstant } from "./ask-expression.ts";
import { eachInstant, instantsOf } from "./instants.ts";
import { type ExpandTemplate, type RuleOutcome, RuleRun } from "./rule-run.ts";

/** Input of {@link runRules}. */
export interface RuleRunInput {
  readonly groups: readonly ParsedGroup[];
  /** When recording rules are evaluated: the data with their lead-in. Unix milliseconds, both inclusive. */
  readonly window: { readonly fromMs: number; readonly toMs: number };
  /** When alert rules begin to be evaluated. */
  readonly alertsFromMs: number;
  readonly backend: QueryBackend;
  /** Stores what rules make, for those that read it. */
  readonly write: (
    series: readonly SampledSeries[],
    grid: { readonly fromMs: number; readonly stepMs: number; readonly count: number },
  ) => Promise<void>;
  readonly expand: ExpandTemplate;
  /** Told after each rule. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Rules that nobody reads are evaluated side by side. */
const atOnce = 4;

/**
 * Evaluates rules on the series of a server, at every instant of their groups: recording rules before those that read
 * them, and what they record is written back.
 *
 * @returns what each rule did, in the order of the groups.
 * @throws {PrometheusError} if the server does not answer, or refuses what rules record.
 */
export async function runRules(input: RuleRunInput): Promise<RuleOutcome[]> {
  const total = input.groups.reduce((sum, { rules }) => sum + rules.length, 0);
  const done: RuleOutcome[] = [];
  const note = (outcomes: readonly RuleOutcome[]) => {
    done.push(...outcomes);
    input.onProgress?.(done.length, total);
  };
  const stages = planStages(input.groups);
  const isAlone = (stage: Stage) => !isStepwise(stage) && !stage.rules[0]!.isRead;
  for (const stage of stages) {
    input.signal?.throwIfAborted();
    if (isStepwise(stage)) note(await runStepwise(stage, input));
    else if (!isAlone(stage)) note(await runWhole(stage.rules[0]!, input));
  }
  await mapBounded(stages.filter(isAlone), atOnce, async ({ rules: [placed] }) => {
    input.signal?.throwIfAborted();
    note(await runWhole(placed!, input));
  });
  const placeOf = ({ group, rule }: PlacedRule) => group.index * 1_000_000 + group.rules.indexOf(rule);
  return done.sort((a, b) => placeOf(a) - placeOf(b));
}

function createRun(placed: PlacedRule, { window, alertsFromMs, expand }: RuleRunInput): RuleRun[] {
  const fromMs = placed.rule.kind === "alert" ? alertsFromMs : window.fromMs;
  const instants = instantsOf({ fromMs, toMs: window.toMs }, placed.group.intervalMs);
  return instants === undefined ? [] : [new RuleRun(placed, instants, expand)];
}

async function runWhole(placed: PlacedRule, input: RuleRunInput): Promise<RuleOutcome[]> {
  const [run] = createRun(placed, input);
  if (run === undefined) return [];
  if (placed.rule.managed !== undefined) return [await runManaged(placed, run.instants, input)];
  const { queryOffsetMs } = placed.group;
  const asked = {
    ...run.instants,
    startMs: run.instants.startMs - queryOffsetMs,
    endMs: run.instants.endMs - queryOffsetMs,
  };
  const vectors = await askExpression(input.backend, placed.rule, asked, input.signal);
  for (const timeMs of eachInstant(run.instants)) await run.evaluate(timeMs, vectors.get(timeMs - queryOffsetMs) ?? []);
  if (placed.rule.kind === "record" || placed.isRead) {
    const count = Math.round((asked.endMs - asked.startMs) / asked.stepMs) + 1;
    await input.write(run.results.all, { fromMs: asked.startMs, stepMs: asked.stepMs, count });
  }
  return [run.outcome];
}

async function runStepwise({ rules }: Stage, input: RuleRunInput): Promise<RuleOutcome[]> {
  const runs = rules.flatMap((placed) => createRun(placed, input));
  const due = new Map<number, RuleRun[]>();
  for (const run of runs)
    for (const timeMs of eachInstant(run.instants)) {
      const others = due.get(timeMs);
      if (others === undefined) due.set(timeMs, [run]);
      else others.push(run);
    }
  for (const timeMs of [...due.keys()].sort((a, b) => a - b)) {
    input.signal?.throwIfAborted();
    for (const run of due.get(timeMs)!) {
      const { rule, group, isRead } = run.placed;
      const askedMs = timeMs - group.queryOffsetMs;
      await run.evaluate(timeMs, await askInstant(input.backend, rule.expr, askedMs, input.signal));
      const made = rule.kind === "record" || isRead ? run.results.at(askedMs) : [];
      if (made.length > 0) await input.write(made, { fromMs: askedMs, stepMs: group.intervalMs, count: 1 });
    }
  }
  return runs.map((run) => run.outcome);
}
