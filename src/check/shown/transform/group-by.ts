import { asObject, field as property, textField, textList } from "../../../json/read.ts";
import { some } from "../../explain/explanation.ts";
import { calculate, notKnown } from "../calculate.ts";
import { fieldName } from "../field-name.ts";
import { checkCells, type Field, type FieldKind, type Frame, valuesOf } from "../frame.ts";
import { matchFields } from "../match-fields.ts";
import type { Transformation } from "./transformation.ts";

/** `groupBy`: a row for each value of some fields, with calculations over others; a frame without any of them goes. */
export const groupBy: Transformation = (frames, options, tools) => {
  const settings = asObject(options["fields"]) ?? {};
  const names = Object.keys(settings).filter((name) => textField(settings[name], "operation") === "groupby");
  if (names.length === 0) return { frames };
  const keys = matchFields({ id: "byNames", options: { names } }, frames, tools);
  checkCells(frames);
  const grouped = frames.flatMap((frame) => {
    const by = frame.fields.filter((field) => keys.has(field));
    return by.length === 0 ? [] : [group(frame, by, settings)];
  });
  return { frames: grouped, missing: keys.size === 0 ? names : [], does: `groups by ${some(names)}` };
};

function group(frame: Frame, by: readonly Field[], settings: object): Frame {
  const columns = by.map((field) => (frame.length === 0 ? [] : valuesOf(field)));
  const rows = new Map<string, number[]>();
  for (let row = 0; row < frame.length; row++) {
    const key = columns.map((values) => String(values[row] ?? "")).join();
    const found = rows.get(key);
    if (found === undefined) rows.set(key, [row]);
    else found.push(row);
  }
  const groups = [...rows.values()];
  const fields = by.map(({ name, kind, displayName, sourceName }, index): Field => {
    const values = groups.map(([first]) => columns[index]![first!]);
    return { name, kind, displayName, sourceName, values };
  });
  const calculated = frame.fields.flatMap((field) => calculatedFields(field, frame, groups, settings));
  return { refId: frame.refId, fields: [...fields, ...calculated], length: groups.length };
}

/** Grafana finds a field's calculations by its own name or its shown one, by how many frames there are. */
function calculatedFields(field: Field, frame: Frame, groups: readonly number[][], settings: object): Field[] {
  const name = [fieldName(field, frame), field.name].find((one) => property(settings, one) !== undefined);
  const own = name === undefined ? undefined : property(settings, name);
  const calculations = textList(property(own, "aggregations"));
  const operation = textField(own, "operation");
  const used =
    operation === "aggregate"
      ? calculations
      : operation === "groupby" && calculations.length === 1 && calculations[0] === "count"
        ? calculations
        : [];
  return used.map((id): Field => {
    const results = groups.map((rows) =>
      calculate(id, { ...field, values: field.values && rows.map((row) => field.values![row]) }),
    );
    const values = results.flatMap((result) => (result === notKnown ? [] : [result]));
    return {
      name: `${name} (${id})`,
      kind: kindOf(id, field.kind),
      values: values.length === results.length ? values : undefined,
    };
  });
}

function kindOf(id: string, kind: FieldKind): FieldKind {
  if (["count", "distinctCount", "changeCount", "countAll"].includes(id)) return "number";
  return id.startsWith("allIs") ? "boolean" : kind;
}
