import { type JsonObject, field as property, textField } from "../../../json/read.ts";
import { type Cell, matchTexts, NotJudged, type Tools } from "../frame.ts";

/** Which of the values one of Grafana's value matchers takes: `{ id: "greater", options: { value: 5 } }`. */
export function matchRows(config: JsonObject, values: readonly Cell[], tools: Tools): readonly boolean[] {
  const id = textField(config, "id") ?? "";
  const wanted = property(config, "options", "value");
  if (id === "regex") return matchTexts(`/${text(wanted)}/`, values.map(String), tools);
  if (id === "between") {
    const [from, to] = [bound(property(config, "options", "from")), bound(property(config, "options", "to"))];
    return values.map((value) => isNumeric(value) && Number(value) > from && Number(value) < to);
  }
  const match = matchers.get(id);
  if (match === undefined) throw new NotJudged(`its condition ${id} is not known`);
  if (!["string", "number", "boolean", "undefined"].includes(typeof wanted) && wanted !== null)
    throw new NotJudged(`its condition ${id} compares with something that is no single value`);
  return values.map((value) => match(value, wanted as Cell));
}

type Match = (value: Cell, wanted: Cell) => boolean;

const matchers: ReadonlyMap<string, Match> = new Map<string, Match>([
  ["isNull", (value) => isNothing(value)],
  ["isNotNull", (value) => !isNothing(value)],
  ["equal", looselyEqual],
  ["notEqual", (value, wanted) => !looselyEqual(value, wanted)],
  ["greater", (value, wanted) => isNumeric(value) && order(value, wanted) > 0],
  ["greaterOrEqual", (value, wanted) => isNumeric(value) && order(value, wanted) >= 0],
  ["lower", (value, wanted) => isNumeric(value) && order(value, wanted) < 0],
  ["lowerOrEqual", (value, wanted) => isNumeric(value) && order(value, wanted) <= 0],
  ["substring", (value, wanted) => wanted === "" || contains(value, wanted) === true],
  ["notSubstring", (value, wanted) => contains(value, wanted) === false],
]);

const text = (value: unknown) => (typeof value === "string" ? value : String(value));
const isNothing = (value: Cell): value is null | undefined => value === null || value === undefined;
const isNumeric = (value: Cell) => !Number.isNaN(Number(value));
const bound = (value: unknown) => (typeof value === "number" ? value : Number.parseInt(String(value), 10));

/** As JavaScript's `==`: a text and a number are equal if the text is that number. */
function looselyEqual(one: Cell, other: Cell): boolean {
  if (isNothing(one) || isNothing(other)) return isNothing(one) && isNothing(other);
  return typeof one === typeof other ? one === other : Number(one) === Number(other);
}

/** As JavaScript's `<` and `>`: texts by their characters, everything else as numbers. NaN where there is no order. */
function order(one: Cell, other: Cell): number {
  if (typeof one === "string" && typeof other === "string") return one < other ? -1 : one > other ? 1 : 0;
  const [left, right] = [asNumber(one), asNumber(other)];
  return left === right ? 0 : left - right;
}

const asNumber = (value: Cell) => Number(value);

/** Whether a text holds another, in any case; undefined where one of them is no text, or is empty. */
function contains(value: Cell, wanted: Cell): boolean | undefined {
  if (typeof value !== "string" || typeof wanted !== "string" || value === "" || wanted === "") return undefined;
  return value.toLowerCase().includes(wanted.toLowerCase());
}
