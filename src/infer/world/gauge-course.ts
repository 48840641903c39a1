import type { SignalSpec } from "../../data-spec/generated/data-spec.ts";
import type { InferredSignal } from "../levels/signal.ts";
import { isFixed, shareByName, shares, type Typical } from "../levels/typical.ts";
import type { Dimension, Measure } from "../units/quantity.ts";
import { countsThings, isSetUp } from "./counts.ts";
import { pick } from "./pick.ts";
import {
  bursts,
  filling,
  leaning,
  plateaus,
  type Shape,
  type ShapeOf,
  sawtooth,
  short,
  steady,
  wandering,
  withLoad,
} from "./shapes.ts";
import { shareOf } from "./shares.ts";

/** A gauge's row, and what is known of it. */
export interface GaugeOf extends ShapeOf {
  readonly measure: Measure | undefined;
  /** Its usual values. */
  readonly typical: Typical;
  /** Multiplies all of them. */
  readonly weight: number;
}

/** Courses of memory: the first by words of the name, else one of the rest. */
const ofMemory: readonly (readonly [RegExp, Shape])[] = [
  [/(disk|filesystem|(^|_)fs(_|$)|volume|storage|tablespace|database|index|wal|segment|log_?size|backup)/i, filling],
  [/(heap|eden|young|alloc|(^|_)gc(_|$)|arena)/i, sawtooth],
  [/(buffer|queue|pending|dirty|in_?flight|backlog)/i, bursts],
];
const otherMemory = [wandering, plateaus, sawtooth, plateaus, wandering] as const;

/** Dimensions that hardly move. */
const still: ReadonlySet<Dimension> = new Set(["volts", "pascals", "hertz", "degrees", "litres", "grams"]);

/** A gauge's course around its usual values: what it measures or counts says how it moves. */
export function gaugeCourse(of: GaugeOf): InferredSignal {
  const { name, measure, typical, weight } = of;
  const middle = ((typical.min + typical.max) / 2) * weight * (shareByName(name) ?? 1);
  if (countsThings(name, measure)) return countCourse(of, middle);
  if (isFixed(name) || shareByName(name) === shares.whole)
    return { form: "constant", value: Number(middle.toPrecision(3)) };
  const outcome = measure?.quantity.dimension === "share" ? outcomeOf(name) : undefined;
  // 1, as it measures: 100 of a percentage.
  if (outcome !== undefined) return course(shareOf(outcome, name), 1 / measure!.quantity.scale);
  return course(shapeOf(of)(of), middle);
}

/** Of shares whose name says of what: nearly all went well, and little went wrong. */
function outcomeOf(name: string): "error" | "success" | "hit" | undefined {
  const words = name.replaceAll("_", " ");
  if (/\b(errors?|fail(ed|ure|ures)?|drop(s|ped)?|reject(s|ed)?|timeouts?|miss(es|ed)?|loss)\b/i.test(words))
    return "error";
  if (/\bhits?\b/i.test(words)) return "hit";
  return /\b(success(es|ful)?|succeeded|availability\d*\w*|uptime|health(y)?|available)\b/i.test(words)
    ? "success"
    : undefined;
}

function countCourse(of: GaugeOf, middle: number): InferredSignal {
  if (isSetUp(of.name)) return { form: "constant", value: Math.max(1, Math.round(middle)) };
  // Of the few, one more or less is much.
  const shape =
    middle < 4 ? bursts : /(in_?flight|queue|pending|waiting|backlog)/i.test(of.name) ? busy : countShape(of);
  return course({ round: { of: shape(of) } }, Math.max(middle, 0.7));
}

const busy: Shape = (of) => ({ mul: [withLoad(of), bursts(of)] });

function countShape({ name }: GaugeOf): Shape {
  if (/(key|document|doc|entries|record|row|item|object|file|series|chunk|inode)/i.test(name)) return wandering;
  return pick([withLoad, withLoad, leaning, wandering], name);
}

function shapeOf({ name, measure }: GaugeOf): Shape {
  const { dimension = "other", perSecond = false } = measure?.quantity ?? {};
  if (perSecond) return withLoad;
  if (still.has(dimension)) return steady;
  switch (dimension) {
    case "bytes":
      return ofMemory.find(([pattern]) => pattern.test(name))?.[1] ?? pick(otherMemory, name);
    case "celsius":
    case "fahrenheit":
    case "kelvin":
      return warm;
    case "seconds":
      return /(ttl|retention|interval|timeout|period)/i.test(name) ? steady : pick([leaning, leaning, bursts], name);
    case "cores":
      return withLoad;
    case "share":
      return /(cpu|busy|util|load)/i.test(name) ? withLoad : wandering;
    default:
      return /(load|cpu|busy|request|rate|throughput|traffic|concurren|active)/i.test(name)
        ? withLoad
        : pick([leaning, wandering], name);
  }
}

/** A few degrees more under load. */
const warm: Shape = ({ load }) => ({
  mul: [{ add: [0.9, { mul: [0.14, load] }] }, { walk: { start: 1, step: 0.0015, min: 0.98, max: 1.02 } }],
});

function course(signal: SignalSpec, factor: number): InferredSignal {
  return { form: "course", signal, factor: short(factor) };
}
