import { type DataFrame, type Field, FieldType, getFieldDisplayName } from "@grafana/data";
import { type OwnTransformation, textOf } from "./own-transformation.ts";

const degrees = [
  "",
  "Linear",
  "Quadratic",
  "Cubic",
  "Quartic",
  "Quintic",
  "Sextic",
  "Septic",
  "Octic",
  "Nonic",
  "Decic",
];

/** A frame more: the line or polynomial that is closest to a field's values, by least squares. */
export const regression: OwnTransformation = (frames, options) => {
  const found = pairOf(frames, textOf(options["xFieldName"]), textOf(options["yFieldName"]));
  if (found === undefined) return [...frames];
  const { frame, x, y } = found;
  const polynomial = options["modelType"] === "polynomial";
  const degree = polynomial ? bounded(options["degree"], 2, 10) : 1;
  const count = bounded(options["predictionCount"], 100, 10_000);
  const kept = x.values.flatMap((value: number, row) => {
    const result = y.values[row] as number | null;
    return result === null || !Number.isFinite(result) ? [] : [[value, result] as const];
  });
  if (kept.length === 0) return [...frames];
  const from = Math.min(...x.values);
  const to = Math.max(...x.values);
  const predict = fit(kept, degree, from, to);
  const points = Array.from({ length: count }, (_, i) =>
    i === count - 1 ? to : from + (i * (to - from)) / (count - 1),
  );
  const kind = polynomial ? `${degrees[degree]} polynomial` : "Linear";
  const name = getFieldDisplayName(y, frame, [...frames]);
  const line: DataFrame = {
    name: `${kind} regression`,
    fields: [
      { name: x.name, type: x.type, config: {}, values: points },
      { name, type: y.type, config: {}, values: points.map(predict) },
    ],
    length: points.length,
  };
  return [...frames, line];
};

const bounded = (value: unknown, otherwise: number, most: number) =>
  typeof value === "number" && value >= 1 ? Math.min(most, Math.floor(value)) : otherwise;

interface Pair {
  readonly frame: DataFrame;
  readonly x: Field;
  readonly y: Field;
}

function pairOf(frames: readonly DataFrame[], xName: string | undefined, yName: string | undefined): Pair | undefined {
  for (const frame of frames) {
    const named = (name: string) =>
      frame.fields.find((field) => getFieldDisplayName(field, frame, [...frames]) === name || field.name === name);
    const x = xName === undefined ? frame.fields.find(({ type }) => type === FieldType.time) : named(xName);
    const y = yName === undefined ? frame.fields.find(({ type }) => type === FieldType.number) : named(yName);
    if (x !== undefined && y !== undefined) return { frame, x, y };
  }
  return undefined;
}

/** The polynomial of least squares, worked out on x moved to −1…1, which keeps powers apart. */
function fit(pairs: readonly (readonly [number, number])[], degree: number, from: number, to: number) {
  const middle = (from + to) / 2;
  const half = (to - from) / 2 || 1;
  const size = degree + 1;
  const rows = Array.from({ length: size }, () => new Array<number>(size + 1).fill(0));
  for (const [x, y] of pairs) {
    const powers = Array.from({ length: size }, (_, power) => ((x - middle) / half) ** power);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) rows[i]![j]! += powers[i]! * powers[j]!;
      rows[i]![size]! += powers[i]! * y;
    }
  }
  const factors = solved(rows);
  return (x: number) => factors.reduceRight((sum, factor) => sum * ((x - middle) / half) + factor, 0);
}

/** Gauss, with the largest pivot; what is not determined is 0. */
function solved(rows: number[][]): number[] {
  const size = rows.length;
  for (let i = 0; i < size; i++) {
    const best = rows.slice(i).reduce((at, row, k) => (Math.abs(row[i]!) > Math.abs(rows[at]![i]!) ? i + k : at), i);
    [rows[i], rows[best]] = [rows[best]!, rows[i]!];
    const pivot = rows[i]![i]!;
    if (Math.abs(pivot) < 1e-12) continue;
    for (let k = 0; k < size; k++) {
      if (k === i) continue;
      const share = rows[k]![i]! / pivot;
      for (let j = i; j <= size; j++) rows[k]![j]! -= share * rows[i]![j]!;
    }
  }
  return rows.map((row, i) => (Math.abs(row[i]!) < 1e-12 ? 0 : row[size]! / row[i]!));
}
