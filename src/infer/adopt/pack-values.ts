import { requireSteps } from "../../promql/grammar/work.ts";
import type { Domains } from "../patterns/domains.ts";
import { fillRegex } from "../patterns/fill-regex.ts";
import { witnesses } from "../patterns/witness.ts";
import { type Patterns, satisfies } from "../read/conditions.ts";
import type { Family } from "../read/families.ts";
import type { LabelCondition } from "../read/label-condition.ts";
import { isLabelName, type Usage } from "../read/usage.ts";
import { isPlaceLabel, isScopeLabel } from "../words/place-labels.ts";
import type { Adoption } from "./adoption.ts";
import { valuesOf } from "./candidates.ts";
import { ownName } from "./own-name.ts";

/** Labels' values at their longest. */
const longest = 2000;

/** Labels that name a member of a fleet, as its host or its pod does. */
const memberNames = /^(.*_)?(instance|pod|pod_name|node|nodename|host|hostname|server|broker|member)$/;

/** Which of a pack's members a series belongs to, and which of the places that all of them lie in together. */
export interface PackPlace {
  readonly member: number;
  readonly shift: number;
}

/** As {@link PackPlace}, with what the member is called here. */
interface NamedPlace extends PackPlace {
  readonly name: string | undefined;
}

/** Options of {@link PackValues}. */
export interface PackValueOptions {
  readonly domains: Domains;
  readonly patterns: Patterns;
  readonly usage: Pick<Usage, "single" | "opened">;
  readonly adoption: Adoption;
}

/**
 * A label's value as far as a pack says: its own, or none where the label says something of a container or pod that the
 * series does not have. A host as a whole has no `container_label_team`.
 *
 * @param given - the pack's values; undefined for a label that the pack lacks.
 */
export function packValue(name: string, given: (name: string) => string | undefined): string | undefined {
  const subject = /^(container|pod)_/.exec(name)?.[1];
  return given(name) ?? (subject !== undefined && given(subject) === "" ? "" : undefined);
}

/** Values of labels for series of a pack: the pack's where they fit, else the dashboard's. */
export class PackValues {
  readonly #family: Family;
  readonly #options: PackValueOptions;
  /** Labels that the pack lacks, or has for where all of it lies, and that have another value in another place. */
  readonly #moving: ReadonlySet<string>;
  /**
   * By how many the members of another place are numbered on: those of another namespace are others. 0 where they have
   * the same names there, as in another cluster.
   */
  readonly #others: number;
  /** The label that tells the pack's members apart, by the name of queries, and the values that it has in the pack. */
  readonly #fleet: { readonly label: string; readonly members: readonly string[] };

  constructor(family: Family, options: PackValueOptions) {
    this.#family = family;
    this.#options = options;
    const { adoption, usage, domains } = options;
    const { packed, candidates, names } = adoption;
    const labels = Object.entries(packed?.pack.labels ?? {}).map(([label, value]) => [label, valuesOf(value)] as const);
    const [fleet, members] = labels.find(([, values]) => values.length > 1) ?? ["", []];
    this.#fleet = { label: names.get(fleet) ?? fleet, members };
    const own = new Set(candidates.flatMap((one) => [...one.labels.keys()].map((name) => names.get(name) ?? name)));
    const inside = [...usage.opened.keys()].filter((name) => !isScopeLabel(name));
    const opened = new Set(inside.length === 0 ? usage.opened.keys() : inside);
    const moves = (name: string) =>
      opened.has(name) || (!usage.opened.has(name) && isScopeLabel(name) && family.use.shown.has(name));
    const common = new Set(Object.keys(packed?.pack.labels ?? {}));
    const isOwn = (name: string) => name !== "job" && own.has(name) && !(common.has(name) && isScopeLabel(name));
    const isFree = (name: string) => !isOwn(name) && !usage.single.has(name) && !family.use.constant.has(name);
    this.#moving = new Set(
      [...family.use.labels].filter(
        (name) => isFree(name) && moves(name) && domains.valuesOf(name, family.name).length > 1,
      ),
    );
    const isInside = [...this.#moving].some(
      (name) => isPlaceLabel(name) && !isScopeLabel(name) && !memberNames.test(name),
    );
    this.#others = isInside ? 1 + Math.max(0, ...candidates.map(({ member }) => member)) : 0;
  }

  /** Another job of the same kind: `thanos-store-b` beside `thanos-store`. */
  #otherJob(first: string): string | undefined {
    const all = this.#options.domains.valuesOf("job", this.#family.name);
    return all.find((value) => value !== first && (value.includes(first) || first.includes(value)));
  }

  /** Whether there is another place that all members lie in as well: another cluster. */
  get shifts(): boolean {
    return this.#moving.size > 0;
  }

  /**
   * The labels of a series that satisfies conditions; undefined where there are none.
   *
   * @param given - the pack's values; undefined for a label that the pack lacks.
   */
  labels(
    given: (name: string) => string | undefined,
    conditions: readonly LabelCondition[],
    at: PackPlace,
  ): Map<string, string> | undefined {
    const { patterns } = this.#options;
    const place = { ...at, name: this.#numberedOn(this.#nameOf(given, at.member), at) };
    const names = [...new Set([...this.#family.use.labels, ...conditions.map(({ name }) => name)])];
    const labels = new Map<string, string>();
    requireSteps(Math.ceil((names.length * (1 + conditions.length)) / 4));
    for (const name of names.filter(isLabelName).sort()) {
      const own = conditions.filter((condition) => condition.name === name);
      const inPack = packValue(name, given);
      const known = memberNames.test(name) ? this.#numberedOn(inPack, place) : inPack;
      const usual = place.shift > 0 && this.#moving.has(name) ? this.#moved(name, known, place) : known;
      const fits = usual !== undefined && own.every((condition) => satisfies(usual, condition, patterns));
      const value = fits ? usual : this.#choose(name, own, place);
      if (value === undefined || value.length > longest) return undefined;
      if (value !== "") labels.set(name, value);
    }
    return labels;
  }

  /** The name of a member: the dashboard's where that is not the pack's, and each has one of its own. */
  #nameOf(given: (name: string) => string | undefined, member: number): string | undefined {
    const { label, members } = this.#fleet;
    const { single, opened } = this.#options.usage;
    const here = single.has(label) || opened.has(label) ? "" : (given(label) ?? "");
    return here === "" ? members[member] : here;
  }

  /** The name of a member in a place: `redis-4:9121` in the second one of three members. */
  #numberedOn(name: string | undefined, { shift }: PackPlace): string | undefined {
    if (shift === 0 || this.#others === 0) return name;
    return name?.replace(/\d+(?=(:\d+)?$)/, (number) => String(Number(number) + shift * this.#others));
  }

  /** The value in another place; a job that there is but once stays. */
  #moved(name: string, given: string | undefined, place: NamedPlace): string | undefined {
    return name === "job" && given !== undefined ? (this.#otherJob(given) ?? given) : this.#usual(name, place);
  }

  #choose(name: string, conditions: readonly LabelCondition[], place: NamedPlace): string | undefined {
    const { domains, patterns } = this.#options;
    const fits = (value: string) => conditions.every((condition) => satisfies(value, condition, patterns));
    const all = domains.valuesOf(name, this.#family.name);
    const usual = this.#usual(name, place);
    if (fits(usual)) return usual;
    const exact = conditions.find(({ op }) => op === "=");
    if (exact !== undefined) return fits(exact.value) ? exact.value : undefined;
    const made = conditions.flatMap(({ op, value }) => {
      const pattern = op === "=~" ? patterns(value)?.pattern : undefined;
      if (pattern === undefined) return [];
      const named = fillRegex(value, { label: name, metric: this.#family.name }, patterns);
      return [...named, ...witnesses(pattern, { filler: usual })];
    });
    const found = [...new Set([...all, ...made])].filter((value) => value !== "" && fits(value));
    return found[this.#isOwn(name) ? place.member % found.length : 0] ?? (fits("") ? "" : undefined);
  }

  /** Whether each member has a value of its own. */
  #isOwn(name: string): boolean {
    const { single, opened } = this.#options.usage;
    return this.#fleet.members.length > 1 && memberNames.test(name) && !single.has(name) && !opened.has(name);
  }

  /** Members lie in the same cluster, and each is a pod of its own name. */
  #usual(name: string, { member, shift, name: host }: NamedPlace): string {
    const { domains, usage } = this.#options;
    const { name: family } = this.#family;
    if (usage.single.has(name)) return domains.valueOf(name, 0, family);
    if (usage.opened.has(name) || isScopeLabel(name))
      return domains.valueOf(name, this.#moving.has(name) ? shift : 0, family);
    const own = ownName(name, host, domains.valuesOf(name, family));
    return own ?? domains.valueOf(name, member, family);
  }
}
