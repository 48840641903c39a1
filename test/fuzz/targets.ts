import fc from "fast-check";
import { addFilters } from "../../src/check/explain/ad-hoc-filters.ts";
import { prepareQuery } from "../../src/check/run/prepare-query.ts";
import { diffDashboards } from "../../src/dashboard/diff/diff.ts";
import { readDashboard, type SourceDashboard } from "../../src/dashboard/read/read.ts";
import { restoreSource } from "../../src/dashboard/restore/restore.ts";
import { rewriteForPreview } from "../../src/dashboard/rewrite/rewrite.ts";
import { valueDomains } from "../../src/dashboard/rewrite/value-domains.ts";
import { parts } from "../../src/dashboard/view/parts.ts";
import { panelsIn, queriesIn } from "../../src/dashboard/view/queries.ts";
import { readVariables } from "../../src/dashboard/view/variables.ts";
import { describeSpec } from "../../src/data-spec/describe/describe.ts";
import { formatDescription } from "../../src/data-spec/describe/format-description.ts";
import { planSpec } from "../../src/data-spec/plan/plan.ts";
import { parseSpec } from "../../src/data-spec/read/parse.ts";
import { ExpectedError } from "../../src/errors.ts";
import { memoryBackend } from "../../src/infer/evaluate/memory-backend.ts";
import { inferSpec } from "../../src/infer/infer-spec.ts";
import { InferWork } from "../../src/infer/infer-work.ts";
import { createPatternCache } from "../../src/infer/patterns/pattern-match.ts";
import { witnesses } from "../../src/infer/patterns/witness.ts";
import { indexSeries } from "../../src/infer/series/series-index.ts";
import { fromMetricsPage } from "../../src/infer/sources/from-metrics-page.ts";
import { ruleQueries } from "../../src/infer/sources/from-rules.ts";
import { DayCourses } from "../../src/infer/world/day-courses.ts";
import { renderSpec } from "../../src/infer/write/render.ts";
import { readRuleFile } from "../../src/prometheus/rules/read-rule-file.ts";
import { maxQuerySteps } from "../../src/promql/grammar/limits.ts";
import { Work, withWork } from "../../src/promql/grammar/work.ts";
import { confineQuery } from "../../src/promql/isolation/confine.ts";
import { confineVariableQuery } from "../../src/promql/isolation/confine-variable.ts";
import { injectLabel } from "../../src/promql/isolation/inject.ts";
import { injectVariableQuery, removeVariableInjection } from "../../src/promql/isolation/inject-variable-query.ts";
import { removeInjection } from "../../src/promql/isolation/remove.ts";
import { everySelectorMarked } from "../../src/promql/isolation/verify.ts";
import { parseExpression } from "../../src/promql/tree/parse.ts";
import { maskVariables } from "../../src/promql/variables/mask.ts";
import type { ValueDomains } from "../../src/promql/variables/value-domain.ts";
import { matchAllGuarded } from "../../src/templating/guarded-regex.ts";
import { maxInterpolatedLength } from "../../src/templating/interpolate.ts";
import { RegexTime } from "../../src/templating/regex-time.ts";
import { resolveVariables } from "../../src/templating/variables/resolve-variables.ts";
import { dashboards, metricsPages, queries, regexes, ruleFiles, specs, variables } from "./arbitraries.ts";

/** Something that must hold for whatever strangers may write. */
export interface FuzzTarget {
  readonly name: string;
  readonly property: fc.IAsyncPropertyWithHooks<[unknown]>;
  /** How often it is tried in `npm test`. */
  readonly runs: number;
}

const label = { name: "dashpreview", value: "local.fuzz.aaaaaaaa" };
const nowMs = Date.UTC(2026, 10, 26);
const range = { fromMs: nowMs - 3_600_000, toMs: nowMs };

/** A wait that nobody would sit through; on a busy machine nothing comes near it. */
const hangMs = 30_000;

function target<T>(
  name: string,
  runs: number,
  values: fc.Arbitrary<T>,
  check: (value: T) => void | Promise<void>,
): FuzzTarget {
  const property = fc.asyncProperty(values, async (value) => {
    const started = performance.now();
    await check(value);
    const tookMs = performance.now() - started;
    if (tookMs > hangMs) throw new Error(`took ${Math.round(tookMs)} ms`);
  });
  return { name, runs, property: property as unknown as FuzzTarget["property"] };
}

function ensure(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

/** What was raised on purpose is an answer; anything else is a bug. */
function expected<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof ExpectedError) return undefined;
    throw error;
  }
}

/** Fails if one query takes more steps than it may. */
function withinBudget<T>(run: () => T): T {
  const plenty = 1e12;
  const work = new Work(plenty);
  const result = withWork(work, run);
  // A variable's query is read, and then isolated.
  ensure(plenty - work.left <= 2 * maxQuerySteps, `a query took ${plenty - work.left} steps`);
  return result;
}

/**
 * Every selector of a text without variables outside strings has the matcher. One whose variables nobody defines says
 * nothing: Grafana leaves them as they are, and no server reads a `$`. What variables become is attacked in
 * test/attack/variables.test.ts.
 */
function ensureMarked(injected: string): void {
  if (maskVariables(injected).text !== injected) return;
  ensure(everySelectorMarked(injected, label), `a selector without the matcher: ${injected}`);
}

function checkQuery(query: string, options: ReadonlyMap<string, readonly string[]>): void {
  withinBudget(() => parseExpression(query));
  const injected = withinBudget(() => injectLabel(query, label, { variables: options }));
  if (injected.ok) {
    ensure(removeInjection(injected.query, label) === query, "injection cannot be taken back");
    const known = [...options.keys()].some((name) => query.includes(name));
    if (!known) ensureMarked(injected.query);
  } else ensure(injected.reason !== "" && injected.from <= injected.to, "a refusal without a reason");
  const variable = withinBudget(() => injectVariableQuery(query, label, { variables: options }));
  if (variable.ok)
    ensure(
      removeVariableInjection(variable.query, label) === query,
      "injection of a variable's query cannot be taken back",
    );
  withinBudget(() => addFilters(query, [{ key: "job", operator: "=", value: "a" }]));
}

function checkConfined(query: string, domains: ValueDomains): void {
  for (const confine of [confineQuery, confineVariableQuery]) {
    const confined = withinBudget(() => confine(query, label, { domains }));
    ensure(confined.ok || (confined.reason !== "" && confined.from <= confined.to), "a refusal without a reason");
  }
}

function checkRewritten(source: SourceDashboard, untrusted: boolean): void {
  const preview = rewriteForPreview(source, {
    uid: "dp-fuzz",
    key: "pr-1",
    dataSource: { uid: "fuzz", type: "prometheus", name: "Prometheus" },
    isolation: label,
    untrusted,
    minIntervalMs: 60_000,
  });
  JSON.stringify(preview.model);
  restoreSource(
    { kind: preview.kind, model: JSON.parse(JSON.stringify(preview.model)) },
    JSON.parse(JSON.stringify(preview.restore)),
  );
}

const empty = () =>
  memoryBackend(indexSeries([], createPatternCache(), new DayCourses({ fromMs: nowMs, stepMs: 60_000 })), {
    nowSeconds: nowMs / 1000,
    historySeconds: 3600,
    work: new InferWork(1),
  });

export const targets: readonly FuzzTarget[] = [
  target(
    "queries",
    400,
    fc.tuple(
      queries,
      fc.dictionary(fc.constantFrom("a", "b", "job"), fc.array(queries, { minLength: 1, maxLength: 3 }), {
        maxKeys: 2,
      }),
    ),
    ([query, options]) => checkQuery(query, new Map(Object.entries(options))),
  ),
  target("variables", 200, fc.tuple(variables, queries), async ([list, expr]) => {
    const text = JSON.stringify({
      title: "F",
      schemaVersion: 39,
      panels: [{ id: 1, type: "stat", targets: [{ refId: "A", expr }] }],
      templating: { list },
    });
    const source = expected(() => readDashboard(text, { file: "f.json" }));
    if (source === undefined) return;
    const read = parts(source);
    const found = readVariables(read);
    checkQuery(expr, new Map(found.map(({ name, options }) => [name, options.map(({ value }) => value)])));
    checkConfined(expr, valueDomains(source, 3_600_000));
    const resolved = await resolveVariables(found, { backend: empty(), range, dashboard: { title: "F" } });
    for (const query of queriesIn(read)) {
      const prepared = prepareQuery(query, { resolved, window: range });
      ensure(prepared.expr.length <= 2 * maxInterpolatedLength, "variables made a query grow without end");
    }
  }),
  target("dashboards", 160, dashboards, (text) => {
    const source = expected(() => readDashboard(text, { file: "f.json" }));
    if (source === undefined) return;
    panelsIn(parts(source));
    for (const untrusted of [false, true]) checkRewritten(source, untrusted);
    diffDashboards(source, source);
  }),
  target("inference", 60, dashboards, async (text) => {
    const source = expected(() => readDashboard(text, { file: "f.json" }));
    if (source === undefined) return;
    const spec = renderSpec(await inferSpec([source], { nowMs }));
    planSpec(parseSpec(spec, { file: "inferred" }), { nowMs });
  }),
  target("data specs", 250, specs, (text) => {
    expected(() => {
      const document = parseSpec(text, { file: "f.yaml" });
      const plan = planSpec(document, { nowMs, maxSeries: 500, maxSamples: 2_000_000 });
      formatDescription(describeSpec(document, plan, { series: 1, samples: 4 }));
    });
  }),
  target("rule files", 80, ruleFiles, async (text) => {
    const rules = expected(() => ruleQueries(readRuleFile(text, { file: "f.yaml" }).groups));
    if (rules !== undefined) renderSpec(await inferSpec([], { nowMs, rules }));
  }),
  target("metrics pages", 80, metricsPages, async (text) => {
    const known = expected(() => fromMetricsPage(text, { file: "f.txt" }));
    if (known !== undefined) parseSpec(renderSpec(await inferSpec([], { nowMs, known })), { file: "inferred" });
  }),
  target(
    "regular expressions",
    200,
    fc.tuple(regexes, fc.array(fc.string({ maxLength: 40 }), { maxLength: 3 })),
    ([pattern, texts]) => {
      matchAllGuarded({ pattern, texts, time: new RegexTime([{ ms: 20, times: 1 }]) });
      const found = new InferWork(1).tryOnce(() => {
        const made = createPatternCache()(pattern);
        if (made === undefined) return;
        for (const text of [...texts, ...witnesses(made.pattern, {})]) made.test(text);
      });
      ensure(found === undefined || found.value === undefined, "never");
    },
  ),
];
