import { constantOf } from "./argument-checks.ts";
import type { Parameter, Signal } from "./signal.ts";
import { rowOf } from "./signal-table.ts";

const maxParts = 50;

/**
 * A signal as an indented tree, a line per signal, in the words of the spec: `line 0 → 25 for 20m`. Parameters that are
 * numbers are in the line, those that are signals below it.
 */
export function describeSignal(signal: Signal): string[] {
  const { line, parameters = {}, parts = [] } = rowOf(signal).describe(signal);
  return [...withParameters(line, parameters), ...below(parts)];
}

/** A line with the parameters that never change in it, and a branch for each that does. */
export function withParameters(line: string, parameters: Readonly<Record<string, Parameter>>): string[] {
  const fixed: string[] = [];
  const branches: string[] = [];
  for (const [name, parameter] of Object.entries(parameters)) {
    const number = constantOf(parameter);
    if (typeof parameter !== "number" && parameter.type === "signal") fixed.push(`${name} signal ${parameter.name}`);
    else if (number !== undefined) fixed.push(`${name} ${number}`);
    else branches.push(`  ${name}:`, ...indent(describeSignal(parameter as Signal), 2));
  }
  return [fixed.length === 0 ? line : `${line}: ${fixed.join(", ")}`, ...branches];
}

/** Lines, `levels` deeper. */
export function indent(lines: readonly string[], levels = 1): string[] {
  return lines.map((line) => "  ".repeat(levels) + line);
}

function below(parts: readonly Signal[]): string[] {
  const lines = parts.slice(0, maxParts).flatMap((part) => indent(describeSignal(part)));
  return parts.length > maxParts ? [...lines, `  … ${parts.length - maxParts} more`] : lines;
}
