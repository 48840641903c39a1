import { endsAtTimeOfDay, isEndless } from "../../generator/lengths.ts";
import type { Parameter, Signal } from "../../generator/signal.ts";
import { signalTable } from "../../generator/signal-table.ts";
import type { SpecReader } from "../../generator/spec-reader.ts";
import type { SignalSpec } from "../generated/data-spec.ts";
import type { Reading } from "../signals/reading.ts";
import { nameOf, type SpecPath } from "../source/path.ts";
import { checkNotNegative, checkOrder } from "./check-parameters.ts";
import { readNotation } from "./read-notation.ts";
import { readDuration, readLength, readPhase, readTimeOfDay } from "./read-time.ts";

type SignalMap = Required<Exclude<SignalSpec, number | string | readonly unknown[]>>;
type Read<Key extends keyof SignalMap> = (spec: SignalMap[Key], reader: SpecReader) => Signal | undefined;

/** The signals that have a key in the JSON schema; the compiler checks that each is read as the schema describes it. */
const readers: { readonly [Key in keyof SignalMap]: { readonly read: Read<Key> } } = signalTable;

/**
 * Turns a signal of the spec, whose shape the schema has checked, into a signal of the generator. Returns undefined
 * after reporting a problem.
 */
export function readSignal(spec: SignalSpec, path: SpecPath, problems: Reading): Signal | undefined {
  const signal = read(spec, path, problems);
  if (signal !== undefined) problems.place(signal, path);
  return signal;
}

function read(spec: SignalSpec, path: SpecPath, problems: Reading): Signal | undefined {
  if (typeof spec === "number") return { type: "constant", value: spec };
  if (typeof spec === "string") return readNotation(spec, path, problems);
  if (Array.isArray(spec)) return readSequence(spec, path, problems);
  const key = Object.keys(spec)[0] as keyof SignalMap;
  const row = readers[key] as { readonly read: Read<typeof key> };
  return row.read(spec[key]!, createReader([...path, key], problems));
}

function readSequence(list: readonly SignalSpec[], path: SpecPath, problems: Reading): Signal | undefined {
  const parts = readAll(list, path, problems);
  if (parts === undefined) return undefined;
  const endless = parts.findIndex(isEndless);
  if (endless === -1 || endless === parts.length - 1) return { type: "sequence", parts };
  const advice = "put it into `limit`: {limit: {of: …, for: 1h}}";
  const place = [...path, endless];
  problems.add(place, `${nameOf(place)} is endless, so what follows is never reached; ${advice}`);
  return undefined;
}

function readAll(list: readonly SignalSpec[], path: SpecPath, problems: Reading): Signal[] | undefined {
  const signals = list.map((one, index) => readSignal(one, [...path, index], problems));
  const found = signals.filter((signal) => signal !== undefined);
  return found.length < signals.length ? undefined : found;
}

/** A number, or a signal used as one. */
export function readParameter(spec: SignalSpec, path: SpecPath, problems: Reading): Parameter | undefined {
  return typeof spec === "number" ? spec : readSignal(spec, path, problems);
}

/** Reads the parts of the signal at `path`. The schema has checked that what is read as a signal is one. */
function createReader(path: SpecPath, problems: Reading): SpecReader {
  return {
    parameter: (spec, key) => readParameter(spec as SignalSpec, [...path, key], problems),
    signal: (spec, key) => readSignal(spec as SignalSpec, [...path, key], problems),
    signals: (list) => readAll(list as readonly SignalSpec[], path, problems),
    durationMs: (text, key) => readDuration(text, [...path, key], problems),
    timeOfDayMs: (text, key) => readTimeOfDay(text, [...path, key], problems),
    length: (spec) => readLength(spec, path, problems),
    phase: (text, ...place) => readPhase(text, [...path, ...place], problems),
    isAscending: (low, high, options) => checkOrder(low, high, { ...options, path, problems }),
    isNotNegative: (parameter, key) => checkNotNegative(parameter, [...path, key], problems),
    named: (name) => problems.named(name, path),
    recorded(place) {
      const recorded = problems.recordings.read(place);
      if (typeof recorded !== "string") return recorded;
      return void problems.add([...path, "file"], recorded);
    },
    isEndless,
    endsAtTimeOfDay,
    problem(message, key) {
      if (key === undefined) problems.add(path, message, "key");
      else problems.add([...path, key], message);
      return undefined;
    },
  };
}
