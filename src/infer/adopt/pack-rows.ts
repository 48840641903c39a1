import { requireSteps } from "../../promql/grammar/work.ts";
import { ordinaryAmong } from "../meaning/ordinary-values.ts";
import type { Domains } from "../patterns/domains.ts";
import { type Patterns, satisfiesAll } from "../read/conditions.ts";
import type { Family } from "../read/families.ts";
import type { LabelCondition } from "../read/label-condition.ts";
import { isLabelName, type SelectorUse, type Usage } from "../read/usage.ts";
import { expandAlternatives } from "../series/expand-alternatives.ts";
import type { Row } from "../series/rows.ts";
import type { Adoption } from "./adoption.ts";
import { type Cuts, chooseSome, cutsOf } from "./choose-some.ts";
import { type Base, PackBases } from "./pack-bases.ts";
import { PackValues } from "./pack-values.ts";
import { severalRows } from "./several-rows.ts";

/** Options of {@link makePackRows}. */
export interface PackRowOptions {
  readonly domains: Domains;
  readonly patterns: Patterns;
  /** Members of a fleet. */
  readonly count: number;
  /** Labels that may have one value only, and those of which a dashboard opens with one value. */
  readonly usage: Pick<Usage, "single" | "opened">;
  /** Selectors with the variables' values in them, of which each must select something. */
  readonly needed: readonly SelectorUse[];
}

/** Series of one metric at most, and values of a listed label that are looked at. */
const limits = { rows: 400, listed: 3 };
/** Series of one selector, of a metric that makes one series and of a histogram, for each member of a fleet. */
const budgets = { plain: 10, histogram: 3 };

/**
 * The series of a pack's metric that queries need: those of the pack that a selector selects; where it selects none,
 * the nearest with the label values that it asks for.
 *
 * @throws {OutOfSteps} where there are not enough steps.
 */
export function makePackRows(family: Family, adoption: Adoption, options: PackRowOptions): Row[] {
  return new PackRows(family, adoption, options).make();
}

class PackRows {
  readonly #rows = new Map<string, Row>();
  readonly #family: Family;
  readonly #options: PackRowOptions;
  readonly #adoption: Adoption;
  readonly #bases: PackBases;
  readonly #values: PackValues;

  constructor(family: Family, adoption: Adoption, options: PackRowOptions) {
    this.#family = family;
    this.#options = options;
    this.#adoption = adoption;
    this.#bases = new PackBases(family.name, adoption, options);
    this.#values = new PackValues(family, { ...options, adoption });
  }

  make(): Row[] {
    const { needed } = this.#options;
    const { selectors } = this.#family.use;
    const weights = { "=": 1, "=~": 1, "!=": 0.1, "!~": 0.1 } as const;
    const specific = (use: SelectorUse) => use.conditions.reduce((sum, { op }) => sum + weights[op], 0);
    const all = [...selectors.values()];
    const kept = all.filter(({ removes }) => !removes).sort((a, b) => specific(b) - specific(a));
    this.#addAll(kept, 0);
    for (const { conditions } of all.filter(({ removes }) => removes)) this.#addFor(conditions, 1);
    const wanted = needed.filter(({ removes }) => !removes).sort((a, b) => specific(b) - specific(a));
    const ordinary = ordinaryAmong(needed, this.#family, (label) => this.#bases.valuesOf(label));
    for (const { conditions } of [...wanted, ...ordinary]) this.#ensure(conditions);
    if (this.#rows.size === 0) this.#addFor([], this.#budget);
    this.#addListed();
    if (this.#values.shifts) this.#addAll(kept, 1);
    this.#addSeveral([...kept, ...wanted]);
    return [...this.#rows.values()];
  }

  #addAll(selectors: readonly SelectorUse[], shift: number): void {
    const each = selectors
      .flatMap(({ conditions }) => expandAlternatives(conditions, this.#options.patterns))
      .map((conditions) => ({ conditions, nearest: this.#bases.nearest(conditions) }));
    const cuts = this.#leastOf(each.flatMap(({ nearest: { bases, missed } }) => (missed > 0 ? [] : [bases])));
    for (const { conditions, nearest } of each) this.#addFor(conditions, this.#budget, { shift, cuts, nearest });
  }

  /** A processor that is there has all its modes: what one selector leaves of a list is all that the others take. */
  #leastOf(choices: readonly (readonly Base[])[]): Cuts {
    const options = { most: this.#budget, members: this.#options.count, isAsked: this.#isAsked };
    const all = choices.map((bases) => {
      requireSteps(1 + Math.ceil(bases.length / 8));
      return cutsOf(bases, chooseSome(bases, options), this.#isAsked);
    });
    const least = (of: (cuts: Cuts) => number) => Math.min(Number.POSITIVE_INFINITY, ...all.map(of));
    return { named: least(({ named }) => named), other: least(({ other }) => other) };
  }

  /** Whether queries name a label of the pack. */
  readonly #isAsked = (name: string): boolean => {
    const { asked, names } = this.#adoption;
    return asked.has(names.get(name) ?? name);
  };

  /** Variables that list values of a label let some of them through. */
  #addListed(): void {
    const { domains, patterns } = this.#options;
    for (const [name, { patterns: regexes }] of this.#family.use.listed) {
      if (regexes.size === 0 || !isLabelName(name)) continue;
      requireSteps(1 + this.#rows.size);
      const passes = (value: string) => [...regexes].every((regex) => patterns(regex)?.test(value) ?? true);
      if ([...this.#rows.values()].some(({ labels }) => passes(labels.get(name) ?? ""))) continue;
      for (const value of domains.valuesOf(name, this.#family.name).filter(passes).slice(0, limits.listed))
        this.#addFor([{ name, op: "=", value }], this.#options.count);
    }
  }

  /** Where queries ask which members there are, there is more than one. */
  #addSeveral(selectors: readonly SelectorUse[]): void {
    const { candidates } = this.#adoption;
    const context = {
      ...this.#options,
      family: this.#family,
      own: this.#bases.own,
      scope: this.#bases.scope,
      candidates,
    };
    for (const { conditions } of selectors) {
      requireSteps(1 + this.#rows.size);
      for (const { labels, index } of severalRows([...this.#rows.values()], conditions, context))
        this.#add(labels, index);
    }
  }

  get #budget(): number {
    const { kind } = this.#family;
    const isOne = kind !== "histogram" && kind !== "summary";
    return this.#options.count * (isOne ? budgets.plain : budgets.histogram);
  }

  #addFor(
    conditions: readonly LabelCondition[],
    most: number,
    {
      shift = 0,
      cuts,
      nearest = this.#bases.nearest(conditions),
    }: { readonly shift?: number; readonly cuts?: Cuts; readonly nearest?: ReturnType<PackBases["nearest"]> } = {},
  ): void {
    const { count } = this.#options;
    const { asked } = this.#adoption;
    const { bases, missed } = nearest;
    // Of those that are only near, the last of each that queries tell apart: the most usual one.
    const free = [...this.#bases.own].filter(
      ([name]) => asked.has(name) && !conditions.some((one) => one.name === name),
    );
    const told = (base: Base) =>
      JSON.stringify([base.candidate.member, ...free.map(([, own]) => base.candidate.labels.get(own))]);
    // Where the pack lacks what is asked for, a whole beside parts that were made gets no parts of other kinds.
    const places = [...this.#bases.scope, ...conditions.map(({ name }) => name)];
    const placeOf = (labels: ReadonlyMap<string, string>) => JSON.stringify(places.map((name) => labels.get(name)));
    const taken = new Set(missed === 0 ? [] : [...this.#rows.values()].map(({ labels }) => placeOf(labels)));
    requireSteps(1 + taken.size);
    const near = missed === 0 ? bases : [...new Map(bases.map((base) => [told(base), base])).values()];
    for (const base of chooseSome(near, { most, members: count, isAsked: this.#isAsked, ...(cuts && { cuts }) })) {
      const { member } = base.candidate;
      const made = this.#values.labels((name) => this.#bases.given(base, name), conditions, { member, shift });
      if (made !== undefined && !taken.has(placeOf(made))) this.#add(made, member);
    }
  }

  #ensure(conditions: readonly LabelCondition[]): void {
    const usable = conditions.filter(({ name }) => isLabelName(name));
    if (!this.#satisfied(usable)) this.#addFor(usable, this.#budget);
  }

  #satisfied(conditions: readonly LabelCondition[]): boolean {
    requireSteps(1 + this.#rows.size);
    return [...this.#rows.values()].some(({ labels }) => satisfiesAll(labels, conditions, this.#options.patterns));
  }

  #add(labels: ReadonlyMap<string, string>, index: number): void {
    if (this.#rows.size >= limits.rows) return;
    const key = JSON.stringify([...labels]);
    if (!this.#rows.has(key) && !this.#breaksUniqueness(labels)) this.#rows.set(key, { labels, index });
  }

  #breaksUniqueness(labels: ReadonlyMap<string, string>): boolean {
    const { patterns } = this.#options;
    return this.#family.use.unique.some(({ conditions, labels: on, ignored }) => {
      requireSteps(1 + this.#rows.size);
      if (!satisfiesAll(labels, conditions, patterns)) return false;
      const project = (of: ReadonlyMap<string, string>) =>
        JSON.stringify([...of].filter(([name]) => (on === undefined ? !ignored.has(name) : on.has(name))));
      return [...this.#rows.values()].some(
        (row) => satisfiesAll(row.labels, conditions, patterns) && project(row.labels) === project(labels),
      );
    });
  }
}
