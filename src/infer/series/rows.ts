import { requireSteps } from "../../promql/grammar/work.ts";
import type { Domains } from "../patterns/domains.ts";
import { type Patterns, satisfiesAll } from "../read/conditions.ts";
import type { Family } from "../read/families.ts";
import type { LabelCondition } from "../read/label-condition.ts";
import { isLabelName, type MetricUse, type SelectorUse, type Usage } from "../read/usage.ts";
import { ValueChoice } from "./choose-value.ts";
import { expandAlternatives } from "./expand-alternatives.ts";
import { type Position, positionsOf } from "./positions.ts";

/** One series of a family. */
export interface Row {
  /** By label name, sorted; no empty values. */
  readonly labels: ReadonlyMap<string, string>;
  /** Which of the dashboard's rows it belongs to: those with the same number go together. */
  readonly index: number;
}

/** Options of {@link makeRows}. */
export interface RowOptions {
  readonly domains: Domains;
  readonly patterns: Patterns;
  /** Members of everything. */
  readonly count: number;
  /** Other values of labels that a dashboard opens with one value of. */
  readonly alternatives: number;
  readonly usage: Pick<Usage, "opened" | "single">;
  /** Selectors with the variables' values in them, of which each must select something. */
  readonly needed: readonly SelectorUse[];
  /** Take several values behind `=`, which a server was really asked for, as one that a label may have. */
  readonly allowLists: boolean;
}

/** Series of one metric at most. */
const maxRows = 400;
/** Rows of one selector at most, however many comparisons there are. */
const maxRowsOfSelector = 12;
/** Metrics with more selectors get one row for each of them. */
const manySelectors = 40;
/** A longer text behind `=` is a list of values that was filled in. */
const maxLiteralLength = 200;
/**
 * Longest value of a label: what is longer is no value that anyone would have, and many of them would be more than a
 * data spec holds.
 */
const maxValueLength = 2000;

/**
 * Label sets such that every selector of a metric selects something.
 *
 * @throws {OutOfSteps} where there are not enough steps.
 */
export function makeRows(family: Family, options: RowOptions): Row[] {
  return new RowMaker(family, options).make();
}

class RowMaker {
  readonly #rows = new Map<string, Row>();
  readonly #use: MetricUse;
  readonly #options: RowOptions;
  /** Labels of which selectors of this metric name values: they have rows of their own, beside the common ones. */
  readonly #named: ReadonlySet<string>;
  readonly #choice: ValueChoice;
  /** Of the rows of each selector, enough for all comparisons; and those of what the dashboard opens with. */
  readonly #positions: readonly Position[];
  readonly #first: readonly Position[];

  constructor(family: Family, options: RowOptions) {
    const { use } = family;
    this.#use = use;
    this.#options = options;
    this.#choice = new ValueChoice(family, options);
    const named = [...use.selectors.values()].flatMap(({ conditions }) =>
      conditions.flatMap((one) => (one.op === "=" || one.op === "=~" ? [one.name] : [])),
    );
    this.#named = new Set(named);
    const values = new Set(use.comparisons.map(({ all }) => JSON.stringify(all))).size;
    const { count, alternatives, usage } = options;
    const labels = [...use.labels].filter(isLabelName);
    const size = { count, opened: [...usage.opened.keys()], single: new Set([...usage.single, ...use.constant]) };
    const least = Math.min(maxRowsOfSelector, values + (use.plain && values > 0 ? 1 : 0));
    const { first, others } = positionsOf(labels, { ...size, alternatives, least });
    this.#first = first;
    this.#positions = use.selectors.size > manySelectors ? first.slice(0, 1) : [...first, ...others];
  }

  make(): Row[] {
    const selectors = [...this.#use.selectors.values()];
    const specific = (use: SelectorUse) => use.conditions.filter(({ op }) => op === "=" || op === "=~").length;
    const ordered = selectors.filter(({ removes }) => !removes).sort((a, b) => specific(b) - specific(a));
    for (const { conditions } of ordered)
      for (const each of expandAlternatives(conditions, this.#options.patterns)) this.#addRows(each);
    for (const { conditions } of selectors.filter(({ removes }) => removes)) this.#addLast(conditions);
    for (const { conditions, removes } of this.#options.needed) if (!removes) this.#ensure(conditions);
    if (this.#rows.size === 0) this.#addRows([]);
    return [...this.#rows.values()];
  }

  #addRows(conditions: readonly LabelCondition[]): void {
    for (const position of this.#positions) {
      const labels = this.#labels(conditions, position);
      if (labels === undefined || this.#covered(labels, conditions, position.index)) continue;
      this.#add(labels, position.index);
    }
  }

  #addLast(conditions: readonly LabelCondition[]): void {
    const last = this.#first.at(-1)!;
    const labels = this.#labels(conditions, last);
    if (labels !== undefined) this.#add(labels, last.index);
  }

  #ensure(conditions: readonly LabelCondition[]): void {
    const { patterns } = this.#options;
    const usable = conditions.filter(({ name }) => isLabelName(name));
    // Several values behind `=`: nothing that anyone would call a label's value.
    if (
      !this.#options.allowLists &&
      usable.some(({ op, value }) => op === "=" && (/^\(.*\|.*\)$/s.test(value) || value.length > maxLiteralLength))
    )
      return;
    requireSteps(1 + this.#rows.size);
    if ([...this.#rows.values()].some(({ labels }) => satisfiesAll(labels, usable, patterns))) return;
    for (const position of this.#first) {
      const labels = this.#labels(usable, position);
      if (labels !== undefined) this.#add(labels, position.index);
    }
  }

  /** A row that differs from the wanted one only in labels with values of their own does as well. */
  #covered(labels: ReadonlyMap<string, string>, conditions: readonly LabelCondition[], index: number): boolean {
    requireSteps(1 + this.#rows.size);
    const free = [...labels].filter(([name]) => !this.#named.has(name));
    return [...this.#rows.values()].some(
      (row) =>
        row.index === index &&
        free.every(([name, value]) => row.labels.get(name) === value) &&
        satisfiesAll(row.labels, conditions, this.#options.patterns),
    );
  }

  #add(labels: ReadonlyMap<string, string>, index: number): void {
    if (this.#rows.size >= maxRows) return;
    const key = JSON.stringify([...labels]);
    if (!this.#rows.has(key) && !this.#breaksUniqueness(labels)) this.#rows.set(key, { labels, index });
  }

  #breaksUniqueness(labels: ReadonlyMap<string, string>): boolean {
    const { patterns } = this.#options;
    return this.#use.unique.some(({ conditions, labels: on, ignored }) => {
      requireSteps(1 + this.#rows.size);
      if (!satisfiesAll(labels, conditions, patterns)) return false;
      const counts = (name: string) => (on === undefined ? !ignored.has(name) : on.has(name));
      const own = project(labels, counts);
      return [...this.#rows.values()].some(
        (row) => satisfiesAll(row.labels, conditions, patterns) && project(row.labels, counts) === own,
      );
    });
  }

  #labels(conditions: readonly LabelCondition[], position: Position): Map<string, string> | undefined {
    const names = [...new Set([...this.#use.labels, ...conditions.map(({ name }) => name)])].filter(isLabelName).sort();
    const labels = new Map<string, string>();
    requireSteps(names.length * (1 + conditions.length));
    for (const name of names) {
      const own = conditions.filter((condition) => condition.name === name);
      const value = this.#choice.valueOf(name, own, position);
      if (value === undefined || value.length > maxValueLength) return undefined;
      if (value !== "") labels.set(name, value);
    }
    return labels;
  }
}

function project(labels: ReadonlyMap<string, string>, counts: (name: string) => boolean): string {
  return JSON.stringify([...labels].filter(([name]) => counts(name)));
}
