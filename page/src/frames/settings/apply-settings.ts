import {
  applyFieldOverrides,
  type ConfigOverrideRule,
  cacheFieldDisplayNames,
  type DataFrame,
  type Field,
  type FieldConfig,
  type FieldConfigSource,
  fieldMatchers,
  type GrafanaTheme2,
  type InterpolateFunction,
  type LinkModel,
  type MatcherConfig,
  stringToJsRegex,
  type ThresholdsConfig,
} from "@grafana/data";
import type { PagePanel } from "../../../../src/report/page-data.ts";
import { fieldRegistry } from "./field-registry.ts";
import { outwardLink } from "./outward-link.ts";

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
    dataLinkPostProcessor: ({ link, linkModel }) => outwardLink(link.url, linkModel as LinkModel<Field>),
  });
  cacheFieldDisplayNames(data);
  return data;
}

/** A panel's field settings, which the document has complete, without actions, and without rules that are none. */
function settingsOf({ fieldConfig: { defaults, overrides } }: PagePanel): FieldConfigSource {
  const { actions: _, thresholds, ...own } = structuredClone(defaults) as FieldConfig;
  return {
    defaults: { ...own, ...(thresholds === undefined ? {} : { thresholds: withLowest(thresholds) }) },
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

/** Thresholds whose lowest step, which has no value in JSON, begins below every number. */
function withLowest(thresholds: ThresholdsConfig): ThresholdsConfig {
  const steps = thresholds.steps.map((step, index) => ({
    ...step,
    value: (step.value as number | null) ?? (index === 0 ? Number.NEGATIVE_INFINITY : 0),
  }));
  return { ...thresholds, steps };
}
