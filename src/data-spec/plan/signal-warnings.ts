import { constantOf } from "../../generator/argument-checks.ts";
import { childrenOf } from "../../generator/check-signal.ts";
import { distributionRowOf } from "../../generator/distributions/distribution-table.ts";
import { lengthMs, type PartPlace } from "../../generator/length-ms.ts";
import { signalLengthMs } from "../../generator/lengths.ts";
import type { Signal } from "../../generator/signal.ts";
import type { ArithmeticSignal } from "../../generator/signals/arithmetic.ts";
import type { LimitSignal } from "../../generator/signals/limit.ts";
import { formatDuration } from "../../text/duration.ts";
import type { SpecDocument } from "../read/parse.ts";
import type { SeriesTemplate } from "../read/series-template.ts";
import type { SpecPath } from "../source/path.ts";

/** Reports a warning about the value at a path. */
type Report = (path: SpecPath, message: string) => void;

/** The window that signals are looked at in. */
export interface WarningWindow extends Omit<PartPlace, "startMs"> {
  /** From the anchor on. */
  readonly windowMs: number;
}

interface Walk extends PartPlace {
  readonly windowMs: number;
  readonly report: Report;
  readonly placeOf: SpecDocument["placeOf"];
  /** Nobody is surprised when it ends: another part follows, or the spec says what does. */
  readonly endIsMeant: boolean;
}

/** Warns of signals that are not wrong, but hardly what was meant. */
export function warnOfSignals(
  { metrics, signals, placeOf }: Pick<SpecDocument, "metrics" | "signals" | "placeOf">,
  window: WarningWindow,
  report: Report,
): void {
  const walk: Walk = { ...window, startMs: 0, report, placeOf, endIsMeant: false };
  for (const { value } of signals) visit(value, walk);
  for (const { entries } of metrics) {
    for (const { template } of entries) {
      const [root, ...parameters] = signalsOf(template);
      if (root === undefined) continue;
      visit(root, { ...walk, endIsMeant: template.then !== undefined });
      for (const parameter of parameters) visit(parameter, walk);
      const number = template.kind === "counter" && "value" in template ? constantOf(template.value) : undefined;
      const path = number === undefined ? undefined : placeOf(root);
      if (path !== undefined)
        report(path, `a counter whose \`value\` is always ${number} never counts; \`rate\` is what it counts a second`);
    }
  }
}

/** `value` or `rate`, and then the parameters of `observe` that change. */
function signalsOf(template: SeriesTemplate): readonly Signal[] {
  if (template.kind === "info") return [];
  if ("value" in template) return [template.value];
  if (template.kind === "counter") return [template.rate];
  const parameters = Object.values(distributionRowOf(template.observe).parameters(template.observe));
  return [template.rate, ...parameters.filter((parameter) => typeof parameter !== "number")];
}

function visit(signal: Signal, walk: Walk): void {
  switch (signal.type) {
    case "limit":
      checkLimit(signal, walk);
      visit(signal.of, { ...walk, endIsMeant: true });
      return;
    case "loop":
      visit(signal.of, { ...walk, endIsMeant: true });
      return;
    case "sequence": {
      let { startMs } = walk;
      for (const [place, part] of signal.parts.entries()) {
        const last = place === signal.parts.length - 1;
        visit(part, { ...walk, startMs, endIsMeant: walk.endIsMeant || !last });
        startMs += signalLengthMs(part, { ...walk, startMs });
      }
      return;
    }
    case "add":
    case "sub":
    case "mul":
    case "div": {
      const told = checkArithmetic(signal, walk);
      for (const operand of signal.operands) visit(operand, { ...walk, endIsMeant: walk.endIsMeant || told });
      return;
    }
    default:
      for (const child of childrenOf(signal)) visit(child, walk);
  }
}

function checkLimit(signal: LimitSignal, walk: Walk): void {
  const [own, inner] = [lengthMs(signal.length, walk), signalLengthMs(signal.of, walk)];
  const path = own > inner ? walk.placeOf(signal) : undefined;
  if (path !== undefined)
    walk.report(
      path,
      `\`limit\` cuts off nothing: it is ${formatDuration(own)} long, and what is in it ${formatDuration(inner)}`,
    );
}

/** @returns whether it ends early, with an operand that is shorter than another that changes. */
function checkArithmetic(signal: ArithmeticSignal, walk: Walk): boolean {
  const { type, operands } = signal;
  if (walk.endIsMeant) return false;
  const lengths = operands.map((operand) => signalLengthMs(operand, walk));
  const least = lengths.reduce((shortest, length) => Math.min(shortest, length), Number.POSITIVE_INFINITY);
  if (walk.startMs + least >= walk.windowMs) return false;
  const goesOn = operands.some((operand, place) => lengths[place]! > least && constantOf(operand) === undefined);
  const path = goesOn ? walk.placeOf(signal) : undefined;
  if (path === undefined) return false;
  const place = lengths.indexOf(least);
  walk.report(
    [...path, type, place],
    `\`${type}\` ends ${formatDuration(least)} after its start, with this operand, and holds its last value; a list ` +
      "says what follows: [this, 0]",
  );
  return true;
}
