import type { PackSignal } from "./pack.ts";

/** A signal as a constant times what moves: two signals with the same `key` are proportional at every instant. */
export interface SignalForm {
  readonly factor: number;
  /** {@link constantKey} where nothing moves. */
  readonly key: string;
}

/** The key of a constant. */
export const constantKey = "";

/** Causes inside causes, and lists inside lists. */
const deepest = 12;

/**
 * The form of a signal of a pack. Causes that only scale another one are seen through. Undefined if a series has a
 * course of its own in it: chance, a moment, what goes round, whole numbers.
 */
export function signalForm(signal: unknown, causes: Readonly<Record<string, PackSignal>>): SignalForm | undefined {
  return formOf(signal, causes, 0);
}

function formOf(signal: unknown, causes: Readonly<Record<string, PackSignal>>, depth: number): SignalForm | undefined {
  if (typeof signal === "number") return { factor: signal, key: constantKey };
  if (typeof signal !== "object" || signal === null || Array.isArray(signal) || depth > deepest) return undefined;
  const inner = (each: unknown) => formOf(each, causes, depth + 1);
  const [kind, argument] = Object.entries(signal)[0] ?? [];
  if (kind === "signal") return causeForm(String(argument), causes, depth);
  if (kind === "spike") return spikeForm(argument);
  if (!Array.isArray(argument)) return kind === "wave" || kind === "square" ? still(signal) : undefined;
  const parts = argument.map(inner);
  if (!parts.every((part) => part !== undefined)) return undefined;
  if (kind === "mul") {
    const keys = parts.flatMap(({ key }) => (key === constantKey ? [] : [key]));
    return { factor: parts.reduce((product, { factor }) => product * factor, 1), key: keys.sort().join("·") };
  }
  if (kind === "div" && parts.length === 2) return quotient(parts[0]!, parts[1]!);
  if (kind === "add" || kind === "sub") return total(kind, parts);
  return undefined;
}

/** A cause that scales another one is that one; any other is itself, whatever it is made of. */
function causeForm(name: string, causes: Readonly<Record<string, PackSignal>>, depth: number): SignalForm {
  const cause = Object.hasOwn(causes, name) ? causes[name] : undefined;
  const seen = cause === undefined ? undefined : formOf(cause.value, causes, depth + 1);
  return seen ?? { factor: 1, key: `$${name}` };
}

/** Spikes at the same times are proportional to their heights, if there is nothing between them. */
function spikeForm(argument: unknown): SignalForm | undefined {
  const { height, base = 0, ...times } = argument as { readonly height: unknown; readonly base?: unknown };
  return typeof height === "number" && base === 0
    ? { factor: height, key: JSON.stringify({ spike: times }) }
    : undefined;
}

function still(signal: object): SignalForm {
  return { factor: 1, key: JSON.stringify(signal) };
}

function quotient(above: SignalForm, below: SignalForm): SignalForm | undefined {
  if (below.factor === 0) return undefined;
  const factor = above.factor / below.factor;
  return { factor, key: below.key === constantKey ? above.key : `${above.key}/(${below.key})` };
}

/** A sum of what is proportional is proportional too; any other is scaled by its first part. */
function total(kind: "add" | "sub", parts: readonly SignalForm[]): SignalForm | undefined {
  const signed = parts.map(({ factor, key }, index) => ({
    key,
    factor: kind === "sub" && index > 0 ? -factor : factor,
  }));
  const keys = new Set(signed.map(({ key }) => key));
  if (keys.size === 1) return { key: parts[0]!.key, factor: signed.reduce((sum, { factor }) => sum + factor, 0) };
  const scale = signed[0]!.factor;
  if (scale === 0) return undefined;
  const texts = signed.map(({ factor, key }) => `${Number((factor / scale).toPrecision(9))}${key}`);
  return { factor: scale, key: `(${texts.sort().join("+")})` };
}
