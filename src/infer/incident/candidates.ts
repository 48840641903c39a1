import type { SeriesChange } from "./incident-rule.ts";
import type { ChangeField } from "./leaves.ts";
import type { WireEntry } from "./series-world.ts";

/** A way to change a series, by its usual level. */
export type Change = (entry: WireEntry, known: SeriesChange) => SeriesChange;

/** The parts of an expression that its candidates depend on. */
export interface CandidateInput {
  /** Numbers of the expression. */
  readonly constants: readonly number[];
  /** It compares with the time, in seconds; undefined if it does not. */
  readonly clockSeconds: number | undefined;
  /** Usual levels of other series of the expression, which a value may be a multiple of. */
  readonly levels: readonly number[];
  /** In small steps. */
  readonly fine: boolean;
}

/** How much more or less than usual, the nearest first. */
const factors = [1.5, 0.6, 2, 0.4, 3, 0.2, 5, 0.1, 10, 0.03, 30, 0.01, 100, 0, 1000, 1e4, 1e6];
/** As {@link factors}, in smaller steps, and no farther than a system goes. */
const fineFactors = [
  ...[1.25, 0.8, 1.5, 0.65, 1.75, 0.5, 2, 0.4, 2.5, 0.3, 3, 0.25, 4, 0.15, 5, 0.1, 7, 0.05, 10, 0.03, 15, 0.02, 20],
  ...[0.01, 30, 50, 75, 100, 150, 0, 200, 400, 1000, 1e4],
];
/** By how much a value lies on the other side of a number. */
const margins = [1, 1.3, 0.7, 2, 0.4];

/** Ways to change one field, those that leave the series nearest to what it usually is first. */
export function candidatesFor(field: ChangeField, input: CandidateInput): Change[] {
  switch (field) {
    case "missing":
      return [() => ({ missing: true })];
    case "flaps":
      return [(_, known) => ({ ...known, flaps: true })];
    case "level":
      return [...scaled("level", input), ...fixed("level", targets(input))];
    case "mean":
      return fixed("mean", targets(input));
    case "rate":
      return [...scaled("rate", input), ...drifts(input), ...fixed("rate", rates(input))];
  }
}

function scaled(field: "level" | "rate", { fine }: CandidateInput): Change[] {
  return (fine ? fineFactors : factors).map((factor): Change => {
    return (entry, known) => {
      const usual = field === "level" ? entry.value : entry.rate;
      return { ...(field === "rate" ? beginsAt(entry, known) : known), [field]: tidy(usual * factor) };
    };
  });
}

function fixed(field: "level" | "rate" | "mean", values: readonly number[]): Change[] {
  return values.map((value): Change => {
    return (entry, known) => ({ ...(field === "rate" ? beginsAt(entry, known) : known), [field]: value });
  });
}

/** A gauge that grows does so from its usual value on. */
function beginsAt({ metric, value }: WireEntry, known: SeriesChange): SeriesChange {
  const counts = metric.kind !== "gauge" && metric.kind !== "info";
  return counts || known.level !== undefined || !Number.isFinite(value) ? known : { ...known, level: tidy(value) };
}

/** Of gauges that are looked at for their trend: as fast as brings them to nothing, or doubles them, in time. */
function drifts({ constants }: CandidateInput): Change[] {
  const spans = [...new Set([...constants, ...products(constants)])].filter((one) => one >= 60 && one <= 1e7);
  return spans.flatMap((seconds): Change[] =>
    [-1.5, 1.5, -4, 4].map((factor) => (entry, known) => {
      const from = known.level ?? (entry.value || 1);
      return { ...known, level: tidy(from), rate: tidy((from * factor) / seconds) };
    }),
  );
}

function products(numbers: readonly number[]): number[] {
  const pairs = numbers.flatMap((a) => numbers.flatMap((b) => [a * b, ...(b === 0 ? [] : [a / b])]));
  const [x, y, z] = numbers;
  return z === undefined ? pairs : [...pairs, x! * y! * z, (x! * y!) / (z || 1)];
}

/** Between a share of a level that an expression names, and all of it. */
function sharesOf(level: number, constants: readonly number[]): number[] {
  return constants
    .slice(0, 6)
    .map((one) => (one > 1 && one < 100 ? one / 100 : one))
    .filter((share) => share > 0 && share < 1)
    .flatMap((share) => [(share + 1) / 2, share * 0.7].map((part) => tidy(level * part)));
}

function targets({ constants, clockSeconds, levels, fine }: CandidateInput): number[] {
  const around = (value: number) => [...margins.map((margin) => tidy(value * margin)), value + 1, value - 1];
  const clock =
    clockSeconds === undefined
      ? []
      : [...constants, ...products(constants), 3600, 1e8].flatMap((one) =>
          [-1.3, -0.7, 0.7, 1.3].map((factor) => Math.round(clockSeconds + one * factor)),
        );
  const beside = levels
    .slice(0, 6)
    .flatMap((level) => [level, ...constants.slice(0, 6).flatMap((one) => [level * one])]);
  const shares = fine ? levels.slice(0, 6).flatMap((level) => sharesOf(level, constants)) : [];
  const all = [
    0,
    1,
    2,
    ...shares,
    ...clock,
    ...constants.flatMap(around),
    ...beside.flatMap(around),
    ...products(constants),
  ];
  return unique([...all, 1e3, 1e6, 1e9, 1e12]);
}

/** A growth may be counted over a range, or by the minute. */
function rates({ constants }: CandidateInput): number[] {
  const over = [1, 60, ...constants.filter((one) => one >= 30)];
  const all = constants.flatMap((one) =>
    over.flatMap((seconds) => [1.3, 0.7, 3].map((by) => tidy((one * by) / seconds))),
  );
  return unique([0, 0.1, 1, 10, 100, ...all, 1e4, 1e7]);
}

function unique(values: readonly number[]): number[] {
  return [...new Set(values.filter(Number.isFinite))].slice(0, 120);
}

function tidy(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(4));
}
