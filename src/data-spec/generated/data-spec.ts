// Made by scripts/generate.mjs from schema/data-spec.schema.json. Change that, then run `npm run generate`.

export type Duration = string;
export type Count = number;
/**
 * Text, or a list of texts: one series for each. `{1..3}`, `{01..10}` and `{0..100..20}` expand too; `\{` is a brace.
 *
 * @minItems 1
 */
export type LabelValue = string | string[];
/**
 * Values over time: a number, a list of signals one after the other, promtool's notation in quotes, or one of line, values, random, gap, loop, limit, wave, square, noise, walk, spike, now, clock, add, sub, mul, div, clamp, round, replay, signal.
 *
 * @minItems 1
 */
export type SignalSpec =
  | number
  | string
  | SignalSpec[]
  | {
      line?: LineSpec;
      /**
       * One value each scrape; null is a missing scrape.
       *
       * @minItems 1
       */
      values?: (number | null)[];
      random?: RandomSpec;
      level?: LevelSpec;
      gap?: GapSpec;
      loop?: LoopSpec;
      limit?: LimitSpec;
      wave?: WaveSpec;
      square?: SquareSpec;
      noise?: NoiseSpec;
      walk?: WalkSpec;
      spike?: SpikeSpec;
      /**
       * A moment in Unix seconds, the same in the whole window, counted from the midnight (UTC) before its start: -3d is three days before, 20d after. Of -12d..-2d each series has its own.
       */
      now?: string;
      clock?: ClockSpec;
      add?: Operands;
      sub?: Operands;
      mul?: Operands;
      div?: Operands;
      clamp?: ClampSpec;
      round?: RoundSpec;
      replay?: ReplaySpec;
      /**
       * One of `signals` by its name: the same course in every series with the same values of its `per` labels.
       */
      signal?: string;
    };
export type Number = number;
export type TimeOfDay = string;
/**
 * Which ends belong to the line. `[]` (default): both; `)` leaves the last instant to the next part, `(` the first one to the part before.
 */
export type Bounds = "[]" | "[)" | "(]" | "()";
export type Phase = string;
/**
 * @minItems 1
 */
export type Phases = string | Phase[];
/**
 * @minItems 2
 */
export type Operands = SignalSpec[];
/**
 * Continuation after a finite signal. last (default): hold the last value; loop: begin again; {value: x}; missing: nothing; end: one stale marker, then nothing.
 */
export type EndSpec = "last" | "loop" | "missing" | "end" | { value: number };
/**
 * never, or {after, within}: it begins to fire at `after` from the window's start, or up to `within` later.
 */
export type FiresSpec = "never" | { after: Duration; within?: Duration };

/**
 * A dashpreview data spec: which made-up series exist, and what their values are. See docs/data-spec.md.
 */
export interface DataSpec {
  /**
   * Version of this format.
   */
  version: 1;
  /**
   * The same seed gives the same data. Default 1.
   */
  seed?: number;
  step?: Duration;
  history?: Duration;
  /**
   * Makes the window a fixed one: the time of its first sample, such as 2026-11-01T00:00:00Z. Needs `history` or `scrapes`.
   */
  start?: string;
  scrapes?: Count;
  labels?: LabelPatterns;
  /**
   * Causes that series share: {signal: NAME} stands wherever a signal may stand, and is the same in all series.
   */
  signals?: {
    [k: string]: NamedSignalSpec;
  };
  /**
   * The metrics, each name once, and packs of metrics: {pack: node-exporter}.
   *
   * @minItems 1
   */
  metrics: (MetricSpec | PackEntrySpec)[];
  /**
   * What happens to many series at one moment: restarts and deployments, in the order in which they happen.
   *
   * @maxItems 100
   */
  events?: EventSpec[];
  /**
   * Which alerts must fire, and when; checked by `dashpreview test`.
   */
  alerts?: AlertSpec[];
  /**
   * Variants of this spec by name: what is different in each. `--scenario NAME` chooses one.
   */
  scenarios?: {
    [k: string]: ScenarioSpec;
  };
  infer?: InferSpec;
}
export interface LabelPatterns {
  [k: string]: LabelValue;
}
/**
 * A signal that series share by name.
 */
export interface NamedSignalSpec {
  /**
   * One course for each set of values of these labels, which every series that uses the signal has. Default: one for all.
   *
   * @maxItems 100
   */
  per?: string[];
  value: SignalSpec;
}
/**
 * A straight line. Finite.
 */
export interface LineSpec {
  from: Number;
  to: Number;
  for?: Duration;
  until?: TimeOfDay;
  samples?: Count;
  bounds?: Bounds;
}
/**
 * Uniform in [min, max). Endless.
 */
export interface RandomSpec {
  min: SignalSpec;
  max: SignalSpec;
}
/**
 * One number in [min, max) for each series, or for each course of a named signal: the same at all times. Endless.
 */
export interface LevelSpec {
  /**
   * Lowest value.
   */
  min: number;
  /**
   * Highest value, exclusive.
   */
  max: number;
}
/**
 * Missing scrapes: nothing is written. Finite.
 */
export interface GapSpec {
  for?: Duration;
  until?: TimeOfDay;
  samples?: Count;
}
/**
 * Repeats a finite signal. Endless without `times`.
 */
export interface LoopSpec {
  of: SignalSpec;
  times?: Count;
}
/**
 * Cuts a signal off. Finite.
 */
export interface LimitSpec {
  of: SignalSpec;
  for?: Duration;
  until?: TimeOfDay;
  samples?: Count;
}
/**
 * A smooth rhythm: a cosine. Endless.
 */
export interface WaveSpec {
  min: SignalSpec;
  max: SignalSpec;
  period: Duration;
  peak?: Phase;
}
/**
 * Switches between two values. Endless.
 */
export interface SquareSpec {
  low: SignalSpec;
  high: SignalSpec;
  period: Duration;
  /**
   * Share of the period that is on. Default 0.5.
   */
  duty?: number;
  at?: Phase;
}
/**
 * Gaussian noise. Endless.
 */
export interface NoiseSpec {
  stddev: SignalSpec;
  mean?: SignalSpec;
}
/**
 * A random walk, reflected at its bounds. Endless.
 */
export interface WalkSpec {
  start: Number;
  /**
   * Standard deviation of one scrape's step.
   */
  step: number;
  min?: SignalSpec;
  max?: SignalSpec;
}
/**
 * A base, and now and then height above it. Endless.
 */
export interface SpikeSpec {
  height: SignalSpec;
  base?: SignalSpec;
  every?: Duration;
  at?: Phases;
  for?: Duration;
  until?: TimeOfDay;
}
/**
 * Unix seconds of the sample's own time; with `every`, of what last happened before it. Endless.
 */
export interface ClockSpec {
  every?: Duration;
  at?: Phase;
}
/**
 * Keeps a signal within bounds.
 */
export interface ClampSpec {
  of: SignalSpec;
  min?: SignalSpec;
  max?: SignalSpec;
}
/**
 * Rounds a signal: whole numbers, or multiples of `to`.
 */
export interface RoundSpec {
  of: SignalSpec;
  /**
   * Values are multiples of this. Default 1: whole numbers.
   */
  to?: number;
}
/**
 * Recorded values over time, from a CSV file below the spec's folder or from the spec itself. Finite.
 */
export interface ReplaySpec {
  /**
   * A CSV file below the spec's folder: a header, a column of times, and a column of values or more.
   */
  file?: string;
  /**
   * With `file`: the column of values by its name in the header. Default: the only one beside the times.
   */
  column?: string;
  /**
   * With `every`: the values, the first one at the beginning; null is missing.
   *
   * @minItems 1
   */
  values?: (number | null)[];
  every?: Duration;
  /**
   * Between two points: last (default) holds the earlier one, linear draws a straight line.
   */
  interpolate?: "last" | "linear";
}
export interface MetricSpec {
  /**
   * The metric's name; of a histogram or summary without _bucket, _sum, _count.
   */
  name: string;
  /**
   * gauge and unknown: `value`. counter: `rate` (events per second) or `value` (raw). histogram and summary: `rate` and `observe`. info: always 1.
   */
  type: "gauge" | "counter" | "histogram" | "summary" | "info" | "unknown";
  /**
   * Description of the metric, as in `# HELP`.
   */
  help?: string;
  /**
   * Unit, as in `# UNIT`.
   */
  unit?: string;
  /**
   * Optional: then every series has exactly these label names, the spec-wide ones apart.
   *
   * @minItems 1
   * @maxItems 100
   */
  labels?: string[];
  /**
   * histogram: upper bounds, ascending, without +Inf.
   *
   * @minItems 1
   * @maxItems 1000
   */
  buckets?: Number[];
  /**
   * histogram: true writes a native histogram instead of buckets, both writes the two. Default false.
   */
  native?: true | false | "both";
  /**
   * histogram with `native`: resolution of the exponential buckets. Default 3.
   */
  schema?: number;
  /**
   * summary: default 0.5, 0.9 and 0.99.
   *
   * @minItems 1
   * @maxItems 1000
   */
  quantiles?: number[];
  /**
   * The metric's series; an entry may make many by its labels.
   *
   * @minItems 1
   */
  series: SeriesSpec[];
}
export interface SeriesSpec {
  labels?: LabelPatterns;
  value?: SignalSpec;
  rate?: SignalSpec;
  observe?: DistributionSpec;
  then?: EndSpec;
  from?: Phase;
  until?: Phase;
  /**
   * counter with `rate`: the first sample. Default 0.
   */
  initial?: number;
  /**
   * counter with `rate`: running counts on with the last rate during a gap. Default stop.
   */
  gaps?: "stop" | "running";
  resets?: ResetsSpec;
  /**
   * counter: write the floor of the exact total. Default false.
   */
  integer?: boolean;
}
/**
 * Where observed values lie: one of lognormal, normal, exponential, uniform, values.
 */
export interface DistributionSpec {
  lognormal?: LognormalSpec;
  normal?: NormalSpec;
  exponential?: ExponentialSpec;
  uniform?: UniformSpec;
  values?: WeightedValuesSpec;
}
/**
 * Durations as servers have them: median and 99th percentile.
 */
export interface LognormalSpec {
  p50: SignalSpec;
  p99: SignalSpec;
}
/**
 * Normal distribution.
 */
export interface NormalSpec {
  mean: SignalSpec;
  stddev: SignalSpec;
}
/**
 * Exponential distribution.
 */
export interface ExponentialSpec {
  mean: SignalSpec;
}
/**
 * Every value between two bounds alike.
 */
export interface UniformSpec {
  min: SignalSpec;
  max: SignalSpec;
}
/**
 * Certain values with their weights: {0.1: 90, 2: 10}.
 */
export interface WeightedValuesSpec {
  [k: string]: SignalSpec;
}
/**
 * counter, histogram, summary: when it starts again from 0.
 */
export interface ResetsSpec {
  every?: Duration;
  /**
   * At these times: durations after the window's start, or times of day in UTC, which come every day.
   *
   * @minItems 1
   */
  at?: Phase[];
}
/**
 * The metrics of a pack, which `dashpreview packs` lists.
 */
export interface PackEntrySpec {
  /**
   * The pack's name.
   */
  pack: string;
  labels?: LabelPatterns;
  /**
   * The metrics to take. Default: all.
   *
   * @minItems 1
   * @maxItems 1000
   */
  only?: string[];
}
/**
 * One of restart, deploy.
 */
export interface EventSpec {
  restart?: RestartSpec;
  deploy?: DeploySpec;
}
/**
 * A process goes down and comes back: its series are missing meanwhile, `up` is 0, and what counts begins at 0 afterwards.
 */
export interface RestartSpec {
  match: Match;
  at: Phase;
  down?: Duration;
}
/**
 * Labels of the series, of any metric: a text, a list of texts, or /regex/ of the whole value.
 */
export interface Match {
  [k: string]: LabelValue;
}
/**
 * New series take the place of old ones: these end with a stale marker, and the same with other labels begin, counters at 0.
 */
export interface DeploySpec {
  match: Match;
  at: Phase;
  /**
   * The new values of labels; $1 is what the first group of the label's own /regex/ matched.
   */
  replace: {
    [k: string]: string;
  };
}
export interface AlertSpec {
  /**
   * Name of the alert rule.
   */
  alert: string;
  labels?: AlertLabels;
  fires?: FiresSpec;
  /**
   * The same as `fires: never`.
   */
  never?: true;
}
/**
 * Labels that the alert must have; others may be there too.
 */
export interface AlertLabels {
  [k: string]: string;
}
/**
 * What is different in a variant of the spec. Everything that it does not name stays, sample by sample.
 */
export interface ScenarioSpec {
  /**
   * Causes that replace those of the same name; others are added.
   */
  signals?: {
    [k: string]: NamedSignalSpec;
  };
  /**
   * Series that replace those of the same metric and labels; others are added.
   */
  metrics?: ScenarioMetricSpec[];
  /**
   * Other signals for the series that match, of any metric; where two match, the later one counts.
   *
   * @maxItems 200
   */
  series?: SeriesChangeSpec[];
  /**
   * Restarts and deployments that happen besides those of the spec, after them.
   *
   * @maxItems 100
   */
  events?: EventSpec[];
  /**
   * Expectations that replace those of the same alert and labels; others are added.
   */
  alerts?: AlertSpec[];
}
export interface ScenarioMetricSpec {
  /**
   * A metric of the spec, or with `type` a new one.
   */
  name: string;
  /**
   * Of a new metric; else that of the spec.
   */
  type?: "gauge" | "counter" | "histogram" | "summary" | "info" | "unknown";
  /**
   * Of a new metric: description, as in `# HELP`.
   */
  help?: string;
  /**
   * Of a new metric: unit, as in `# UNIT`.
   */
  unit?: string;
  /**
   * Of a new histogram: upper bounds, ascending, without +Inf.
   *
   * @minItems 1
   * @maxItems 1000
   */
  buckets?: Number[];
  /**
   * Of a new histogram: true writes a native histogram instead of buckets, both writes the two.
   */
  native?: true | false | "both";
  /**
   * Of a new histogram with `native`: resolution of the exponential buckets. Default 3.
   */
  schema?: number;
  /**
   * Of a new summary: default 0.5, 0.9 and 0.99.
   *
   * @minItems 1
   * @maxItems 1000
   */
  quantiles?: number[];
  /**
   * Entries as in `metrics` of the spec.
   *
   * @minItems 1
   */
  series: SeriesSpec[];
}
export interface SeriesChangeSpec {
  match: Match;
  metric?: LabelValue;
  value?: SignalSpec;
  rate?: SignalSpec;
  observe?: DistributionSpec;
  then?: EndSpec;
  from?: Phase;
  until?: Phase;
}
/**
 * Overrides for `dashpreview infer --update`; changes nothing in this spec itself.
 */
export interface InferSpec {
  /**
   * Metrics that are not inferred.
   */
  skip?: string[];
  /**
   * Types of metrics, where inference is wrong.
   */
  types?: {
    [k: string]: "gauge" | "counter" | "histogram" | "summary" | "info";
  };
  labels?: LabelPatterns;
  /**
   * Where a metric's value lies; of a counter the rate.
   */
  levels?: {
    [k: string]: InferLevel;
  };
}
export interface InferLevel {
  min: Number;
  max: Number;
}
