import type { VariableOption } from "../../promql/variables/variable-value.ts";
import { calculateInterval, formatGrafanaInterval, parseGrafanaInterval } from "../../text/grafana-interval.ts";
import type { DashboardVariable } from "./variables.ts";

/** Entries beyond this number are left out. */
const maxOptions = 5000;

/**
 * The options of a `custom` variable: separated by commas (`\,` is a comma that belongs to the value), `text : value`
 * where the two differ.
 *
 * @see https://github.com/grafana/scenes/blob/main/packages/scenes/src/variables/variants/CustomVariable.tsx
 */
export function customOptions(list: string): VariableOption[] {
  const listed = list.trim().startsWith("[") ? jsonOptions(list) : undefined;
  if (listed !== undefined) return listed;
  const parts = list.slice(0, 1_000_000).match(/(?:\\,|[^,])+/g) ?? [];
  return parts.slice(0, maxOptions).map((part) => {
    const text = part.replaceAll("\\,", ",").trim();
    const at = text.lastIndexOf(" : ");
    return at <= 0 ? { text, value: text } : { text: text.slice(0, at).trim(), value: text.slice(at + 3).trim() };
  });
}

/** A list that {@link customOptions} reads as these options. */
export function customList(options: readonly VariableOption[]): string {
  const escaped = (text: string) => text.replaceAll(",", "\\,");
  return options
    .map(({ text, value }) => (text === value ? escaped(value) : `${escaped(text)} : ${escaped(value)}`))
    .join(",");
}

/** Grafana 12.3 and later: `[{"text": "…", "value": "…"}]`. */
function jsonOptions(list: string): VariableOption[] | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(list);
  } catch {
    return undefined;
  }
  if (!Array.isArray(parsed)) return undefined;
  return parsed.slice(0, maxOptions).flatMap((item: unknown) => {
    if (typeof item === "string") return [{ text: item, value: item }];
    if (typeof item !== "object" || item === null) return [];
    const { value, text = value } = item as { value?: unknown; text?: unknown };
    return value === undefined ? [] : [{ text: textOf(text), value: textOf(value) }];
  });
}

/** Not every object can be made a text of. */
function textOf(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

const usualIntervals = ["1m", "10m", "30m", "1h", "6h", "12h", "1d", "7d", "14d", "30d"];

/** The intervals that an `interval` variable lists; Grafana's usual ones where it lists none. */
export function intervalOptions(list: string): string[] {
  const found = list.slice(0, 10_000).match(/"[^"]*"|'[^']*'|\w+/g) ?? usualIntervals;
  return found.map((text) => text.replaceAll(/^["']|["']$/g, "")).filter((text) => text !== "" && text !== "auto");
}

/**
 * The interval behind the entry `auto` of an `interval` variable: the range shared out among 30 steps, or as many as it
 * says, of 10 seconds at least.
 */
export function autoInterval(auto: DashboardVariable["auto"], rangeMs: number): string {
  const minMs = parseGrafanaInterval(auto?.minInterval ?? "") ?? 10_000;
  return formatGrafanaInterval(calculateInterval({ rangeMs, points: auto?.count || 30, minMs }));
}

/**
 * The length that an `interval` variable stands for at the start: the saved choice if it is listed, else the first;
 * `auto` shares the range out.
 */
export function intervalValue(
  variable: Pick<DashboardVariable, "query" | "current" | "auto">,
  rangeMs: number,
): string | undefined {
  const saved = typeof variable.current?.value === "string" ? variable.current.value : variable.current?.value[0];
  const listed = intervalOptions(variable.query);
  if (typeof saved === "string" && (saved.startsWith("$__auto") || saved === "auto")) {
    return autoInterval(variable.auto, rangeMs);
  }
  return typeof saved === "string" && listed.includes(saved) ? saved : listed[0];
}
