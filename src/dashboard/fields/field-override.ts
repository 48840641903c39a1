import { asArray, field, type JsonObject, textField, textList } from "../../json/read.ts";
import { numeric } from "./number-field.ts";
import { readThresholds, type ThresholdSettings } from "./thresholds.ts";
import { readMappings, type ValueMapping } from "./value-mapping.ts";

/** A part of what a panel shows that has settings of its own. */
export interface PanelOverride {
  /** `byName`, `byNames`, `byRegexp`, `byType`, `byFrameRefID`, `byValue`. */
  readonly matcher: string;
  /** Empty for matchers whose option is no text. */
  readonly option: string;
  /** Of `byNames`; with `excluded` it applies to all others. */
  readonly names: readonly string[];
  readonly excluded: boolean;
  readonly unit: string | undefined;
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly thresholds: ThresholdSettings | undefined;
  /** Undefined if it has none of its own. */
  readonly mappings: readonly ValueMapping[] | undefined;
  readonly displayName: string | undefined;
}

/** Reads an override of field settings; none where its matcher cannot be read. */
export function readOverride(override: unknown): PanelOverride[] {
  const matcher = textField(override, "matcher", "id");
  const options = field(override, "matcher", "options");
  const names = textList(field(options, "names"));
  if (matcher === undefined || (typeof options !== "string" && names.length === 0)) return [];
  const value = (id: string) =>
    field(
      asArray(field(override, "properties")).find((property) => textField(property, "id") === id),
      "value",
    );
  const [unit, mappings, displayName] = [value("unit"), value("mappings"), value("displayName")];
  return [
    {
      matcher,
      option: typeof options === "string" ? options : "",
      names,
      excluded: textField(options, "mode") === "exclude",
      unit: typeof unit === "string" ? unit : undefined,
      min: numeric(value("min")),
      max: numeric(value("max")),
      thresholds: readThresholds(value("thresholds")),
      mappings: mappings === undefined ? undefined : readMappings(mappings),
      displayName: typeof displayName === "string" ? displayName : undefined,
    },
  ];
}

const none = {
  names: [],
  excluded: false,
  min: undefined,
  max: undefined,
  thresholds: undefined,
  mappings: undefined,
  displayName: undefined,
};

/**
 * The settings of old panels that are for some of their series: those of a `graph` on its right axis, and the styles of
 * a `table`'s columns, of which Grafana takes the first that fits.
 */
export function oldOverrides(body: JsonObject): PanelOverride[] {
  const right = asArray(body["yaxes"])[1];
  const series = asArray(body["seriesOverrides"]).flatMap((override): PanelOverride[] => {
    const alias = textField(override, "alias");
    if (alias === undefined || alias === "" || field(override, "yaxis") !== 2) return [];
    const unit = textField(right, "format");
    return [{ ...none, ...named(alias), unit, min: numeric(field(right, "min")), max: numeric(field(right, "max")) }];
  });
  const styles = asArray(body["styles"]).flatMap((style): PanelOverride[] => {
    const [pattern, type] = [textField(style, "pattern"), textField(style, "type")];
    if (pattern === undefined || pattern === "") return [];
    const unit = type === "date" ? "dateTimeAsIso" : type === "number" ? textField(style, "unit") : undefined;
    const displayName = textField(style, "alias") || undefined;
    return [{ ...none, ...named(pattern), unit, displayName }];
  });
  return [...series, ...styles.reverse()];
}

/** Old panels write a regex between slashes where a name may stand. */
function named(text: string): Pick<PanelOverride, "matcher" | "option"> {
  return { matcher: text.startsWith("/") ? "byRegexp" : "byName", option: text };
}
