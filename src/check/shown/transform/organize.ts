import { asObject, field as property } from "../../../json/read.ts";
import { some } from "../../explain/explanation.ts";
import { fieldName } from "../field-name.ts";
import type { Field, Frame } from "../frame.ts";
import type { Matcher } from "../match-fields.ts";
import { filterFields } from "./filter-fields.ts";
import type { Transformation } from "./transformation.ts";

/** `organize`: leaves out and renames fields. Their order is of no importance here. */
export const organize: Transformation = (frames, options, tools) => {
  const excluded = switchedOn(options["excludeByName"]);
  const included = switchedOn(options["includeByName"]);
  const kept = filterFields(frames, { include: byNames(included), exclude: byNames(excluded) }, tools);
  const does = [
    ...(included.length === 0 ? [] : [`keeps only ${some(included)}`]),
    ...(excluded.length === 0 ? [] : [`leaves out ${some(excluded)}`]),
  ].join(" and ");
  return { frames: kept.map((frame) => rename(frame, options["renameByName"])), does };
};

/** Gives new names to fields by the names that are shown. */
function rename(frame: Frame, names: unknown): Frame {
  if (Object.keys(asObject(names) ?? {}).length === 0) return frame;
  const fields = frame.fields.map((field): Field => {
    const displayName = property(names, fieldName(field, frame));
    return typeof displayName === "string" && displayName !== "" ? { ...field, displayName } : field;
  });
  return { ...frame, fields };
}

const switchedOn = (value: unknown) =>
  Object.entries(asObject(value) ?? {}).flatMap(([name, on]) => (on ? [name] : []));

const byNames = (names: readonly string[]): Matcher | undefined =>
  names.length === 0 ? undefined : { id: "byNames", options: { names } };
