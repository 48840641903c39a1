import { textField } from "../../../json/read.ts";
import { valueName } from "../field-name.ts";
import { type Cell, checkCells, type Field, type Frame, NotJudged, valuesOf } from "../frame.ts";
import { matchFields } from "../match-fields.ts";
import type { Transformation } from "./transformation.ts";

/** A frame apart: the field that it is joined by, and the others. */
interface Side {
  readonly by: Field;
  readonly rest: readonly Field[];
  readonly length: number;
}

/** `joinByField`, once `seriesToColumns`: one frame of all; a frame without the field goes. */
export const joinByField: Transformation = (frames, options, tools) => {
  if (frames.length <= 1) return { frames };
  const byField = textField(options, "byField") ?? "";
  if (byField === "" && !frames[0]?.fields.some(({ kind }) => kind === "time"))
    throw new NotJudged("Grafana chooses the field to join by");
  const matcher = byField === "" ? { id: "firstTimeField" } : { id: "byName", options: byField };
  const matched = matchFields(matcher, frames, tools);
  const sides = frames.flatMap((frame): Side[] => {
    const by = frame.fields.find((field) => matched.has(field));
    if (by === undefined) return [];
    const rest = frame.fields.filter((field) => field !== by).map((field) => named(field, frame));
    return [{ by, rest, length: frame.length }];
  });
  checkCells(frames);
  const mode = textField(options, "mode") ?? "outer";
  const keys = sides.map(({ by, length }) => (length === 0 ? [] : valuesOf(by)));
  const joined = mode === "inner" ? innerKeys(keys) : outerKeys(keys);
  const field = ({ kind, name, labels, displayName, sourceName }: Field): Field => ({
    ...{ kind, name, labels, displayName, sourceName },
    values: undefined,
  });
  const aligned = mode === "outer";
  const fields = sides.flatMap(({ rest }, index): Field[] =>
    rest.map((one) => (aligned && one.values !== undefined ? align(one, keys[index]!, joined) : field(one))),
  );
  const [first] = sides;
  const refId = `joinByField-${frames.map((frame) => frame.refId).join("-")}`;
  const all = first === undefined ? [] : [{ ...first.by, values: joined }, ...fields];
  const missing = sides.length === 0 ? [byField || "Time"] : [];
  const does =
    mode === "inner" ? `keeps only rows whose ${byField || "time"} every query has` : `joins by ${byField || "time"}`;
  return { frames: [{ refId, fields: all, length: joined.length }], missing, does };
};

/** The name of a frame stands for its value. */
const named = (field: Field, { name }: Frame): Field =>
  name && field.name === valueName ? { ...field, name } : { ...field };

function outerKeys(keys: readonly (readonly Cell[])[]): Cell[] {
  return [...new Set(keys.flat())].sort((one, other) => Number(one) - Number(other));
}

/** The keys of the rows that are left: every pair of rows with one key is a row, as in SQL. */
function innerKeys([first = [], ...others]: readonly (readonly Cell[])[]): Cell[] {
  const most = 500_000;
  return others.reduce<Cell[]>(
    (left, right) => {
      const times = new Map<string, number>();
      for (const key of right) times.set(String(key), (times.get(String(key)) ?? 0) + 1);
      const rows: Cell[] = [];
      for (const key of left) {
        const count = key === null || key === undefined ? 0 : (times.get(String(key)) ?? 0);
        if (rows.length + count > most) throw new NotJudged("joining makes too many rows");
        for (let time = 0; time < count; time++) rows.push(key);
      }
      return rows;
    },
    [...first],
  );
}

/** A field with its values in the rows of their keys. */
function align(field: Field, keys: readonly Cell[], rows: readonly Cell[]): Field {
  const values = new Map(keys.map((key, index) => [key, field.values?.[index]]));
  return { ...field, values: rows.map((row) => values.get(row)) };
}
