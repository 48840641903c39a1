import { type DataContextScopedVar, type Field, getFieldDisplayName, type ScopedVars } from "@grafana/data";

const pattern = /\$\{(__[a-z]+)((?:\.[\w-]+|\[[^\]]*\])*)(?::[^}]*)?\}|\$(__[a-z]+(?:_\d+)?)\b/g;

/**
 * Fills in the variables of a field and value that only the page knows: `${__field.name}`, `${__field.labels.pod}`,
 * `${__series.name}`, `${__value.text}`, `${__data.fields.pod}`, `$__calc`. What it does not know stays.
 */
export function replaceFieldVariables(text: string | undefined, scope: ScopedVars = {}): string {
  if (text === undefined || !text.includes("$__")) return replaceBraced(text ?? "", scope);
  return replaceBraced(text, scope);
}

function replaceBraced(text: string, scope: ScopedVars): string {
  if (!text.includes("__")) return text;
  return text.replace(pattern, (whole, braced: string | undefined, path = "", plain: string | undefined) => {
    const found = variableOf(braced ?? plain ?? "", partsOf(path), scope);
    return found === undefined ? whole : String(found);
  });
}

/** `.labels["a b"].x` → `labels`, `a b`, `x`. */
function partsOf(path: string): string[] {
  return [...path.matchAll(/\.([\w-]+)|\[\s*["']?(.*?)["']?\s*\]/g)].map(([, name, quoted]) => name ?? quoted ?? "");
}

function variableOf(name: string, path: readonly string[], scope: ScopedVars): unknown {
  const context = scope["__dataContext"]?.value as DataContextScopedVar["value"] | undefined;
  if (context !== undefined) {
    if (name === "__field") return ofField(path, context);
    if (name === "__series" && path[0] === "name")
      return getFieldDisplayName(context.field, context.frame, context.data);
    if (name === "__value") return ofValue(path[0], context);
    if (name === "__data" && path[0] === "fields") return ofRow(path[1], context);
  }
  const variable = Object.hasOwn(scope, name) ? scope[name] : undefined;
  return variable === undefined ? undefined : (variable.text ?? variable.value);
}

type Context = DataContextScopedVar["value"];

function ofField([part, label]: readonly string[], { field, frame, data }: Context): unknown {
  switch (part) {
    case undefined:
    case "name":
    case "displayName":
      return getFieldDisplayName(field, frame, data);
    case "labels":
      return label === undefined ? labelsText(field) : (field.labels?.[label] ?? "");
    default:
      return undefined;
  }
}

function labelsText({ labels = {} }: Field): string {
  return Object.keys(labels)
    .sort()
    .map((name) => `${name}="${labels[name]}"`)
    .join(", ");
}

function ofValue(part: string | undefined, { field, rowIndex, calculatedValue }: Context): unknown {
  const value = rowIndex === undefined ? calculatedValue?.numeric : field.values[rowIndex];
  if (value === undefined) return undefined;
  if (part === "raw") return value;
  if (part === "numeric") return Number(value);
  if (part === "text" || part === undefined) return field.display?.(value).text ?? value;
  return undefined;
}

function ofRow(name: string | undefined, { frame, rowIndex }: Context): unknown {
  if (name === undefined || rowIndex === undefined) return undefined;
  const field = frame.fields.find((one) => one.name === name) ?? frame.fields[Number(name)];
  return field?.values[rowIndex];
}
