import {
  anyToNumber,
  type DataFrame,
  type Field,
  type FieldConfig,
  FieldType,
  getFieldDisplayName,
  MappingType,
  ReducerID,
  ThresholdsMode,
} from "@grafana/data";

/** What a column is for: `field.name`, `field.value`, `field.label`, or the setting that it gives (`max`, `unit`, …). */
export interface ColumnUse {
  readonly field: Field;
  readonly use: string | undefined;
  readonly reducer: string;
  readonly thresholdColor: string;
}

const settings = ["max", "min", "unit", "decimals", "displayName", "color", "threshold1"];
const ofMappings = ["mappings.value", "mappings.text", "mappings.color"];
const known = new Set([...settings, ...ofMappings, "field.name", "field.value", "field.label", "__ignore"]);

/**
 * What each column of a frame is for: as `mappings` say, else as its name says.
 *
 * @param rows - columns give fields: the first text is their name, the first number their value, the rest labels.
 */
export function columnUses(frame: DataFrame, mappings: unknown, rows: boolean): ColumnUse[] {
  const asked = (Array.isArray(mappings) ? mappings : []) as readonly Readonly<Record<string, unknown>>[];
  const uses = frame.fields.map((field): ColumnUse & { readonly asked: boolean } => {
    const name = getFieldDisplayName(field, frame);
    const mapping = asked.find(({ fieldName }) => fieldName === name);
    const key = mapping === undefined ? name.toLowerCase() : mapping["handlerKey"];
    const use = typeof key === "string" && known.has(key) ? key : undefined;
    const color = (mapping?.["handlerArguments"] as { threshold?: { color?: string } } | undefined)?.threshold?.color;
    const reducer = mapping?.["reducerId"] ?? (ofMappings.includes(use ?? "") ? "allValues" : ReducerID.lastNotNull);
    return { field, use, reducer: String(reducer), thresholdColor: color ?? "red", asked: mapping !== undefined };
  });
  if (!rows) return uses;
  const taken = (use: string) => uses.some((one) => one.use === use);
  const first = (use: string, type: FieldType) =>
    taken(use) ? undefined : uses.find((one) => one.use === undefined && !one.asked && one.field.type === type);
  const name = first("field.name", FieldType.string);
  const value = first("field.value", FieldType.number);
  return uses.map((one) => ({
    ...one,
    use: one === name ? "field.name" : one === value ? "field.value" : (one.use ?? "field.label"),
  }));
}

/** The settings that cells give. */
export function settingsOfCells(cells: readonly (ColumnUse & { readonly value: unknown })[]): FieldConfig {
  const config: FieldConfig = {};
  const lists: Record<string, readonly unknown[]> = {};
  for (const { use = "", value, thresholdColor } of cells) {
    if (value === null || value === undefined) continue;
    const number = anyToNumber(value);
    if (ofMappings.includes(use) && Array.isArray(value)) lists[use] = value;
    else if (use === "unit" || use === "displayName") config[use] = String(value);
    else if (use === "color") config.color = { mode: "fixed", fixedColor: String(value) };
    else if (Number.isNaN(number)) continue;
    else if (use === "max" || use === "min" || use === "decimals") config[use] = number;
    else if (use === "threshold1") {
      config.thresholds ??= { mode: ThresholdsMode.Absolute, steps: [] };
      config.thresholds.steps.push({ value: number, color: thresholdColor });
    }
  }
  const values = lists["mappings.value"];
  if (values !== undefined) config.mappings = [{ type: MappingType.ValueToText, options: mapped(values, lists) }];
  return config;
}

function mapped(values: readonly unknown[], lists: Readonly<Record<string, readonly unknown[]>>) {
  const text = (list: string, index: number) => {
    const cell = lists[list]?.[index];
    return cell === undefined || cell === null ? undefined : String(cell);
  };
  const entries = values.flatMap((value, index) => {
    if (value === null || value === undefined) return [];
    const result = { color: text("mappings.color", index), text: text("mappings.text", index), index };
    return [[String(value), result] as const];
  });
  return Object.fromEntries(entries);
}
