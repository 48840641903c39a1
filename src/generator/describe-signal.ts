import { formatDuration } from "../text/duration.ts";
import { constantOf } from "./argument-checks.ts";
import type { Length, Parameter, Phase, Signal } from "./signal.ts";

const maxListed = 8;
const maxText = 100;

/**
 * A signal as an indented tree, a line per signal, in the words of the spec: `line 0 → 25 for 20m`.
 * Parameters that are numbers stand in the line, those that are signals below it.
 */
export function describeSignal(signal: Signal): string[] {
  switch (signal.type) {
    case "constant":
      return [`number ${signal.value}`];
    case "line":
      return [
        `line ${signal.from} → ${signal.to} ${describeLength(signal.length)}${signal.bounds === "[]" ? "" : ` ${signal.bounds}`}`,
      ];
    case "values":
      return [`values ${listed(signal.values.map((value) => (value === null ? "null" : String(value))))}`];
    case "gap":
      return [`gap ${describeLength(signal.length)}`];
    case "random":
      return withParameters("random", { min: signal.min, max: signal.max });
    case "noise":
      return withParameters("noise", { stddev: signal.stddev, mean: signal.mean });
    case "wave": {
      const { min, max } = signal;
      return withParameters(`wave every ${formatDuration(signal.periodMs)}, peak ${describePhase(signal.peak)}`, {
        min,
        max,
      });
    }
    case "square": {
      const { low, high } = signal;
      const head = `square every ${formatDuration(signal.periodMs)}, high ${signal.duty * 100} % of it, begins ${describePhase(signal.at)}`;
      return withParameters(head, { low, high });
    }
    case "spike": {
      const { base, height, when, forMs } = signal;
      const at =
        "everyMs" in when ? `every ${formatDuration(when.everyMs)}` : `at ${listed(when.at.map(describePhase))}`;
      return withParameters(`spike ${at} for ${forMs === undefined ? "one step" : formatDuration(forMs)}`, {
        base,
        height,
      });
    }
    case "walk": {
      const { start, step, min, max } = signal;
      const bounds = `${min === undefined ? "" : `, min ${min}`}${max === undefined ? "" : `, max ${max}`}`;
      return [`walk from ${start}, step ${step}${bounds}`];
    }
    case "sequence":
      return ["one after the other", ...below(signal.parts)];
    case "loop":
      return [`loop ${signal.times === undefined ? "for ever" : `${signal.times} times`}`, ...below([signal.of])];
    case "limit":
      return [`limit ${describeLength(signal.length)}`, ...below([signal.of])];
    case "add":
    case "sub":
    case "mul":
    case "div":
      return [signal.type, ...below(signal.operands)];
    case "clamp": {
      const bounds = [
        signal.min === undefined ? [] : [`min ${signal.min}`],
        signal.max === undefined ? [] : [`max ${signal.max}`],
      ];
      return [`clamp ${bounds.flat().join(", ")}`, ...below([signal.of])];
    }
    case "notation":
      return [`notation ${short(signal.text)}`];
  }
}

/** A head line with the parameters that never change in it, and a branch for each that does. */
export function withParameters(head: string, parameters: Readonly<Record<string, Parameter>>): string[] {
  const fixed: string[] = [];
  const branches: string[] = [];
  for (const [name, parameter] of Object.entries(parameters)) {
    const number = constantOf(parameter);
    if (number !== undefined) fixed.push(`${name} ${number}`);
    else branches.push(`  ${name}:`, ...indent(describeSignal(parameter as Signal), 2));
  }
  return [fixed.length === 0 ? head : `${head}: ${fixed.join(", ")}`, ...branches];
}

/** Lines, `levels` deeper. */
export function indent(lines: readonly string[], levels = 1): string[] {
  return lines.map((line) => "  ".repeat(levels) + line);
}

function below(signals: readonly Signal[]): string[] {
  const lines = signals.slice(0, 50).flatMap((signal) => indent(describeSignal(signal)));
  return signals.length > 50 ? [...lines, `  … ${signals.length - 50} more`] : lines;
}

function describeLength(length: Length): string {
  return "forMs" in length ? `for ${formatDuration(length.forMs)}` : `for ${length.samples} samples`;
}

function describePhase(phase: Phase): string {
  if ("afterAnchorMs" in phase)
    return phase.afterAnchorMs === 0 ? "at the start" : `${formatDuration(phase.afterAnchorMs)} after the start`;
  const seconds = Math.floor(phase.timeOfDayMs / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((part) =>
    String(part).padStart(2, "0"),
  );
  return `${parts.slice(0, parts[2] === "00" ? 2 : 3).join(":")} UTC`;
}

function listed(items: readonly string[]): string {
  const shown = items.slice(0, maxListed).join(", ");
  return items.length > maxListed ? `${shown}, … (${items.length})` : shown;
}

function short(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > maxText ? `${line.slice(0, maxText)}…` : line;
}
