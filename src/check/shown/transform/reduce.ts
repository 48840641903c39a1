import { asObject, field as property, textField, textList } from "../../../json/read.ts";
import { calculate, calculationId, calculationNames, notKnown } from "../calculate.ts";
import { fieldName } from "../field-name.ts";
import type { Cell, Field, FieldKind, Frame } from "../frame.ts";
import { matchFields } from "../match-fields.ts";
import type { Transformation } from "./transformation.ts";

/** `reduce`: a row for each field with its calculations, or a row in place of all rows. */
export const reduce: Transformation = (frames, options, tools) => {
  const given = options["reducers"] === undefined ? ["max"] : textList(options["reducers"]);
  const ids = given.map(calculationId).filter((id) => calculationNames.has(id));
  if (given.length === 0) return { frames };
  const inPlace = options["mode"] === "reduceFields";
  const matcher = asObject(options["fields"]);
  const chosen =
    matcher === undefined
      ? undefined
      : matchFields({ id: textField(matcher, "id") ?? "", options: property(matcher, "options") }, frames, tools);
  const withTime = inPlace && options["includeTimeField"] === true;
  const taken = (field: Field) => (chosen === undefined ? withTime || field.kind !== "time" : chosen.has(field));
  if (inPlace) return { frames: frames.flatMap((frame) => reduceFields(frame, taken, ids)) };
  if (frames.length === 0) return { frames };
  const sources = frames.flatMap((frame) => frame.fields.filter(taken).map((field) => ({ field, frame })));
  const asLabels = options["labelsToFields"] === true;
  const labels = asLabels ? labelNames(frames) : [];
  const nameOf = ({ field, frame }: (typeof sources)[number]) =>
    asLabels ? field.name : fieldName(field, frame, frames);
  const fields: Field[] = [
    { name: "Field", kind: "string", values: sources.map(nameOf) },
    ...labels.map(
      (name): Field => ({ name, kind: "string", values: sources.map(({ field }) => field.labels?.get(name)) }),
    ),
    ...ids.map((id) =>
      column(
        id,
        sources.map(({ field }) => field),
      ),
    ),
  ];
  const refId = `reduce-${frames.map((frame) => frame.refId).join("-")}`;
  return { frames: [{ refId, typed: frames[0]?.typed, fields, length: sources.length }] };
};

const labelNames = (frames: readonly Frame[]) => [
  ...new Set(frames.flatMap(({ fields }) => fields.flatMap(({ labels }) => [...(labels?.keys() ?? [])]))),
];

function column(id: string, sources: readonly Field[]): Field {
  const results = sources.map((source) => calculate(id, source));
  const known = results.flatMap((result) => (result === notKnown ? [] : [result ?? Number.NaN]));
  const values = known.length === results.length ? known : undefined;
  return { name: calculationNames.get(id) ?? id, kind: values === undefined ? "other" : kindOf(values), values };
}

/** Grafana looks at the values to find the kind. */
function kindOf(values: readonly Cell[]): FieldKind {
  const first = values.find((value) => value !== null && value !== undefined);
  if (typeof first === "number") return "number";
  return typeof first === "boolean" ? "boolean" : "other";
}

function reduceFields(frame: Frame, taken: (field: Field) => boolean, ids: readonly string[]): Frame[] {
  const fields = frame.fields.filter(taken).flatMap((field) =>
    ids.map((id): Field => {
      const result = calculate(id, field);
      const kind = /^(first|last)/.test(id) ? field.kind : /^(all|unique)Values$/.test(id) ? "other" : "number";
      const reducer: [string, string][] = ids.length > 1 ? [["reducer", calculationNames.get(id) ?? id]] : [];
      const labels = new Map([...(field.labels ?? []), ...reducer]);
      return { ...field, kind, labels, values: result === notKnown ? undefined : [result] };
    }),
  );
  return fields.length === 0 ? [] : [{ ...frame, fields, length: 1 }];
}
