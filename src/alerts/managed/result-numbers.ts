import type { ConditionMatch } from "../../check/expressions/server/conditions.ts";
import type { Value } from "../../check/expressions/server/value.ts";
import { type LabelSet, labelKey } from "../engine/label-set.ts";
import { printValue } from "../templates/go-value.ts";
import { printLabels } from "../templates/grafana-functions.ts";

/** The numbers behind an alert, as its templates have them. */
export interface ResultNumbers {
  /** `$values` */
  readonly values: ReadonlyMap<string, { readonly labels: LabelSet; readonly value: number }>;
  /** `$value`: the number of the only query that gives numbers, or all numbers in one text. */
  readonly value: number | string;
}

/** Of an alert of which there are no numbers: without data, or in error. */
export const noNumbers: ResultNumbers = { values: new Map(), value: "" };

/** The numbers that a query or an expression gave. */
export interface NumberSource {
  readonly refId: string;
  /** `query`, or the type of the expression. */
  readonly type: string;
  readonly values: readonly Value[];
}

interface NumberText {
  readonly name: string;
  readonly metric?: string;
  readonly labels: LabelSet;
  readonly type: string;
  readonly value: number | null;
}

/**
 * The numbers of all queries and expressions that belong to a number of the condition: those with its labels; without
 * such, those with a part of its labels or with more.
 *
 * @see https://github.com/grafana/grafana/blob/v12.4.0/pkg/services/ngalert/eval/eval.go
 */
export class NumberIndex {
  readonly #sources: readonly (NumberSource & { readonly byLabels: ReadonlyMap<string, Value> })[];

  constructor(sources: readonly NumberSource[]) {
    this.#sources = [...sources]
      .sort((one, other) => (one.refId < other.refId ? -1 : 1))
      .map((source) => {
        const numbers = source.values.filter(({ kind }) => kind === "number" || kind === "scalar");
        const keyed = numbers.map((value) => [labelKey(value.labels), value] as const);
        return { ...source, byLabels: new Map(keyed.sort(([one], [other]) => (one < other ? -1 : 1))) };
      });
  }

  numbersOf(labels: LabelSet): ResultNumbers {
    const key = labelKey(labels);
    const found = this.#sources.flatMap(({ refId, type, byLabels }) => {
      const same = byLabels.get(key);
      const near = same === undefined ? [...byLabels.values()].filter((one) => isNear(one.labels, labels)) : [same];
      return near.map((one): NumberText => ({ name: refId, labels: one.labels, type, value: one.values[0] ?? null }));
    });
    const { values, value } = numbersFrom(found);
    const queries = new Set(found.filter(({ type }) => type === "query").map(({ name }) => name));
    const [only] = queries;
    return { values, value: queries.size === 1 ? values.get(only!)!.value : value };
  }
}

/** The numbers for which classic conditions hold, as `B0`, `B1` of the conditions B. */
export function matchedNumbers(refId: string, matches: readonly ConditionMatch[]): ResultNumbers {
  return numbersFrom(
    matches.map((match, index): NumberText => ({ ...match, name: `${refId}${index}`, type: "classic_conditions" })),
  );
}

function numbersFrom(found: readonly NumberText[]): ResultNumbers {
  return {
    values: new Map(found.map(({ name, labels, value }) => [name, { labels, value: value ?? Number.NaN }])),
    value: found.map(describe).join(", "),
  };
}

function describe({ name, metric, labels, type, value }: NumberText): string {
  const called = metric === undefined ? "" : `metric='${metric}' `;
  const shown = value === null ? "null" : printValue(value);
  return `[ var='${name}' ${called}labels={${printLabels(labels)}} type='${type}' value=${shown} ]`;
}

/** Whether one has all labels of the other. */
function isNear(one: LabelSet, other: LabelSet): boolean {
  const [less, more] = one.size <= other.size ? [one, other] : [other, one];
  return [...less].every(([name, value]) => more.get(name) === value);
}
