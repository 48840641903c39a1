/**
 * A signal as a tree of plain data. The builders in this folder make it and check it; `compile` gives it values.
 * docs/data-spec.md explains each one.
 */
export type Signal =
  | ConstantSignal
  | LineSignal
  | ValuesSignal
  | RandomSignal
  | GapSignal
  | SequenceSignal
  | LoopSignal
  | LimitSignal
  | WaveSignal
  | SquareSignal
  | NoiseSignal
  | WalkSignal
  | SpikeSignal
  | ArithmeticSignal
  | ClampSignal
  | NotationSignal;

/** A number that may change over time. A finite signal in such a place holds its last value. */
export type Parameter = number | Signal;

/** A length: by time, or by number of scrapes. Exactly one of the two. */
export type Length = { readonly forMs: number } | { readonly samples: number };

/** A time of day in UTC, or a time after the anchor; both in milliseconds. */
export type Phase = { readonly timeOfDayMs: number } | { readonly afterAnchorMs: number };

export interface ConstantSignal {
  readonly type: "constant";
  readonly value: number;
}
export interface LineSignal {
  readonly type: "line";
  readonly from: number;
  readonly to: number;
  readonly length: Length;
  readonly bounds: "[]" | "[)" | "(]" | "()";
}
export interface ValuesSignal {
  readonly type: "values";
  /** null is a missing scrape. */
  readonly values: readonly (number | null)[];
}
export interface RandomSignal {
  readonly type: "random";
  readonly min: Parameter;
  readonly max: Parameter;
}
export interface GapSignal {
  readonly type: "gap";
  readonly length: Length;
}
export interface SequenceSignal {
  readonly type: "sequence";
  readonly parts: readonly Signal[];
}
export interface LoopSignal {
  readonly type: "loop";
  readonly of: Signal;
  /** Endless without. */
  readonly times?: number;
}
export interface LimitSignal {
  readonly type: "limit";
  readonly of: Signal;
  readonly length: Length;
}
export interface WaveSignal {
  readonly type: "wave";
  readonly min: Parameter;
  readonly max: Parameter;
  readonly periodMs: number;
  readonly peak: Phase;
}
export interface SquareSignal {
  readonly type: "square";
  readonly low: Parameter;
  readonly high: Parameter;
  readonly periodMs: number;
  readonly duty: number;
  readonly at: Phase;
}
export interface NoiseSignal {
  readonly type: "noise";
  readonly stddev: Parameter;
  readonly mean: Parameter;
}
export interface WalkSignal {
  readonly type: "walk";
  readonly start: number;
  /** Standard deviation of one scrape's step. */
  readonly step: number;
  readonly min?: number;
  readonly max?: number;
}
export interface SpikeSignal {
  readonly type: "spike";
  readonly height: Parameter;
  readonly base: Parameter;
  /** `everyMs`: at each multiple after the anchor; `at`: at these instants. */
  readonly when: { readonly everyMs: number } | { readonly at: readonly Phase[] };
  /** One step without. */
  readonly forMs?: number;
}
export interface ArithmeticSignal {
  readonly type: "add" | "sub" | "mul" | "div";
  readonly operands: readonly Signal[];
}
export interface ClampSignal {
  readonly type: "clamp";
  readonly of: Signal;
  readonly min?: number;
  readonly max?: number;
}
export interface NotationSignal {
  readonly type: "notation";
  /** promtool's series notation, as written. */
  readonly text: string;
}
