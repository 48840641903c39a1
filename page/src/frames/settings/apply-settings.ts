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
  type ThresholdsConfig,
} from "@grafana/data";
import type { PagePanel } from "../../../../src/report/page-data.ts";
import { fieldDefaults, withLowest } from "./field-defaults.ts";
import { fieldRegistry } from "./field-registry.ts";
import { replaceFieldVariables } from "./replace-field-variables.ts";

/** How a reader sees fields: colours and time zone; what variables the page knows beyond those of a field. */
export interface Viewing {
  readonly theme: GrafanaTheme2;
  readonly timeZone: string;
  readonly replaceVariables?: InterpolateFunction;
}

/**
 * Copies of frames with a panel's field settings and overrides: every field has its display function, its colour and
 * its name.
 */
export function applySettings(
  frames: DataFrame[],
  panel: PagePanel,
  { theme, timeZone, ...rest }: Viewing,
): DataFrame[] {
  const fieldConfig = settingsOf(panel);
  const data = applyFieldOverrides({
    data: frames,
    fieldConfig,
    fieldConfigRegistry: fieldRegistry(fieldConfig),
    replaceVariables: (text, scope, format) => {
      const filled = replaceFieldVariables(text, scope);
      return rest.replaceVariables === undefined ? filled : rest.replaceVariables(filled, scope, format);
    },
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
    return fieldMatchers.getIfExists(matcher.id)?.get(matcher.options) !== undefined;
  } catch {
    return false;
  }
}

function withLowestSteps(rule: ConfigOverrideRule): ConfigOverrideRule {
  const properties = rule.properties.map((property) =>
    property.id === "thresholds" && Array.isArray(property.value?.steps)
      ? { ...property, value: withLowest(property.value as ThresholdsConfig) }
      : property,
  );
  return { ...rule, properties };
}
