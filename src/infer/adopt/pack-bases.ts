import type { PackLabels } from "../../packs/packs.ts";
import { requireSteps } from "../../promql/grammar/work.ts";
import type { Domains } from "../patterns/domains.ts";
import { type Patterns, satisfies } from "../read/conditions.ts";
import type { LabelCondition } from "../read/label-condition.ts";
import type { Usage } from "../read/usage.ts";
import type { Adoption } from "./adoption.ts";
import { type Candidate, valuesOf } from "./candidates.ts";
import { packValue } from "./pack-values.ts";

/** Options of {@link PackBases}. */
export interface PackBaseOptions {
  readonly domains: Domains;
  readonly patterns: Patterns;
  /** Members of a fleet. */
  readonly count: number;
  /** Labels that may have one value only. */
  readonly usage: Pick<Usage, "single">;
}

/** A series of the pack, with the values that it has here instead of the pack's. */
export interface Base {
  readonly candidate: Candidate;
  readonly replaced: ReadonlyMap<string, string>;
}

/**
 * The series of a pack's metric that rows are made of, with the values of the dashboard for labels that say where all
 * of them lie.
 */
export class PackBases {
  readonly #family: string;
  readonly #options: PackBaseOptions;
  readonly #adoption: Adoption;
  readonly #bases: readonly Base[];
  /** The pack's labels by the names of queries. */
  readonly own: ReadonlyMap<string, string>;
  /** Labels of all of the pack's series, by the names of queries: where the dashboard's lie elsewhere, these do too. */
  readonly scope: ReadonlySet<string>;

  /** @throws {OutOfSteps} where there are not enough steps. */
  constructor(family: string, adoption: Adoption, options: PackBaseOptions) {
    this.#family = family;
    this.#options = options;
    this.#adoption = adoption;
    const { candidates, names, packed } = adoption;
    requireSteps(1 + Math.ceil(candidates.length / 16));
    const called = (name: string) => names.get(name) ?? name;
    const all = new Set<string>();
    for (const { labels } of candidates) for (const name of labels.keys()) all.add(name);
    this.own = new Map([...all].map((name) => [called(name), name]));
    const scope = Object.entries(packed?.pack.labels ?? {});
    this.scope = new Set(scope.map(([name]) => called(name)));
    const replace = this.#replacements(scope);
    const few = candidates.filter(({ member }) => member < options.count);
    this.#bases = (few.length === 0 ? candidates : few).map((candidate) => ({
      candidate,
      replaced: replace(candidate),
    }));
  }

  /** The values of a label, by the name that queries give it. */
  valuesOf(label: string): readonly string[] {
    const name = this.own.get(label) ?? label;
    return [...new Set(this.#adoption.candidates.flatMap(({ labels }) => labels.get(name) ?? []))];
  }

  /** The value of a label; empty where this series lacks it, undefined where the pack does. */
  given({ candidate, replaced }: Base, name: string): string | undefined {
    if (!this.own.has(name)) return undefined;
    return replaced.get(name) ?? candidate.labels.get(this.own.get(name) ?? name) ?? "";
  }

  /** The bases that satisfy the most conditions, and how many they do not satisfy. */
  nearest(conditions: readonly LabelCondition[]): { readonly bases: readonly Base[]; readonly missed: number } {
    const { patterns } = this.#options;
    const own = conditions.filter(({ name }) => !this.scope.has(name));
    requireSteps(1 + Math.ceil((this.#bases.length * (1 + own.length)) / 8));
    let missed = Number.POSITIVE_INFINITY;
    let bases: Base[] = [];
    for (const base of this.#bases) {
      const misses = own.filter((one) => {
        const value = packValue(one.name, (name) => this.given(base, name));
        return value !== undefined && !satisfies(value, one, patterns);
      }).length;
      if (misses < missed) [missed, bases] = [misses, []];
      if (misses === missed) bases.push(base);
    }
    return { bases, missed };
  }

  #replacements(scope: readonly (readonly [string, PackLabels[string]])[]) {
    const { domains, usage } = this.#options;
    const { single } = usage;
    const { names } = this.#adoption;
    const family = this.#family;
    const fleet = scope.find(([, value]) => valuesOf(value).length > 1)?.[0];
    const known = new Map<string, ReadonlyMap<string, string>>();
    return ({ labels, member }: Candidate): ReadonlyMap<string, string> => {
      const own = scope.flatMap(([name]) => (labels.has(name) ? [[name, labels.get(name)!] as const] : []));
      const key = JSON.stringify([member, own]);
      const found = known.get(key);
      if (found !== undefined) return found;
      const replaced = new Map<string, string>();
      for (const [name, value] of own) {
        const asked = names.get(name) ?? name;
        if (!single.has(asked) && domains.valuesOf(asked, family).includes(value)) continue;
        replaced.set(asked, domains.valueOf(asked, name === fleet && !single.has(asked) ? member : 0, family));
      }
      known.set(key, replaced);
      return replaced;
    };
  }
}
