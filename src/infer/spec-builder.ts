import { nextTurn } from "../system/turn.ts";
import { addCompanions, adoptPacks } from "./adopt/adopt-packs.ts";
import { choosePacks, kindOf, type Packed } from "./adopt/choose-packs.ts";
import { fleetSizes } from "./adopt/machines.ts";
import { makeAdopted } from "./adopt/make-adopted.ts";
import { packFamily } from "./adopt/pack-courses.ts";
import { placesOf } from "./adopt/places.ts";
import { fillQueries } from "./fill-queries.ts";
import type { InferWork } from "./infer-work.ts";
import { type AnsweredQuery, type Knowledge, learnResolved, readKnowledge } from "./knowledge.ts";
import { fitLevels } from "./levels/fit.ts";
import type { FilledQuery } from "./levels/level-target.ts";
import type { InferOverrides } from "./levels/overrides.ts";
import { ordinaryNeeds } from "./meaning/ordinary-values.ts";
import { mergeMetrics } from "./merge-metrics.ts";
import { createDomains } from "./patterns/domains.ts";
import { createPatternCache } from "./patterns/pattern-match.ts";
import { selectorsOf, sizeOfUsage } from "./read/adopt-usage.ts";
import type { Patterns } from "./read/conditions.ts";
import { makeFamilies } from "./read/families.ts";
import type { KnownMetric } from "./read/known-metric.ts";
import { literalValues } from "./read/listed-values.ts";
import type { ReadDashboard } from "./read/read-usage.ts";
import type { SelectorUse, Usage } from "./read/usage.ts";
import { type ResolvedDashboard, resolveDashboard } from "./resolve-dashboard.ts";
import { alignLabels } from "./series/align-labels.ts";
import { assignSignals } from "./series/assign.ts";
import { addBareLabels } from "./series/bare-labels.ts";
import type { InferredMetric } from "./series/model.ts";
import { makeRows } from "./series/rows.ts";
import { countSeries, indexSeries } from "./series/series-index.ts";
import type { RuleQuery } from "./sources/from-rules.ts";
import { startOfMonth } from "./start-of-month.ts";
import { shareUnits } from "./units/same-units.ts";
import { DayCourses } from "./world/day-courses.ts";
import { giveOneJob } from "./world/one-job.ts";
import { relateAll } from "./world/relate-all.ts";
import { tellPlacesApart } from "./world/tell-places-apart.ts";

/** Rounds of: make series, let variables find their values, look what queries with these values select. */
const rounds = 3;

/** Input of {@link SpecBuilder}, beside dashboards. */
export interface BuildInput {
  readonly nowMs: number;
  readonly stepMs: number;
  readonly historyMs: number;
  readonly known: readonly KnownMetric[];
  readonly rules: readonly RuleQuery[];
  readonly overrides: InferOverrides;
  /** Queries that stayed empty on a server, with the values that variables had there. */
  readonly answered: readonly AnsweredQuery[];
  /** Series that are there too, as other dashboards need them: variables see these. */
  readonly others?: readonly InferredMetric[] | undefined;
  readonly work: InferWork;
  readonly signal?: AbortSignal | undefined;
}

/** How many series metrics get. */
export interface SpecSize {
  /** Members of everything. */
  readonly count: number;
  /** Other values of labels that a dashboard opens with one value of. */
  readonly alternatives: number;
}

/** Makes the metrics of a spec. */
export class SpecBuilder {
  readonly #dashboards: readonly ReadDashboard[];
  readonly #input: BuildInput;
  readonly #patterns: Patterns = createPatternCache();
  readonly #courses: DayCourses;

  constructor(dashboards: readonly ReadDashboard[], input: BuildInput) {
    this.#dashboards = dashboards;
    this.#input = input;
    this.#courses = new DayCourses({ fromMs: startOfMonth(input.nowMs) * 1000, stepMs: input.stepMs });
  }

  /**
   * Metrics of the first of the sizes with which they stay below so many series, else of the last. What is too large is
   * given up as soon as that is seen.
   */
  async build(sizes: readonly SpecSize[], targetSeries: number): Promise<readonly InferredMetric[]> {
    const { work, signal, nowMs, historyMs } = this.#input;
    const [size, ...smaller] = sizes;
    const isTooMany = (metrics: readonly InferredMetric[]) => smaller.length > 0 && countSeries(metrics) > targetSeries;
    work.beginBuild();
    const knowledge = await readKnowledge(this.#dashboards, this.#input);
    let metrics = await this.#make(knowledge, size!);
    if (isTooMany(metrics)) return this.build(smaller, targetSeries);
    for (let round = 0; round < rounds; round++) {
      const before = sizeOfUsage(knowledge.usage, knowledge.asRun, knowledge.copies);
      for (const dashboard of this.#dashboards) {
        const resolved = await this.#resolve(dashboard, metrics);
        await learnResolved(knowledge, { dashboard, resolved }, { work, signal, patterns: this.#patterns });
      }
      if (sizeOfUsage(knowledge.usage, knowledge.asRun, knowledge.copies) === before) break;
      metrics = await this.#make(knowledge, size!);
      if (isTooMany(metrics)) return this.build(smaller, targetSeries);
    }
    const filled: FilledQuery[] = [];
    for (const dashboard of this.#dashboards) filled.push(...(await this.#fill(metrics, dashboard)));
    const times = { nowSeconds: nowMs / 1000, historySeconds: historyMs / 1000 };
    const { metrics: related, groups } = await relateAll(metrics, filled, {
      patterns: this.#patterns,
      work,
      signal,
    });
    const context = { patterns: this.#patterns, ...times, courses: this.#courses, groups, work, signal };
    return fitLevels(related, filled, context);
  }

  async #make({ usage, asRun, copies }: Knowledge, size: SpecSize): Promise<InferredMetric[]> {
    const { work, signal, overrides, known, answered, nowMs } = this.#input;
    const patterns = this.#patterns;
    const shapes = new Map(known.map((metric) => [metric.name, metric]));
    const packs = this.#packsOf(usage);
    const types = new Map([
      ...[...packs].map(([name, { metric }]) => [name, kindOf(metric)] as const),
      ...known.flatMap(({ name, kind }) => (kind === undefined ? [] : [[name, kind] as const])),
      ...overrides.types,
    ]);
    const wanted = makeFamilies(usage, types).filter(({ name }) => !overrides.skip.has(name));
    const adopted = adoptPacks(wanted, packs);
    const { families } = adopted;
    addBareLabels(families, new Set(shapes.keys()));
    alignLabels(families, usage);
    work.tryOnce(() => shareUnits(families));
    const adoptions = addCompanions(adopted);
    const usual = placesOf(adoptions.values());
    const sizeOf = fleetSizes(adoptions.values(), size.count);
    const domains = createDomains(usage, patterns, { given: overrides.labels, families, usual });
    const anchor = { monthSeconds: startOfMonth(nowMs) };
    const valuesOf = (label: string) => literalValues(usage, label);
    const allowLists = answered.length > 0;
    const metrics: InferredMetric[] = [];
    for (const family of families) {
      await nextTurn(signal);
      const make = (needed: readonly SelectorUse[]) => {
        const adoption = adoptions.get(family);
        const [shape, level] = [shapes.get(family.name), overrides.levels.get(family.name)];
        if (adoption !== undefined) {
          const how = { domains, patterns, count: sizeOf(adoption), needed, usage, anchor, shape, level };
          return makeAdopted(family, adoption, { ...how, courses: this.#courses });
        }
        const ordinary = ordinaryNeeds(family, valuesOf);
        const all = [...needed, ...ordinary];
        const rows = makeRows(family, { domains, patterns, ...size, usage, needed: all, allowLists });
        return assignSignals(family, rows, { anchor, patterns, shape, level });
      };
      const [needed, ofCopies] = [selectorsOf(family, asRun), selectorsOf(family, copies)];
      const filled = ofCopies.length === 0 ? undefined : work.tryCopy(() => make([...needed, ...ofCopies]));
      const made = filled?.value ?? work.attempt(`metric ${family.name}`, () => make(needed));
      if (made !== undefined) metrics.push(made);
    }
    const placed = work.tryOnce(() => giveOneJob(metrics, patterns))?.value ?? metrics;
    return [...(work.tryOnce(() => tellPlacesApart(placed))?.value ?? placed)];
  }

  #resolve(dashboard: ReadDashboard, metrics: readonly InferredMetric[]): Promise<ResolvedDashboard> {
    const { others = [] } = this.#input;
    const all = others.length === 0 ? metrics : mergeMetrics([metrics, others]);
    return resolveDashboard(dashboard, indexSeries(all, this.#patterns, this.#courses), this.#input);
  }

  /** Metrics of packs that the dashboards ask for, those apart of which more is known, or that a person has set. */
  #packsOf(usage: Usage): ReadonlyMap<string, Packed> {
    const { known, overrides } = this.#input;
    const own = new Set([...known.map(({ name }) => name), ...overrides.types.keys(), ...overrides.levels.keys()]);
    const packs = new Map([...choosePacks(usage)].filter(([name]) => !own.has(name)));
    for (const packed of packs.values()) this.#courses.learn(packFamily(packed, new Map()).causes);
    return packs;
  }

  async #fill(metrics: readonly InferredMetric[], dashboard: ReadDashboard): Promise<FilledQuery[]> {
    return fillQueries(dashboard, await this.#resolve(dashboard, metrics), this.#input);
  }
}
