import { RegexTime } from "../../templating/regex-time.ts";
import type { Cell, Field, FieldKind, Frame, Tools } from "../shown/frame.ts";

/** Tools with time of their own for regular expressions. */
export const tools = (): Tools => ({ regexTime: new RegexTime() });

/** A frame of columns: the kind of each is that of its first value, and `time` for the name `Time`. */
export function frameOf(
  refId: string,
  columns: Readonly<Record<string, readonly Cell[]>>,
  more: Partial<Frame> = {},
): Frame {
  const fields = Object.entries(columns).map(([name, values]): Field => ({ name, kind: kindOf(name, values), values }));
  return { refId, fields, length: fields[0]?.values?.length ?? 0, ...more };
}

function kindOf(name: string, [first]: readonly Cell[]): FieldKind {
  if (name === "Time") return "time";
  const kind = typeof first;
  return kind === "string" || kind === "boolean" || kind === "number" ? kind : "number";
}

/** A series as Grafana's Prometheus data source gives it: a time and a value with labels, named by its legend. */
export function seriesOf(refId: string, labels: Record<string, string>, values: readonly number[], legend = ""): Frame {
  const fields: Field[] = [
    { name: "Time", kind: "time", values: values.map((_, index) => 1000 * index) },
    {
      name: labels["__name__"] ?? "Value",
      kind: "number",
      labels: new Map(Object.entries(labels)),
      sourceName: legend || undefined,
      values,
    },
  ];
  return { refId, typed: true, fields, length: values.length };
}

/** The columns of frames, by name, for comparing. */
export const columnsOf = (frames: readonly Frame[]) =>
  frames.map(({ fields }) => Object.fromEntries(fields.map(({ name, values }) => [name, values])));
