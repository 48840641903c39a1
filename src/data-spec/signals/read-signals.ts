import { checkSignal, maxNamed } from "../../generator/check-signal.ts";
import type { NamedSignal } from "../../generator/signals/named.ts";
import { nearestKey } from "../../text/nearest-word.ts";
import type { DataSpec } from "../generated/data-spec.ts";
import { readSignal } from "../read/read-signal.ts";
import { createRecordings, type Recordings } from "../replay/recordings.ts";
import type { SpecPath } from "../source/path.ts";
import type { Problems } from "../source/problems.ts";
import { wrongOf } from "../source/wrong-of.ts";
import { createPlaces, type Places } from "./places.ts";
import { createReading, type FoundSignal, type Reading } from "./reading.ts";

const namePattern = /^[a-z][a-z0-9_.-]*$/;
const longestName = 200;

/** Options of {@link readSignals}. */
export interface SignalOptions {
  /** The place that a signal's problems are reported at. */
  readonly pathOf?: (name: string) => SpecPath;
  readonly recordings?: Recordings;
  /** Notes where each signal stands. */
  readonly places?: Places;
}

/** The named signals of a spec. */
export interface SpecSignals {
  /** Those that are right, in the order of the spec. */
  readonly all: readonly NamedSignal[];
  /** For reading what may use them. */
  readonly reading: Reading;
}

/**
 * Reads the named signals of a spec, each after those that it uses. Adds a problem for a wrong name, an unknown label,
 * a circle, and for more than 32 that use one another.
 *
 * @param labels - every label that a series has.
 */
export function readSignals(
  specs: NonNullable<DataSpec["signals"]>,
  labels: ReadonlySet<string>,
  problems: Problems,
  {
    pathOf = (name) => ["signals", name],
    recordings = createRecordings(undefined),
    places = createPlaces(),
  }: SignalOptions = {},
): SpecSignals {
  const names = Object.keys(specs);
  const known = new Map<string, FoundSignal>();
  const open: string[] = [];
  const find = (name: string, path: SpecPath): FoundSignal | undefined => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const begun = open.indexOf(name);
    if (begun !== -1) {
      const circle = [...open.slice(begun), name].map((one) => `\`${one}\``);
      return void problems.add(path, `a signal cannot use itself: ${shorten(circle).join(" uses ")}`);
    }
    // Deeper ones are not read from here: the call stack is finite.
    if (open.length >= maxNamed)
      return void problems.add(path, `signals that use one another must be at most ${maxNamed} deep`);
    open.push(name);
    const read = readOne(name);
    open.pop();
    known.set(name, read);
    return read;
  };
  const within = createReading(problems, names, find, { recordings, places });
  for (const name of names) find(name, pathOf(name));
  return { all: names.flatMap((name) => known.get(name)?.signal ?? []), reading: within({ text: "this", labels: [] }) };

  function readOne(name: string): FoundSignal {
    const path = pathOf(name);
    const before = problems.count;
    if (!namePattern.test(name) || name.length > longestName)
      problems.add(
        path,
        `a signal's name begins with a small letter and has small letters, digits, _, . and - after it, got ` +
          JSON.stringify(name.slice(0, 60)),
        "key",
      );
    const { per = [], value: spec } = specs[name]!;
    for (const [place, label] of per.entries()) checkLabel(label, per.indexOf(label) < place, [...path, "per", place]);
    const user = { text: `signal \`${name}\``, labels: per.map((label) => ({ name: label, patterns: [] })) };
    const value = readSignal(spec, [...path, "value"], within(user));
    if (value === undefined || problems.count > before) return { per, signal: undefined };
    const signal: NamedSignal = { type: "signal", name, per: per.toSorted(), value };
    const wrong = wrongOf(() => checkSignal(signal));
    if (wrong !== undefined) problems.add([...path, "value"], wrong);
    return { per, signal: wrong === undefined ? signal : undefined };
  }

  function checkLabel(label: string, twice: boolean, path: SpecPath): void {
    if (twice) {
      problems.add(path, `label \`${label}\` is there twice`);
      return;
    }
    if (labels.has(label)) return;
    const nearest = nearestKey(label, [...labels]);
    const hint = nearest === undefined ? "" : `; did you mean \`${nearest}\`?`;
    problems.add(path, `no series has a label ${JSON.stringify(label.slice(0, 60))}${hint}`);
  }
}

function shorten<T>(list: readonly T[]): readonly T[] {
  return list.length > 6 ? [...list.slice(0, 3), ...list.slice(-3)] : list;
}
