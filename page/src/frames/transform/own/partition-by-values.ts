import { type DataFrame, type Field, getFieldDisplayName } from "@grafana/data";
import { grouped } from "../../answers/grouped.ts";
import { type OwnTransformation, textsOf } from "./own-transformation.ts";

/** The first frame as one frame for each combination of the values of `fields`; they become labels, or part of names. */
export const partitionByValues: OwnTransformation = (frames, options) => {
  const [frame] = frames;
  const asked = textsOf(options["fields"]);
  if (frame === undefined || asked.length === 0) return [...frames];
  const keys = frame.fields.filter((field) => asked.includes(getFieldDisplayName(field, frame, [frame])));
  if (keys.length === 0) return [frame];
  const rows = Array.from({ length: frame.length }, (_, index) => index);
  const parts = grouped(rows, (row) => JSON.stringify(keys.map(({ values }) => values[row])));
  const kept = options["keepFields"] === true ? frame.fields : frame.fields.filter((field) => !keys.includes(field));
  return parts.map((part) => partOf(frame, kept, keys, part, (options["naming"] ?? {}) as Naming));
};

interface Naming {
  readonly asLabels?: boolean;
  readonly append?: boolean;
  readonly withNames?: boolean;
  readonly separator1?: string;
  readonly separator2?: string;
}

function partOf(
  frame: DataFrame,
  kept: readonly Field[],
  keys: readonly Field[],
  rows: readonly number[],
  { asLabels = true, append = false, withNames = false, separator1 = "=", separator2 = " " }: Naming,
): DataFrame {
  const pairs = keys.map(({ name, values }) => [name, String(values[rows[0]!])] as const);
  const text = pairs.map(([name, value]) => (withNames ? `${name}${separator1}${value}` : value)).join(separator2);
  const prefix = append && frame.name ? `${frame.name} ` : "";
  const name = asLabels ? frame.name : prefix + text;
  return {
    ...(name === undefined ? {} : { name }),
    refId: `${frame.refId}-${name}`,
    ...(frame.meta === undefined ? {} : { meta: frame.meta }),
    fields: kept.map((field) => ({
      ...field,
      config: structuredClone(field.config),
      state: {},
      labels: { ...field.labels, ...(asLabels ? Object.fromEntries(pairs) : {}) },
      values: rows.map((row) => field.values[row]),
    })),
    length: rows.length,
  };
}
