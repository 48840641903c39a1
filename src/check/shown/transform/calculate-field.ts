import { asObject, field as property, textField } from "../../../json/read.ts";
import { calculationId, calculationNames } from "../calculate.ts";
import { fieldName } from "../field-name.ts";
import { type Field, type Frame, NotJudged, type Tools } from "../frame.ts";
import { joinByField } from "./join-by-field.ts";
import type { Transformation } from "./transformation.ts";

/**
 * `calculateField`: a field more, whose values are not known here; or that field, with the time, in place of all. Where
 * what it calculates from is missing, a frame stays as it is, or goes if fields are replaced.
 */
export const calculateField: Transformation = (given, options, tools) => {
  const mode = textField(options, "mode") ?? "reduceRow";
  const frames = oneTimeline(given, options, mode, tools);
  const replace = options["replaceFields"] === true;
  const missing = new Set<string>();
  const calculated = frames.flatMap((frame): Frame[] => {
    const lacks = lacking(frame, frames, options, mode);
    for (const name of lacks) missing.add(name);
    if (lacks.length > 0) return replace ? [] : [frame];
    const name = nameOf(options, mode);
    const field: Field = { name, displayName: textField(options, "alias") || undefined, kind: "number" };
    if (!replace) return [{ ...frame, fields: [...frame.fields, field] }];
    const time = options["timeSeries"] === false ? undefined : frame.fields.find(({ kind }) => kind === "time");
    return [{ ...frame, fields: time === undefined ? [field] : [time, field] }];
  });
  return { frames: calculated, missing: replace ? [...missing] : [] };
};

/** Grafana joins series by their time first, unless one side is a number. */
function oneTimeline(
  frames: readonly Frame[],
  options: Parameters<Transformation>[1],
  mode: string,
  tools: Tools,
): readonly Frame[] {
  const right = property(options, "binary", "right");
  const fixed = typeof right === "string" ? right : property(right, "fixed");
  const withNumber = mode === "binary" && !Number.isNaN(Number(fixed));
  const times = frames.map(({ fields }) => fields.find(({ kind }) => kind === "time")?.name);
  const [byField] = times;
  if (options["timeSeries"] === false || withNumber || frames.length < 2) return frames;
  if (byField === undefined || times.some((name) => name !== byField)) return frames;
  return joinByField(frames, { byField }, tools).frames;
}

/** Fields that the calculation needs and a frame has not. */
function lacking(frame: Frame, frames: readonly Frame[], options: object, mode: string): string[] {
  const has = (name: string) => frame.fields.some((field) => fieldName(field, frame, frames) === name);
  if (mode === "reduceRow" || mode === "index") return [];
  if (mode === "unary") {
    const name = textField(options, "unary", "fieldName") ?? "";
    return has(name) ? [] : [name];
  }
  if (mode !== "binary") throw new NotJudged(`its mode ${mode} is not known`);
  return ["left", "right"].flatMap((side): string[] => {
    const value = property(options, "binary", side);
    if (textField(value, "matcher", "id") === "byType") throw new NotJudged("it calculates with all fields of a kind");
    const name =
      typeof value === "string" ? value : (textField(value, "matcher", "options") ?? textField(value, "fixed") ?? "");
    return has(name) || !Number.isNaN(Number.parseFloat(name)) ? [] : [name];
  });
}

function nameOf(options: object, mode: string): string {
  const alias = textField(options, "alias");
  if (alias) return alias;
  if (mode === "index") return "Row";
  if (mode === "unary")
    return `${textField(options, "unary", "operator")}(${textField(options, "unary", "fieldName")})`;
  if (mode === "reduceRow") {
    const id = textField(options, "reduce", "reducer") ?? "sum";
    return calculationNames.get(calculationId(id)) ?? "math";
  }
  const [left, right] = ["left", "right"].map((side) => {
    const value = property(options, "binary", side);
    return asObject(value) === undefined
      ? String(value)
      : (textField(value, "matcher", "options") ?? textField(value, "fixed"));
  });
  return `${left} ${textField(options, "binary", "operator") ?? "+"} ${right}`;
}
