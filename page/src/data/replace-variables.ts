import type { DataFrame, Field, InterpolateFunction, ScopedVars } from "@grafana/data";
import { formattedValueToString, getFieldDisplayName } from "@grafana/data";
import { VariableFormatID } from "@grafana/schema";

interface DataContext {
  readonly data: DataFrame[];
  readonly frame: DataFrame;
  readonly field: Field;
  readonly rowIndex?: number;
  readonly calculatedValue?: { readonly text: string; readonly numeric: number };
}

/**
 * Fills in the variables that only a drawn value knows: `${__field.name}`, `${__field.labels.job}`, `${__series.name}`,
 * `${__value.text}`, `${__data.fields.Value}`. Those of the dashboard were filled in before; others stay as they are.
 */
export const replaceVariables: InterpolateFunction = (text, scoped, format) => {
  if (typeof text !== "string" || !text.includes("$")) return text ?? "";
  return text.replace(
    /\$\{(__\w+)([.[][^}:]*)?(?::([^}]*))?\}|\$(__\w+)((?:\.\w+)*)/g,
    (whole, name, path, own, bare, rest) => {
      const value = filled(name ?? bare, steps(path ?? rest ?? ""), scoped ?? {});
      return value === undefined ? whole : formatted(value, own ?? format);
    },
  );
};

/** In addresses Grafana encodes what it fills in, and leaves `/`, `?` and `&` as they are. */
function formatted(value: string, format: unknown): string {
  if (format === VariableFormatID.PercentEncode) return encodeURIComponent(wellFormed(value));
  return format === VariableFormatID.UriEncode ? encodeURI(wellFormed(value)) : value;
}

const wellFormed = (text: string) => text.replace(/\p{Surrogate}/gu, "\uFFFD");

/** `.fields["a b"].text` → `fields`, `a b`, `text`. */
function steps(path: string): string[] {
  return [...path.matchAll(/\.([^.[\]]+)|\[["']?([^\]"']+)["']?\]/g)].map(([, dotted, indexed]) => dotted ?? indexed!);
}

function filled(name: string, path: readonly string[], scoped: ScopedVars): string | undefined {
  const context = scoped["__dataContext"]?.value as DataContext | undefined;
  if (context === undefined) return ofScope(name, scoped);
  switch (name) {
    case "__field":
      return ofField(context, path);
    case "__series":
      return path[0] === "name" ? getFieldDisplayName(context.field, context.frame, context.data) : undefined;
    case "__value":
      return ofValue(context, path[0]);
    case "__data":
      return ofRow(context, path);
    default:
      return ofScope(name, scoped);
  }
}

/** `$__calc`, and what else a panel says of a value. */
function ofScope(name: string, scoped: ScopedVars): string | undefined {
  const variable = Object.hasOwn(scoped, name) ? scoped[name] : undefined;
  return variable === undefined ? undefined : String(variable.text ?? variable.value);
}

function ofField({ field, frame, data }: DataContext, [first, label]: readonly string[]): string | undefined {
  if (first === "name") return field.name;
  if (first === "displayName") return getFieldDisplayName(field, frame, data);
  if (first !== "labels") return undefined;
  const labels = field.labels ?? {};
  if (label !== undefined) return Object.hasOwn(labels, label) ? labels[label]! : "";
  return Object.entries(labels)
    .map(([key, value]) => `${key}="${value}"`)
    .join(", ");
}

function ofValue(context: DataContext, what: string | undefined): string | undefined {
  const { field, frame, rowIndex, calculatedValue } = context;
  if (what === "time") {
    const times = frame.fields.find(({ type }) => type === "time");
    return rowIndex === undefined ? "" : String(times?.values[rowIndex] ?? "");
  }
  if (calculatedValue !== undefined) {
    if (what === "numeric") return String(calculatedValue.numeric);
    return formattedValueToString(calculatedValue);
  }
  if (rowIndex === undefined) return undefined;
  const value = field.values[rowIndex];
  if (what === "raw" || what === "numeric") return String(value);
  return field.display === undefined ? String(value) : formattedValueToString(field.display(value));
}

function ofRow({ frame, data, rowIndex }: DataContext, [first, name, what]: readonly string[]): string | undefined {
  if (first === "name") return frame.name ?? "";
  if (first === "refId") return frame.refId ?? "";
  if (first !== "fields" || name === undefined) return undefined;
  const field =
    frame.fields.find((one) => getFieldDisplayName(one, frame, data) === name || one.name === name) ??
    frame.fields[Number(name)];
  return field === undefined
    ? undefined
    : ofValue({ data, frame, field, ...(rowIndex === undefined ? {} : { rowIndex }) }, what);
}
