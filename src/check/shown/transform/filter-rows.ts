import { asArray, type JsonObject, numberField, field as property, textField } from "../../../json/read.ts";
import { quote, some } from "../../explain/explanation.ts";
import { fieldName } from "../field-name.ts";
import { checkCells, type Field, type Frame, valuesOf } from "../frame.ts";
import { matchRows } from "./match-rows.ts";
import type { Transformation } from "./transformation.ts";

/** `limit`: the first rows of each frame, 10 by default; below 0 the last ones. */
export const limit: Transformation = (frames, options) => {
  const given = options["limitField"] ?? 10;
  const most = typeof given === "string" ? Number.parseInt(given, 10) : Number(given);
  const cut = (frame: Frame): Frame =>
    frame.length > most
      ? { ...frame, fields: frame.fields.map((field) => cutField(field, most)), length: Math.abs(most) }
      : frame;
  return { frames: frames.map(cut), does: `keeps ${most} rows` };
};

function cutField(field: Field, most: number): Field {
  const { values } = field;
  const cut = values === undefined ? undefined : most >= 0 ? values.slice(0, most) : values.slice(values.length + most);
  return { ...field, values: cut };
}

/** `filterByValue`: rows whose fields meet conditions. */
export const filterByValue: Transformation = (frames, options, tools) => {
  const filters = asArray(options["filters"]).map(readFilter);
  if (filters.length === 0) return { frames };
  checkCells(frames);
  const all = options["match"] === "all";
  const include = (options["type"] ?? "include") === "include";
  const found = new Set<string>();
  const filtered = frames.map((frame): Frame => {
    const conditions = filters.map(({ name, config }) => {
      const field = frame.fields.findLast((one) => fieldName(one, frame, frames) === name);
      if (field === undefined) return undefined;
      found.add(name);
      return matchRows(config, frame.length === 0 ? [] : valuesOf(field), tools);
    });
    const matches = (row: number) =>
      all ? conditions.every((rows) => rows?.[row] === true) : conditions.some((rows) => rows?.[row] === true);
    const rows = Array.from({ length: frame.length }, (_, row) => row).filter((row) => matches(row) === include);
    const fields = frame.fields.map((field) => ({ ...field, values: field.values && pick(field.values, rows) }));
    return { ...frame, fields, length: rows.length };
  });
  const missing = filters.map(({ name }) => name).filter((name) => !found.has(name));
  const does = `${include ? "keeps" : "leaves out"} rows where ${some(
    filters.map(({ text }) => text),
    3,
  )}`;
  return { frames: filtered, does, missing: include ? [...new Set(missing)] : [] };
};

const pick = <T>(values: readonly T[], rows: readonly number[]) => rows.map((row) => values[row]!);

function readFilter(filter: unknown): { readonly name: string; readonly config: JsonObject; readonly text: string } {
  const name = textField(filter, "fieldName") ?? "";
  const config = (property(filter, "config") ?? {}) as JsonObject;
  const value = textField(config, "options", "value") ?? numberField(config, "options", "value");
  const shown = value === undefined ? "" : ` ${quote(String(value))}`;
  return { name, config, text: `${name} ${textField(config, "id") ?? ""}${shown}` };
}
