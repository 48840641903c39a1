import { formatDuration } from "../text/duration.ts";
import { constantOf } from "./argument-checks.ts";
import type { PartPlace } from "./length-ms.ts";
import { signalLengthMs } from "./lengths.ts";
import type { Parameter, Signal } from "./signal.ts";
import { rowOf } from "./signal-table.ts";

const maxParts = 50;

/** Facts for a description that a signal alone does not tell. */
export interface DescribeContext {
  /** Where the signal begins: then lengths are added that its own words do not say. */
  readonly place?: PartPlace | undefined;
  /** How many series use a named signal. */
  readonly users?: ReadonlyMap<string, number> | undefined;
}

/**
 * A signal as an indented tree, a line per signal, in the words of the spec: `line 0 → 25 for 20m`. Parameters that are
 * numbers are in the line, those that are signals below it.
 */
export function describeSignal(signal: Signal, context: DescribeContext = {}): string[] {
  const { line, parameters = {}, parts = [] } = rowOf(signal).describe(signal);
  return [...withParameters(line + suffixOf(signal, context), parameters, context), ...below(signal, parts, context)];
}

/** A line with the parameters that never change in it, and a branch for each that does. */
export function withParameters(
  line: string,
  parameters: Readonly<Record<string, Parameter>>,
  context: DescribeContext = {},
): string[] {
  const fixed: string[] = [];
  const branches: string[] = [];
  for (const [name, parameter] of Object.entries(parameters)) {
    const number = constantOf(parameter);
    if (typeof parameter !== "number" && parameter.type === "signal") fixed.push(`${name} signal ${parameter.name}`);
    else if (number !== undefined) fixed.push(`${name} ${number}`);
    else branches.push(`  ${name}:`, ...indent(describeSignal(parameter as Signal, context), 2));
  }
  return [fixed.length === 0 ? line : `${line}: ${fixed.join(", ")}`, ...branches];
}

/** Lines, `levels` deeper. */
export function indent(lines: readonly string[], levels = 1): string[] {
  return lines.map((line) => "  ".repeat(levels) + line);
}

/** The length, unless the line says it (`for 20m`) or there is none; of a named signal, who shares it. */
function suffixOf(signal: Signal, { place, users }: DescribeContext): string {
  if (signal.type === "signal") {
    const count = users?.get(signal.name) ?? 0;
    return count > 1 ? ` (shared by ${count.toLocaleString("en-US")} series)` : "";
  }
  if (place === undefined || ("length" in signal && "forMs" in signal.length && signal.type !== "limit")) return "";
  const ms = signalLengthMs(signal, place);
  return ms === Number.POSITIVE_INFINITY ? "" : ` (${formatDuration(ms)})`;
}

function below(signal: Signal, parts: readonly Signal[], context: DescribeContext): string[] {
  const { place } = context;
  let startMs = place?.startMs ?? 0;
  const lines = parts.slice(0, maxParts).flatMap((part) => {
    const own = place && { ...place, startMs };
    if (own !== undefined && signal.type === "sequence") startMs += signalLengthMs(part, own);
    return indent(describeSignal(part, { ...context, place: own }));
  });
  return parts.length > maxParts ? [...lines, `  … ${parts.length - maxParts} more`] : lines;
}
