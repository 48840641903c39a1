import type { SignalSpec } from "../../data-spec/generated/data-spec.ts";
import { meanLoad } from "./fleet.ts";
import { between, pick } from "./pick.ts";

/** The series that a course is for. */
export interface ShapeOf {
  /** The metric's name: two metrics have different courses. */
  readonly name: string;
  /** The row's number: neighbours do not move in step. */
  readonly index: number;
  readonly load: SignalSpec;
}

/** Courses around 1. Each of them keeps between 0.3 and 2. */
export type Shape = (of: ShapeOf) => SignalSpec;

/** A walk around 1 of each series' own. @param spread - how far it goes. @param step - deviation in a scrape. */
export function own(spread: number, step: number): SignalSpec {
  return { walk: { start: 1, step, min: short(1 - spread), max: short(1 + spread) } };
}

/** With the load, as rates do. */
export const withLoad: Shape = ({ load }) => ({ mul: [short(1 / meanLoad), load, own(0.15, 0.012)] });

/** The most that {@link withLoad} comes to: at the peak of a busy day. */
export const highestWithLoad = 1.9;

/** With the load, but never far from 1: what takes longer, or gets warmer, under load. */
export const leaning: Shape = ({ load, name }) => {
  const part = between(0.3, 0.6, name);
  return { mul: [{ add: [short(1 - part * meanLoad), { mul: [part, load] }] }, own(0.15, 0.015)] };
};

/** Slowly up and down. */
export const wandering: Shape = ({ name }) => own(between(0.1, 0.22, name), between(0.003, 0.008, name));

/** Hardly at all. */
export const steady: Shape = () => own(0.02, 0.0012);

/** Up for some time, then down at once: a heap and its collector. */
export const sawtooth: Shape = ({ name, index }) => {
  const minutes = pick([17, 23, 31, 43, 67], name) + 2 * (index % 5);
  const done = ((index * 37) % 100) / 100;
  const [low, high] = [0.75, 1.25];
  const first = Math.max(1, Math.round(minutes * (1 - done)));
  const from = short(high - ((high - low) * first) / minutes);
  return {
    mul: [
      [
        { line: { from, to: high, for: `${first}m`, bounds: "[)" } },
        { loop: { of: { line: { from: low, to: high, for: `${minutes}m`, bounds: "[)" } } } },
      ],
      own(0.08, 0.006),
    ],
  };
};

/** On a level for hours, then on another: after deployments, and with what is loaded. */
export const plateaus: Shape = ({ name, index }) => {
  const square = (height: number, hours: number, duty: number, key: string): SignalSpec => ({
    square: { low: 0, high: height, period: `${hours}h`, duty, at: clock(`${name} ${key} ${index}`) },
  });
  return {
    mul: [{ add: [0.88, square(0.16, 9, 0.55, "first"), square(0.1, 5, 0.4, "second")] }, own(0.03, 0.003)],
  };
};

/** Higher for some minutes, now and then. */
export const bursts: Shape = ({ name, index }) => {
  const every = pick([29, 41, 53, 71], name) + 3 * (index % 7);
  const height = between(0.4, 0.8, name);
  return {
    mul: [{ spike: { base: 0.9, height, every: `${every}m`, for: `${pick([3, 4, 6], name)}m` } }, own(0.08, 0.01)],
  };
};

/** Grows by a third in a month. */
export const filling: Shape = ({ name, index }) => {
  const from = between(0.9, 1, `${name} ${index}`);
  return { mul: [{ line: { from, to: short(from * 1.33), for: "30d" } }, own(0.008, 0.0006)] };
};

function clock(key: string): string {
  const minutes = Math.floor(between(0, 143, key)) * 10;
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Four significant digits, without the traces of binary fractions. */
export function short(value: number): number {
  return Number(value.toPrecision(4));
}
