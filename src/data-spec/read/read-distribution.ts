import type { Distribution } from "../../generator/series.ts";
import type { DistributionSpec, SignalSpec } from "../generated/data-spec.ts";
import { nameOf, type SpecPath } from "../source/path.ts";
import type { Problems } from "../source/problems.ts";
import { checkOrder, checkPositive } from "./check-parameters.ts";
import { readParameter } from "./read-signal.ts";

/**
 * Turns a distribution of the spec, whose shape the schema has checked, into one of the generator; undefined after a
 * problem.
 */
export function readDistribution(spec: DistributionSpec, path: SpecPath, problems: Problems): Distribution | undefined {
  const { lognormal, normal, exponential, uniform, values } = spec;
  const parameter = (of: SignalSpec, type: string, key: string) => readParameter(of, [...path, type, key], problems);
  if (lognormal !== undefined) {
    const [p50, p99] = [parameter(lognormal.p50, "lognormal", "p50"), parameter(lognormal.p99, "lognormal", "p99")];
    if (p50 === undefined || p99 === undefined || !checkPositive(p50, [...path, "lognormal", "p50"], problems))
      return undefined;
    return checkOrder(["p50", p50], ["p99", p99], { path: [...path, "lognormal"], problems })
      ? { type: "lognormal", p50, p99 }
      : undefined;
  }
  if (normal !== undefined) {
    const [mean, stddev] = [parameter(normal.mean, "normal", "mean"), parameter(normal.stddev, "normal", "stddev")];
    if (mean === undefined || stddev === undefined || !checkPositive(stddev, [...path, "normal", "stddev"], problems))
      return undefined;
    return { type: "normal", mean, stddev };
  }
  if (exponential !== undefined) {
    const mean = parameter(exponential.mean, "exponential", "mean");
    if (mean === undefined || !checkPositive(mean, [...path, "exponential", "mean"], problems)) return undefined;
    return { type: "exponential", mean };
  }
  if (uniform !== undefined) {
    const [min, max] = [parameter(uniform.min, "uniform", "min"), parameter(uniform.max, "uniform", "max")];
    if (min === undefined || max === undefined) return undefined;
    return checkOrder(["min", min], ["max", max], { path: [...path, "uniform"], problems })
      ? { type: "uniform", min, max }
      : undefined;
  }
  return readWeights(values ?? {}, [...path, "values"], problems);
}

function readWeights(
  spec: Readonly<Record<string, number | undefined>>,
  path: SpecPath,
  problems: Problems,
): Distribution | undefined {
  const before = problems.count;
  const weights = new Map<number, number>();
  for (const [key, weight = 0] of Object.entries(spec)) {
    const value = key.trim() === "" ? Number.NaN : Number(key);
    if (!Number.isFinite(value))
      problems.add(
        [...path, key],
        `${nameOf(path)}: expected a number as key, got ${JSON.stringify(key.slice(0, 60))}`,
        "key",
      );
    else if (weights.has(value))
      problems.add([...path, key], `${nameOf(path)}: the value ${value} is there twice`, "key");
    weights.set(value, weight);
  }
  if (problems.count > before) return undefined;
  if (![...weights.values()].some((weight) => weight > 0)) {
    problems.add(path, `${nameOf(path)}: at least one weight must be greater than 0`);
    return undefined;
  }
  const sorted = [...weights].toSorted(([a], [b]) => a - b);
  return { type: "values", weights: sorted.map(([value, weight]) => ({ value, weight })) };
}
