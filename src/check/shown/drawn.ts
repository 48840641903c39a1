import { textField, textList } from "../../json/read.ts";
import { quote, some } from "../explain/explanation.ts";
import { calculate, calculationId, notKnown } from "./calculate.ts";
import { fieldName } from "./field-name.ts";
import { type Field, type Frame, NotJudged, type Tools } from "./frame.ts";
import { hiddenFields, sets } from "./hidden-fields.ts";
import { matchFields } from "./match-fields.ts";
import type { PanelSettings } from "./panel-settings.ts";

/** Why a panel whose queries have data shows nothing. */
export interface NothingShown {
  readonly code: "all-hidden" | "filtered-out" | "field-missing" | "fields-hidden" | "no-value";
  /** One sentence without a full stop. */
  readonly reason: string;
}

/** Panels that show one value for each field. */
const ofValues = new Set([
  "stat",
  "gauge",
  "bargauge",
  "piechart",
  "radialbar",
  "singlestat",
  "grafana-singlestat-panel",
]);
/** Panels that draw each field that is no time, and leave out hidden ones. */
const ofFields = new Set(["barchart", "state-timeline", "status-history", "trend", "histogram"]);

/**
 * Why a panel draws nothing of frames that have cells; undefined where it draws something, or where its kind says
 * nothing about that.
 *
 * @throws {NotJudged} where only Grafana knows.
 */
export function undrawn(frames: readonly Frame[], settings: PanelSettings, tools: Tools): NothingShown | undefined {
  const { type } = settings;
  if (ofValues.has(type)) return withoutValue(frames, settings, tools);
  if (type === "timeseries") return withoutLine(frames, settings, tools);
  if (type === "table" || type === "table-old") return allHidden(frames, settings, tools, () => true);
  if (ofFields.has(type)) return allHidden(frames, settings, tools, ({ kind }) => kind !== "time");
  return undefined;
}

/** The names of all fields, for a message. */
export function fieldNames(frames: readonly Frame[]): string {
  const names = new Set(frames.flatMap((frame) => frame.fields.map((field) => fieldName(field, frame, frames))));
  return names.size === 0
    ? "no field"
    : some([...names].map((name) => (name.length > 80 ? `${name.slice(0, 80)}…` : name)));
}

function withoutValue(frames: readonly Frame[], settings: PanelSettings, tools: Tools): NothingShown | undefined {
  const { reduce, type } = settings;
  const pattern = textField(reduce, "fields") ?? "";
  const matched = matchFields(pattern === "" ? { id: "numeric" } : { id: "byRegexp", options: pattern }, frames, tools);
  if (matched.size === 0) {
    if (pattern === "")
      return { code: "no-value", reason: `the panel shows numbers, and there is none among ${fieldNames(frames)}` };
    if (sets("displayName", settings)) throw new NotJudged("its settings give fields other names");
    const reason = `the panel shows only fields that match ${quote(pattern)}, and there are ${fieldNames(frames)}`;
    return { code: "field-missing", reason };
  }
  const pie = type === "piechart";
  const hidden = pie ? hiddenFields(frames, settings, tools) : new Set<Field>();
  const fields = [...matched].filter((field) => !hidden.has(field));
  if (fields.length === 0) return everyHidden(frames);
  if (reduce["values"] === true) {
    const rows = frames.some(({ length, fields: own }) => length > 0 && own.some((field) => matched.has(field)));
    return rows ? undefined : { code: "no-value", reason: "the panel shows every row of a field that has no rows" };
  }
  const given = textList(reduce["calcs"]);
  const ids = given.length > 0 ? given : ["lastNotNull"];
  const isShown = (value: ReturnType<typeof calculate>) =>
    value === notKnown || (value !== null && value !== undefined && !(pie && Number.isNaN(value)));
  if (fields.some((field) => ids.some((id) => isShown(calculate(id, field))))) return undefined;
  const names = some(ids.map(calculationId));
  return { code: "no-value", reason: `the panel's calculation (${names}) has no value to work on` };
}

function withoutLine(frames: readonly Frame[], settings: PanelSettings, tools: Tools): NothingShown | undefined {
  const timed = frames.filter(({ fields }) => fields.some(({ kind }) => kind === "time"));
  const lines = timed.flatMap(({ fields }) => fields.filter(({ kind }) => kind !== "time" && kind !== "string"));
  if (lines.length === 0) {
    const reason = `a time series needs a time and a number, and there are ${fieldNames(frames)}`;
    return { code: "no-value", reason };
  }
  const hidden = hiddenFields(frames, settings, tools);
  const visible = lines.filter((field) => !hidden.has(field));
  if (visible.length === 0) return everyHidden(frames);
  const hasPoint = ({ kind, values }: Field) =>
    values === undefined || kind !== "number" || values.some((value) => Number.isFinite(value));
  return visible.some(hasPoint) ? undefined : { code: "no-value", reason: "no finite number is left to draw" };
}

const everyHidden = (frames: readonly Frame[]): NothingShown => ({
  code: "fields-hidden",
  reason: `the panel's field settings hide every field: ${fieldNames(frames)}`,
});

function allHidden(
  frames: readonly Frame[],
  settings: PanelSettings,
  tools: Tools,
  isDrawn: (field: Field) => boolean,
): NothingShown | undefined {
  const fields = frames.filter(({ length }) => length > 0).flatMap((frame) => frame.fields.filter(isDrawn));
  if (fields.length === 0) return undefined;
  const hidden = hiddenFields(frames, settings, tools);
  return fields.every((field) => hidden.has(field)) ? everyHidden(frames) : undefined;
}
