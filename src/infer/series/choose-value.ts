import type { Domains } from "../patterns/domains.ts";
import { fillRegex } from "../patterns/fill-regex.ts";
import { type Patterns, satisfies } from "../read/conditions.ts";
import type { Family } from "../read/families.ts";
import type { LabelCondition } from "../read/label-condition.ts";
import { firstGroup, textWithGroup } from "./label-copies.ts";
import type { Position } from "./positions.ts";

/** Chooses values of labels for the rows of one family. */
export class ValueChoice {
  readonly #family: Family;
  readonly #domains: Domains;
  readonly #patterns: Patterns;

  constructor(family: Family, { domains, patterns }: { readonly domains: Domains; readonly patterns: Patterns }) {
    this.#family = family;
    this.#domains = domains;
    this.#patterns = patterns;
  }

  /**
   * The value of a label at a position, such that the conditions on the label hold: the common one if it fits.
   *
   * @returns "" if the label has to be missing; undefined if there is no value.
   */
  valueOf(label: string, conditions: readonly LabelCondition[], position: Position): string | undefined {
    const patterns = this.#patterns;
    const fits = (value: string) => conditions.every((condition) => satisfies(value, condition, patterns));
    const common = this.#common(label, position);
    if (fits(common) && !this.#mustBeMade(label, position, common)) return common;
    const exact = conditions.find(({ op }) => op === "=");
    if (exact !== undefined) return fits(exact.value) ? exact.value : undefined;
    const copy = this.#family.use.copies.find(({ source }) => source === label);
    const place = position.place(label);
    const candidates = [
      ...(copy === undefined
        ? []
        : [textWithGroup(copy.regex, this.#common(copy.target, position), { patterns, label }) ?? ""]),
      ...rotated(this.#domains.valuesOf(label, this.#family.name), place),
      ...rotated(
        conditions.flatMap(({ op, value }) => (op === "=~" ? fillRegex(value, this.#named(label), patterns) : [])),
        place,
      ),
    ];
    return candidates.find((value) => value !== "" && fits(value)) ?? (fits("") ? "" : undefined);
  }

  #named(label: string): { readonly label: string; readonly metric: string } {
    return { label, metric: this.#family.name };
  }

  /** The value that a label has at a position unless something else is asked for. */
  #common(label: string, { place }: Position): string {
    return this.#domains.valueOf(label, place(label), this.#family.name);
  }

  /** `label_replace` would take something out of the common value that nothing else has. */
  #mustBeMade(label: string, position: Position, common: string): boolean {
    const copy = this.#family.use.copies.find(({ source }) => source === label);
    if (copy === undefined) return false;
    const taken = firstGroup(copy.regex, common, this.#patterns);
    const wanted = this.#common(copy.target, position);
    if (taken === undefined)
      return textWithGroup(copy.regex, wanted, { patterns: this.#patterns, label }) !== undefined;
    return copy.source !== copy.target && taken !== wanted;
  }
}

function rotated<Item>(list: readonly Item[], by: number): Item[] {
  const start = list.length === 0 ? 0 : by % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
}
