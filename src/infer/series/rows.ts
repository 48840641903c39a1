import { requireSteps } from "../../promql/grammar/work.ts";
import type { Domains } from "../patterns/domains.ts";
import { witnesses } from "../patterns/witness.ts";
import { type Patterns, satisfies, satisfiesAll } from "../read/conditions.ts";
import type { Family } from "../read/families.ts";
import type { LabelCondition } from "../read/label-condition.ts";
import { isScopeLabel } from "../read/label-names.ts";
import { isLabelName, type MetricUse, type SelectorUse } from "../read/usage.ts";
import { expandAlternatives } from "./expand-alternatives.ts";
import { firstGroup, textWithGroup } from "./label-copies.ts";

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
  /** Rows wanted of everything. */
  readonly count: number;
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
export function makeRows({ use }: Family, options: RowOptions): Row[] {
  return new RowMaker(use, options).make();
}

class RowMaker {
  readonly #rows = new Map<string, Row>();
  readonly #use: MetricUse;
  readonly #options: RowOptions;
  /** Labels of which selectors of this metric name values: they have rows of their own, beside the common ones. */
  readonly #named: ReadonlySet<string>;
  /** Rows of each selector: enough for all comparisons. */
  readonly #count: number;
  /** The label that tells rows apart beyond those that everything has. */
  readonly #fine: string | undefined;

  constructor(use: MetricUse, options: RowOptions) {
    this.#use = use;
    this.#options = options;
    const named = [...use.selectors.values()].flatMap(({ conditions }) =>
      conditions.flatMap((one) => (one.op === "=" || one.op === "=~" ? [one.name] : [])),
    );
    this.#named = new Set(named);
    const values = new Set(use.comparisons.map(({ all }) => JSON.stringify(all))).size;
    const labels = [...use.labels].filter((label) => isLabelName(label) && !isScopeLabel(label));
    this.#fine =
      labels.find((label) => /(id|idx|name|instance|device|pod|daemon|member)$/.test(label)) ?? labels.at(-1);
    const many = use.selectors.size > manySelectors;
    this.#count = many
      ? 1
      : Math.min(maxRowsOfSelector, Math.max(options.count, values + (use.plain && values > 0 ? 1 : 0)));
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
    for (let index = 0; index < this.#count; index++) {
      const labels = this.#labels(conditions, index);
      if (labels === undefined || this.#covered(labels, conditions, index)) continue;
      this.#add(labels, index);
    }
  }

  #addLast(conditions: readonly LabelCondition[]): void {
    const index = this.#options.count - 1;
    const labels = this.#labels(conditions, index);
    if (labels !== undefined) this.#add(labels, index);
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
    for (let index = 0; index < this.#options.count; index++) {
      const labels = this.#labels(usable, index);
      if (labels !== undefined) this.#add(labels, index);
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

  #labels(conditions: readonly LabelCondition[], index: number): Map<string, string> | undefined {
    const names = [...new Set([...this.#use.labels, ...conditions.map(({ name }) => name)])].filter(isLabelName).sort();
    const labels = new Map<string, string>();
    requireSteps(names.length * (1 + conditions.length));
    for (const name of names) {
      const value = this.#choose(
        name,
        conditions.filter((condition) => condition.name === name),
        index,
      );
      if (value === undefined || value.length > maxValueLength) return undefined;
      if (value !== "") labels.set(name, value);
    }
    return labels;
  }

  /** `label_replace` would take something out of the common value that nothing else has. */
  #mustBeMade(label: string, index: number, common: string): boolean {
    const { domains, patterns } = this.#options;
    const copy = this.#use.copies.find(({ source }) => source === label);
    if (copy === undefined) return false;
    const taken = firstGroup(copy.regex, common, patterns);
    if (taken === undefined)
      return textWithGroup(copy.regex, domains.valueOf(copy.target, index), patterns) !== undefined;
    return copy.source !== copy.target && taken !== domains.valueOf(copy.target, index);
  }

  #choose(label: string, conditions: readonly LabelCondition[], index: number): string | undefined {
    const { domains, patterns } = this.#options;
    const fits = (value: string) => conditions.every((condition) => satisfies(value, condition, patterns));
    const { count } = this.#options;
    const common = domains.valueOf(label, index >= count && label !== this.#fine ? index % count : index);
    if (fits(common) && !this.#mustBeMade(label, index, common)) return common;
    const exact = conditions.find(({ op }) => op === "=");
    if (exact !== undefined) return fits(exact.value) ? exact.value : undefined;
    const copy = this.#use.copies.find(({ source }) => source === label);
    const candidates = [
      ...(copy === undefined ? [] : [textWithGroup(copy.regex, domains.valueOf(copy.target, index), patterns) ?? ""]),
      ...rotated(domains.valuesOf(label), index),
      ...rotated(
        conditions.flatMap(({ op, value }) => (op === "=~" ? made(value, common, patterns) : [])),
        index,
      ),
    ];
    return candidates.find((value) => value !== "" && fits(value)) ?? (fits("") ? "" : undefined);
  }
}

function made(regex: string, filler: string, patterns: Patterns): readonly string[] {
  const pattern = patterns(regex)?.pattern;
  return pattern === undefined ? [] : witnesses(pattern, { filler });
}

function rotated<Item>(list: readonly Item[], by: number): Item[] {
  const start = list.length === 0 ? 0 : by % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
}

function project(labels: ReadonlyMap<string, string>, counts: (name: string) => boolean): string {
  return JSON.stringify([...labels].filter(([name]) => counts(name)));
}
