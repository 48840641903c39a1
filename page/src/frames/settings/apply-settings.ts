import {
  applyFieldOverrides,
  type ConfigOverrideRule,
  cacheFieldDisplayNames,
  type DataFrame,
  type FieldConfig,
  type FieldConfigSource,
  fieldMatchers,
  type GrafanaTheme2,
  type InterpolateFunction,
  type MatcherConfig,
  stringToJsRegex,
  type ThresholdsConfig,
} from "@grafana/data";
import type { PagePanel } from "../../../../src/report/page-data.ts";
import { fieldDefaults, withLowest } from "./field-defaults.ts";
import { fieldRegistry } from "./field-registry.ts";

/** How a reader sees fields: their colours, times, and the variables of a field and value. */
export interface Viewing {
  readonly theme: GrafanaTheme2;
  readonly timeZone: string;
  readonly replaceVariables: InterpolateFunction;
}

/**
 * Copies of frames with a panel's field settings and overrides: every field has its display function, its colour and
 * its name.
 */
export function applySettings(
  frames: DataFrame[],
  panel: PagePanel,
  { theme, timeZone, replaceVariables }: Viewing,
): DataFrame[] {
  const fieldConfig = settingsOf(panel);
  const data = applyFieldOverrides({
    data: frames,
    fieldConfig,
    fieldConfigRegistry: fieldRegistry(fieldConfig),
    replaceVariables,
    theme,
    timeZone,
  });
  cacheFieldDisplayNames(data);
  return data;
}

/** A panel's field settings with those of its type where it has none, without links, and without rules that are none. */
function settingsOf({ type, fieldConfig: { defaults, overrides } }: PagePanel): FieldConfigSource {
  const { links: _, actions: __, ...own } = structuredClone(defaults) as FieldConfig;
  return {
    defaults: fieldDefaults(type, own),
    overrides: structuredClone(overrides).filter(isRule).map(withLowestSteps),
  };
}

function isRule(override: unknown): override is ConfigOverrideRule {
  const { matcher, properties } = (override ?? {}) as Partial<ConfigOverrideRule>;
  if (matcher === undefined || !Array.isArray(properties)) return false;
  try {
    for (const pattern of patternsOf(matcher)) stringToJsRegex(pattern);
    return fieldMatchers.getIfExists(matcher.id)?.get(matcher.options) !== undefined;
  } catch {
    return false;
  }
}

/** Grafana writes an error to the console for a pattern that is none, so it is tried before. */
function patternsOf({ id, options }: MatcherConfig): string[] {
  const pattern = id === "byRegexpOrNames" ? (options as { readonly pattern?: unknown })?.pattern : options;
  return id.startsWith("byRegexp") && typeof pattern === "string" ? [pattern] : [];
}

function withLowestSteps(rule: ConfigOverrideRule): ConfigOverrideRule {
  const properties = rule.properties.map((property) =>
    property.id === "thresholds" && Array.isArray(property.value?.steps)
      ? { ...property, value: withLowest(property.value as ThresholdsConfig) }
      : property,
  );
  return { ...rule, properties };
}
