import { constantOf } from "../../generator/argument-checks.ts";
import { isEndless } from "../../generator/lengths.ts";
import type { Parameter, Signal } from "../../generator/signal.ts";
import { defined } from "../../json/defined.ts";
import type { SignalSpec } from "../generated/data-spec.ts";
import { nameOf, type SpecPath } from "../source/path.ts";
import type { Problems } from "../source/problems.ts";
import { readNotation } from "./read-notation.ts";
import { readDuration, readLength, readPhase } from "./read-time.ts";

type SignalMap = Exclude<SignalSpec, number | string | readonly unknown[]>;
type Reader<Key extends keyof SignalMap> = (
  spec: NonNullable<SignalMap[Key]>,
  path: SpecPath,
  problems: Problems,
) => Signal | undefined;

/**
 * Turns a signal of the spec, whose shape the schema has checked, into a signal of the generator. What makes no sense
 * is a problem; then undefined is returned.
 */
export function readSignal(spec: SignalSpec, path: SpecPath, problems: Problems): Signal | undefined {
  if (typeof spec === "number") return { type: "constant", value: spec };
  if (typeof spec === "string") return readNotation(spec, path, problems);
  if (Array.isArray(spec)) return readSequence(spec, path, problems);
  const key = Object.keys(spec)[0] as keyof SignalMap;
  const read = readers[key] as Reader<typeof key>;
  return read(spec[key]!, [...path, key], problems);
}

function readSequence(list: readonly SignalSpec[], path: SpecPath, problems: Problems): Signal | undefined {
  const parts = readAll(list, path, problems);
  if (parts === undefined) return undefined;
  const endless = parts.findIndex(isEndless);
  if (endless === -1 || endless === parts.length - 1) return { type: "sequence", parts };
  problems.add(
    [...path, endless],
    `${nameOf([...path, endless])} is endless, so what follows is never reached; put it into \`limit\`: {limit: {of: …, for: 1h}}`,
  );
  return undefined;
}

function readAll(list: readonly SignalSpec[], path: SpecPath, problems: Problems): Signal[] | undefined {
  const signals = list.map((one, index) => readSignal(one, [...path, index], problems));
  return allThere(signals) ? signals : undefined;
}

function allThere(signals: readonly (Signal | undefined)[]): signals is Signal[] {
  return !signals.includes(undefined);
}

/** A number, or a signal in the place of one. */
export function readParameter(spec: SignalSpec, path: SpecPath, problems: Problems): Parameter | undefined {
  return typeof spec === "number" ? spec : readSignal(spec, path, problems);
}

/** Adds a problem at `max` if both are plain numbers and out of order. True if they are in order. */
export function checkOrder(
  [min, max]: readonly [min: Parameter, max: Parameter],
  [minName, maxName]: readonly [string, string],
  path: SpecPath,
  problems: Problems,
  { equal = false }: { equal?: boolean } = {},
): boolean {
  const [low, high] = [constantOf(min), constantOf(max)];
  if (low === undefined || high === undefined || low < high || (equal && low === high)) return true;
  problems.add(
    [...path, maxName],
    `\`${maxName}\` ${high} must be ${equal ? "at least" : "greater than"} \`${minName}\` ${low}`,
  );
  return false;
}

const arithmetic =
  (type: "add" | "sub" | "mul" | "div") =>
  (spec: readonly SignalSpec[], path: SpecPath, problems: Problems): Signal | undefined => {
    const operands = readAll(spec, path, problems);
    return operands === undefined ? undefined : { type, operands };
  };

const readers: { readonly [Key in keyof Required<SignalMap>]: Reader<Key> } = {
  line({ from, to, bounds = "[]", ...rest }, path, problems) {
    const length = readLength(rest, path, problems);
    return length === undefined ? undefined : { type: "line", from, to, length, bounds };
  },
  values: (values) => ({ type: "values", values }),
  random(spec, path, problems) {
    const [min, max] = readPair([spec.min, "min"], [spec.max, "max"], path, problems);
    if (min === undefined || max === undefined || !checkOrder([min, max], ["min", "max"], path, problems))
      return undefined;
    return { type: "random", min, max };
  },
  gap(spec, path, problems) {
    const length = readLength(spec, path, problems);
    return length === undefined ? undefined : { type: "gap", length };
  },
  loop({ of, times }, path, problems) {
    const signal = readSignal(of, [...path, "of"], problems);
    if (signal === undefined) return undefined;
    if (!isEndless(signal)) return { type: "loop", of: signal, ...defined({ times }) };
    problems.add(
      [...path, "of"],
      "`loop` cannot repeat an endless signal; put it into `limit`: {limit: {of: …, for: 1h}}",
    );
    return undefined;
  },
  limit({ of, ...rest }, path, problems) {
    const signal = readSignal(of, [...path, "of"], problems);
    const length = readLength(rest, path, problems);
    return signal === undefined || length === undefined ? undefined : { type: "limit", of: signal, length };
  },
  wave(spec, path, problems) {
    const [min, max] = readPair([spec.min, "min"], [spec.max, "max"], path, problems);
    const periodMs = readDuration(spec.period, [...path, "period"], problems);
    const peak = readPhase(spec.peak ?? "0s", [...path, "peak"], problems);
    if (min === undefined || max === undefined || periodMs === undefined || peak === undefined) return undefined;
    return checkOrder([min, max], ["min", "max"], path, problems, { equal: true })
      ? { type: "wave", min, max, periodMs, peak }
      : undefined;
  },
  square(spec, path, problems) {
    const [low, high] = readPair([spec.low, "low"], [spec.high, "high"], path, problems);
    const periodMs = readDuration(spec.period, [...path, "period"], problems);
    const at = readPhase(spec.at ?? "0s", [...path, "at"], problems);
    if (low === undefined || high === undefined || periodMs === undefined || at === undefined) return undefined;
    return { type: "square", low, high, periodMs, duty: spec.duty ?? 0.5, at };
  },
  noise(spec, path, problems) {
    const [stddev, mean] = readPair([spec.stddev, "stddev"], [spec.mean ?? 0, "mean"], path, problems);
    if (stddev === undefined || mean === undefined || !checkNotNegative(stddev, [...path, "stddev"], problems))
      return undefined;
    return { type: "noise", stddev, mean };
  },
  walk({ start, step, min, max }, path, problems) {
    if (min !== undefined && max !== undefined && !checkOrder([min, max], ["min", "max"], path, problems))
      return undefined;
    if (start < (min ?? start) || start > (max ?? start)) {
      problems.add(
        [...path, "start"],
        `\`start\` ${start} must lie between \`min\` ${min ?? "(none)"} and \`max\` ${max ?? "(none)"}`,
      );
      return undefined;
    }
    return { type: "walk", start, step, ...defined({ min, max }) };
  },
  spike: readSpike,
  add: arithmetic("add"),
  sub: arithmetic("sub"),
  mul: arithmetic("mul"),
  div: arithmetic("div"),
  clamp({ of, min, max }, path, problems) {
    const signal = readSignal(of, [...path, "of"], problems);
    if (min === undefined && max === undefined) {
      problems.add(path, "`clamp` needs `min` or `max`", "key");
      return undefined;
    }
    if (
      min !== undefined &&
      max !== undefined &&
      !checkOrder([min, max], ["min", "max"], path, problems, { equal: true })
    )
      return undefined;
    return signal && { type: "clamp", of: signal, ...defined({ min, max }) };
  },
};

function readSpike(spec: NonNullable<SignalMap["spike"]>, path: SpecPath, problems: Problems): Signal | undefined {
  const [height, base] = readPair([spec.height, "height"], [spec.base ?? 0, "base"], path, problems);
  const forMs = spec.for === undefined ? undefined : readDuration(spec.for, [...path, "for"], problems);
  const failed = spec.for !== undefined && forMs === undefined;
  const when = readWhen(spec, path, problems);
  if (height === undefined || base === undefined || when === undefined || failed) return undefined;
  if (forMs !== undefined && "everyMs" in when && forMs >= when.everyMs) {
    problems.add([...path, "for"], `\`for\` ${spec.for} must be shorter than \`every\` ${spec.every}`);
    return undefined;
  }
  return { type: "spike", height, base, when, ...defined({ forMs }) };
}

function readWhen({ every, at }: NonNullable<SignalMap["spike"]>, path: SpecPath, problems: Problems) {
  if (every !== undefined) {
    const everyMs = readDuration(every, [...path, "every"], problems);
    return everyMs === undefined ? undefined : { everyMs };
  }
  const list =
    typeof at === "string"
      ? [readPhase(at, [...path, "at"], problems)]
      : (at ?? []).map((one, index) => readPhase(one, [...path, "at", index], problems));
  const phases = list.filter((phase) => phase !== undefined);
  return phases.length < list.length ? undefined : { at: phases };
}

function readPair(
  [first, firstName]: readonly [SignalSpec, string],
  [second, secondName]: readonly [SignalSpec, string],
  path: SpecPath,
  problems: Problems,
): [Parameter | undefined, Parameter | undefined] {
  return [readParameter(first, [...path, firstName], problems), readParameter(second, [...path, secondName], problems)];
}

function checkNotNegative(parameter: Parameter, path: SpecPath, problems: Problems): boolean {
  const number = constantOf(parameter);
  if (number === undefined || number >= 0) return true;
  problems.add(path, `${nameOf(path)}: expected a number of 0 or more, got ${number}`);
  return false;
}
