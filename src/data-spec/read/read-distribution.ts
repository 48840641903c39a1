import { constantOf } from "../../generator/argument-checks.ts";
import type { Distribution } from "../../generator/series.ts";
import type { Parameter } from "../../generator/signal.ts";
import type { DistributionSpec, SignalSpec } from "../generated/data-spec.ts";
import type { Reading } from "../signals/reading.ts";
import { nameOf, type SpecPath } from "../source/path.ts";
import { checkNotNegative, checkOrder, checkPositive } from "./check-parameters.ts";
import { readParameter } from "./read-signal.ts";

type Reader<Key extends keyof DistributionSpec> = (
  spec: NonNullable<DistributionSpec[Key]>,
  path: SpecPath,
  problems: Reading,
) => Distribution | undefined;

const readers: { readonly [Key in Distribution["type"] | keyof DistributionSpec]: Reader<Key> } = {
  lognormal(spec, path, problems) {
    const [p50, p99] = readBoth(spec, ["p50", "p99"], path, problems);
    if (p50 === undefined || p99 === undefined || !checkPositive(p50, [...path, "p50"], problems)) return undefined;
    return checkOrder(["p50", p50], ["p99", p99], { path, problems }) ? { type: "lognormal", p50, p99 } : undefined;
  },
  normal(spec, path, problems) {
    const [mean, stddev] = readBoth(spec, ["mean", "stddev"], path, problems);
    if (mean === undefined || stddev === undefined || !checkPositive(stddev, [...path, "stddev"], problems))
      return undefined;
    return { type: "normal", mean, stddev };
  },
  exponential(spec, path, problems) {
    const mean = readParameter(spec.mean, [...path, "mean"], problems);
    return mean !== undefined && checkPositive(mean, [...path, "mean"], problems)
      ? { type: "exponential", mean }
      : undefined;
  },
  uniform(spec, path, problems) {
    const [min, max] = readBoth(spec, ["min", "max"], path, problems);
    if (min === undefined || max === undefined) return undefined;
    return checkOrder(["min", min], ["max", max], { path, problems }) ? { type: "uniform", min, max } : undefined;
  },
  values: readWeights,
};

/**
 * Turns a distribution of the spec, whose shape the schema has checked, into one of the generator. Returns undefined
 * after reporting a problem.
 */
export function readDistribution(spec: DistributionSpec, path: SpecPath, problems: Reading): Distribution | undefined {
  const key = Object.keys(spec)[0] as keyof DistributionSpec;
  const read = readers[key] as Reader<typeof key>;
  return read(spec[key]!, [...path, key], problems);
}

function readBoth<Key extends string>(
  spec: Readonly<Record<Key, SignalSpec>>,
  [first, second]: readonly [Key, Key],
  path: SpecPath,
  problems: Reading,
) {
  return [first, second].map((key) => readParameter(spec[key], [...path, key], problems));
}

function readWeights(
  spec: Readonly<Record<string, SignalSpec | undefined>>,
  path: SpecPath,
  problems: Reading,
): Distribution | undefined {
  const before = problems.count;
  const weights = new Map<number, Parameter>();
  for (const [key, given = 0] of Object.entries(spec)) {
    const weight = readParameter(given, [...path, key], problems);
    const value = key.trim() === "" ? Number.NaN : Number(key);
    if (!Number.isFinite(value))
      problems.add(
        [...path, key],
        `${nameOf(path)}: expected a number as key, got ${JSON.stringify(key.slice(0, 60))}`,
        "key",
      );
    else if (weights.has(value))
      problems.add([...path, key], `${nameOf(path)}: the value ${value} is there twice`, "key");
    if (weight !== undefined && checkNotNegative(weight, [...path, key], problems)) weights.set(value, weight);
  }
  if (problems.count > before) return undefined;
  if ([...weights.values()].every((weight) => constantOf(weight) === 0)) {
    problems.add(path, `${nameOf(path)}: at least one weight must be greater than 0`);
    return undefined;
  }
  const sorted = [...weights].toSorted(([a], [b]) => a - b);
  return { type: "values", weights: sorted.map(([value, weight]) => ({ value, weight })) };
}
