import type { Signal } from "../../generator/signal.ts";
import type { NamedSignal } from "../../generator/signals/named.ts";
import { nearestKey } from "../../text/nearest-word.ts";
import type { LabelDimension } from "../read/read-labels.ts";
import type { Recordings } from "../replay/recordings.ts";
import type { SpecPath } from "../source/path.ts";
import type { Problems } from "../source/problems.ts";
import { showNames } from "../source/show-value.ts";
import type { Places } from "./places.ts";

/** Who uses a named signal: a series, or another named signal, with the labels that it certainly has. */
export interface SignalUser {
  /** As a message calls it: `this series`. */
  readonly text: string;
  readonly labels: readonly Pick<LabelDimension, "name" | "patterns">[];
}

/** The problems of a spec that is being read, and the named signals that may stand in it. */
export interface Reading extends Problems {
  /**
   * The named signal that stands at `path`. Undefined after adding a problem: no such name, a circle, or a label that
   * it is `per` and its user lacks. Undefined too if the named signal itself is wrong.
   */
  named(name: string, path: SpecPath): NamedSignal | undefined;
  /** Files of recorded values. */
  readonly recordings: Recordings;
  /** Notes where a signal stands that was read. */
  place(signal: Signal, path: SpecPath): void;
  /** The same for another user of named signals. */
  within(user: SignalUser): Reading;
}

/** A named signal as its users need it. */
export interface FoundSignal {
  readonly per: readonly string[];
  readonly signal: NamedSignal | undefined;
}

/**
 * Adds named signals to the problems of a spec. `find` may add problems, such as a circle, and then returns undefined.
 */
export function createReading(
  problems: Problems,
  names: readonly string[],
  find: (name: string, path: SpecPath) => FoundSignal | undefined,
  { recordings, places }: { readonly recordings: Recordings; readonly places: Places },
): (user: SignalUser) => Reading {
  const within = (user: SignalUser): Reading => ({
    add: problems.add,
    get count() {
      return problems.count;
    },
    throwIfAny: problems.throwIfAny,
    within,
    recordings,
    place: places.note,
    named(name, path) {
      if (!names.includes(name))
        return void problems.add(path, `\`signals\` has no ${show(name)}; ${hint(name, names)}`);
      const found = find(name, path);
      const lacking = (found?.per ?? []).filter((label) => !has(user, label));
      if (lacking.length === 0) return found?.signal;
      const per = `signal \`${name}\` is per ${showNames(lacking, "and")}`;
      return void problems.add(path, `${per}, and ${user.text} has no label ${showNames(lacking, "and")}`);
    },
  });
  return within;
}

/** A label whose value may be empty is one that a series may lack. */
function has({ labels }: SignalUser, name: string): boolean {
  const label = labels.find((one) => one.name === name);
  return label?.patterns.every(({ parts }) => parts.some((part) => part !== "")) ?? false;
}

function hint(name: string, names: readonly string[]): string {
  const nearest = nearestKey(name, names);
  if (nearest !== undefined) return `did you mean \`${nearest}\`?`;
  if (names.length === 0) return "the spec has no `signals` yet: signals: {load: {per: [instance], value: …}}";
  return `it has ${showNames(names.slice(0, 10), "and")}`;
}

function show(name: string): string {
  return `\`${name.length > 60 ? `${name.slice(0, 57)}...` : name}\``;
}
