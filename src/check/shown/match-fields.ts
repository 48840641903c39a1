import { asArray, type JsonObject, numberField, textField, textList } from "../../json/read.ts";
import { calculate, notKnown } from "./calculate.ts";
import { fieldName, valueName } from "./field-name.ts";
import { type Cell, type Field, type Frame, matchTexts, NotJudged, type Tools } from "./frame.ts";

/** A matcher as dashboards hold it: `{ id: "byName", options: "Value" }`. */
export interface Matcher {
  readonly id: string;
  readonly options?: unknown;
}

/** A field where it stands. */
interface Placed {
  readonly field: Field;
  readonly frame: Frame;
}

type Match = (placed: Placed) => boolean;
type MakeMatch = (options: unknown, frames: readonly Frame[], tools: Tools) => Match;

/**
 * The fields that one of Grafana's field matchers chooses.
 *
 * @throws {NotJudged} for a matcher that is not known here, or that needs values which are not.
 */
export function matchFields(matcher: Matcher, frames: readonly Frame[], tools: Tools): ReadonlySet<Field> {
  const make = matchers.get(matcher.id);
  if (make === undefined) throw new NotJudged(`the matcher ${matcher.id} is not known`);
  const match = make(matcher.options, frames, tools);
  return new Set(placedFields(frames).flatMap((placed) => (match(placed) ? [placed.field] : [])));
}

const placedFields = (frames: readonly Frame[]): Placed[] =>
  frames.flatMap((frame) => frame.fields.map((field) => ({ field, frame })));

const text = (options: unknown) => (typeof options === "string" ? options : "");

/** By name or shown name. `Value` finds fields that have their metric's name too; `Time` any time of an older frame. */
function named(names: readonly string[], frames: readonly Frame[]): Match {
  const wanted = new Set(names);
  return ({ field, frame }) =>
    wanted.has(field.name) ||
    wanted.has(fieldName(field, frame, frames)) ||
    (wanted.has(valueName)
      ? field.labels !== undefined && field.labels.get("__name__") === field.name
      : (wanted.has("Time") || wanted.has("time")) && frame.typed !== true && field.kind === "time");
}

function byPattern(pattern: string, frames: readonly Frame[], tools: Tools): Match {
  if (pattern === "") return () => false;
  const placed = placedFields(frames);
  const names = placed.map(({ field, frame }) => fieldName(field, frame, frames));
  const matched = matchTexts(pattern, names, tools);
  const fields = new Set(placed.flatMap(({ field }, index) => (matched[index] === true ? [field] : [])));
  return ({ field }) => fields.has(field);
}

const matchers: ReadonlyMap<string, MakeMatch> = new Map<string, MakeMatch>([
  ["byName", (options, frames) => named([text(options)], frames)],
  [
    "byNames",
    (options, frames) => {
      const match = named(textList((options as JsonObject | undefined)?.["names"]), frames);
      return textField(options, "mode") === "exclude" ? (placed) => !match(placed) : match;
    },
  ],
  ["byRegexp", (options, frames, tools) => byPattern(text(options), frames, tools)],
  [
    "byRegexpOrNames",
    (options, frames, tools) => {
      const match = named(textList((options as JsonObject | undefined)?.["names"]), frames);
      const pattern = byPattern(textField(options, "pattern") ?? "", frames, tools);
      return (placed) => match(placed) || pattern(placed);
    },
  ],
  [
    "byFrameRefID",
    (options) =>
      ({ frame }) =>
        frame.refId === options,
  ],
  [
    "byType",
    (options) =>
      ({ field }) =>
        isKind(field, options),
  ],
  [
    "byTypes",
    (options) =>
      ({ field }) =>
        asArray(options).some((kind) => isKind(field, kind)),
  ],
  [
    "numeric",
    () =>
      ({ field }) =>
        isKind(field, "number"),
  ],
  [
    "time",
    () =>
      ({ field }) =>
        isKind(field, "time"),
  ],
  [
    "first",
    () =>
      ({ field, frame }) =>
        field === frame.fields[0],
  ],
  [
    "firstTimeField",
    () =>
      ({ field, frame }) =>
        field === frame.fields.find((one) => isKind(one, "time")),
  ],
  ["byValue", byValue],
  ["alwaysMatch", () => () => true],
  ["neverMatch", () => () => false],
]);

function isKind({ name, kind }: Field, wanted: unknown): boolean {
  if (kind === "other") throw new NotJudged(`the kind of the field ${name} is found in Grafana`);
  return kind === wanted;
}

function byValue(options: unknown): Match {
  const reducer = textField(options, "reducer");
  if (reducer === undefined) return () => false;
  const op = textField(options, "op") ?? "eq";
  const value = numberField(options, "value");
  return ({ field }) => {
    const left = calculate(reducer, field);
    if (left === notKnown) throw new NotJudged(`the calculation ${reducer} is done in Grafana`);
    return reducer.startsWith("allIs") ? left === true : compare(left, op, value);
  };
}

/** As Grafana compares with its operators; nothing on one side is the text `null`, and only equal to itself. */
function compare(left: Cell, op: string, right: number | undefined): boolean {
  const missing = left === null || left === undefined || right === undefined;
  const used = missing && (op === "gte" || op === "lte") ? "eq" : op;
  const [one, other] = [left ?? "null", right ?? "null"];
  if (used === "eq") return String(one) === String(other);
  if (used === "neq") return String(one) !== String(other);
  if (used === "gt") return one > other;
  if (used === "gte") return one >= other;
  if (used === "lt") return one < other;
  return used === "lte" && one <= other;
}
