import { asObject, field as property, textField, textList } from "../../../json/read.ts";
import { some } from "../../explain/explanation.ts";
import type { Field, Frame, Tools } from "../frame.ts";
import { type Matcher, matchFields } from "../match-fields.ts";
import type { Transformation } from "./transformation.ts";

/** `filterFieldsByName`: fields by a list of names, a pattern, or a variable that holds the names. */
export const filterFieldsByName: Transformation = (frames, options, tools) => {
  const byVariable = options["byVariable"] === true;
  const include = chosen(options["include"], byVariable);
  const exclude = chosen(options["exclude"], byVariable);
  const does = [
    ...(include === undefined ? [] : [`keeps only ${include.text}`]),
    ...(exclude === undefined ? [] : [`leaves out ${exclude.text}`]),
  ].join(" and ");
  const kept = filterFields(frames, { include: include?.matcher, exclude: exclude?.matcher }, tools);
  const missing = include?.names.filter((name) => matchFields(oneName(name), frames, tools).size === 0) ?? [];
  return { frames: kept, does, missing: include?.pattern === undefined ? missing : [] };
};

/** Grafana's filter of fields; a frame without fields goes. */
export function filterFields(
  frames: readonly Frame[],
  { include, exclude }: { readonly include?: Matcher | undefined; readonly exclude?: Matcher | undefined },
  tools: Tools,
): readonly Frame[] {
  if (include === undefined && exclude === undefined) return frames;
  const kept = include === undefined ? undefined : matchFields(include, frames, tools);
  const gone = exclude === undefined ? undefined : matchFields(exclude, frames, tools);
  const stays = (field: Field) => gone?.has(field) !== true && kept?.has(field) !== false;
  return frames.flatMap((frame) => {
    const fields = frame.fields.filter(stays);
    return fields.length === 0 ? [] : [{ ...frame, fields }];
  });
}

const oneName = (name: string): Matcher => ({ id: "byName", options: name });

interface Chosen {
  readonly matcher: Matcher;
  readonly names: readonly string[];
  readonly pattern?: string;
  readonly text: string;
}

/** As Grafana reads names, pattern and variable; undefined where nothing is chosen. */
function chosen(options: unknown, byVariable: boolean): Chosen | undefined {
  if (asObject(options) === undefined) return undefined;
  const variable = textField(options, "variable") ?? "";
  if (byVariable && variable !== "") {
    const names = variable.replace(/^\{(.*)\}$/s, "$1").split(",");
    return { matcher: { id: "byNames", options: { names } }, names, text: some(names) };
  }
  const names = textList(property(options, "names"));
  const pattern = textField(options, "pattern") ?? "";
  if (pattern === "")
    return names.length === 0
      ? undefined
      : { matcher: { id: "byNames", options: { names } }, names, text: some(names) };
  if (names.length === 0) return { matcher: { id: "byRegexp", options: pattern }, names, pattern, text: pattern };
  const matcher = { id: "byRegexpOrNames", options: { names, pattern } };
  return { matcher, names, pattern, text: `${pattern} and ${some(names)}` };
}
