import { type Cell, type Field, type Frame, tooManyCells, valuesOf } from "../frame.ts";
import type { Transformation } from "./transformation.ts";

type Row = Map<string, Cell>;

/** Most cells whose rows are compared. */
const maxMerged = 50_000;
/** Most comparisons of rows of one key. */
const maxComparisons = 200_000;

/** `merge`: one frame of all. Rows become one if they are equal in the fields of all frames and differ in no other. */
export const merge: Transformation = (frames) => {
  if (frames.length <= 1) return { frames };
  const filled = frames.filter(({ fields }) => fields.length > 0);
  if (filled.length === 0) return { frames: frames.slice(0, 1) };
  const fields = new Map<string, Field>();
  for (const frame of filled)
    for (const field of frame.fields) if (!fields.has(field.name)) fields.set(field.name, field);
  const inAll = [...fields.keys()].filter((name) =>
    filled.every((frame) => frame.fields.some((one) => one.name === name)),
  );
  if (inAll.length === 0) return { frames };
  const rows = mergedRows(filled, inAll);
  const refId = `merge-${filled.map((frame) => frame.refId).join("-")}`;
  const columns = [...fields].map(
    ([name, { kind, sourceName }]): Field => ({ name, kind, sourceName, values: rows?.map((row) => row.get(name)) }),
  );
  const length = rows?.length ?? filled.reduce((sum, frame) => sum + frame.length, 0);
  return { frames: [{ refId, fields: columns, length }] };
};

/** Undefined where the values are not known. */
function mergedRows(frames: readonly Frame[], inAll: readonly string[]): Row[] | undefined {
  if (frames.some(({ fields }) => fields.some(({ values }) => values === undefined))) return undefined;
  if (tooManyCells(frames, { most: maxMerged })) return undefined;
  const byKey = new Map<string, Row[]>();
  let comparisons = 0;
  for (const frame of frames) {
    const columns = new Map(frame.fields.map((field) => [field.name, valuesOf(field)]));
    for (let index = 0; index < frame.length; index++) {
      const row: Row = new Map([...columns].map(([name, values]) => [name, values[index]]));
      const key = JSON.stringify(inAll.map((name) => String(row.get(name))));
      const same = byKey.get(key) ?? [];
      comparisons += same.length;
      if (comparisons > maxComparisons) return undefined;
      byKey.set(key, withRow(same, row));
    }
  }
  return [...byKey.values()].flat();
}

function withRow(rows: Row[], row: Row): Row[] {
  let merged = false;
  for (const one of rows) {
    if (![...row].every(([name, value]) => (one.get(name) ?? undefined) === undefined || one.get(name) === value))
      continue;
    for (const [name, value] of row) one.set(name, value);
    merged = true;
  }
  if (!merged) rows.push(row);
  return rows;
}
