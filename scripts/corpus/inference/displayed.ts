import type { QuerySeries } from "../../../src/templating/backend.ts";
import { fillLegend } from "../../../src/templating/legend.ts";
import { type Mapping, newMappings, type Override, type PanelModel } from "./panel-model.ts";

/** How a series is shown: its name, and the settings that apply to it. */
export interface Displayed {
  readonly name: string;
  readonly unit: string | undefined;
  readonly mappings: readonly Mapping[];
}

/** The query that a series answers. */
export interface ShownBy {
  readonly refId: string | undefined;
  readonly legendFormat: string | undefined;
  readonly format: string | undefined;
}

/** Settings of a series as Grafana finds them: those of the panel, then each override that matches, the last wins. */
export function displayed({ labels }: QuerySeries, query: ShownBy, panel: PanelModel): Displayed {
  const legend = query.legendFormat ?? "";
  const own = legend === "" || legend === "__auto" ? autoName(labels) : fillLegend(legend, labels);
  const plain = query.format === "table" ? ["Value", `Value #${query.refId ?? "A"}`] : [own];
  const names = [...plain, ...plain.flatMap((name) => panel.renamed.get(name) ?? [])];
  let unit = panel.rightSeries.some((alias) => matchesAlias(alias, own)) ? panel.rightUnit : panel.unit;
  let mappings = panel.mappings;
  for (const override of panel.overrides) {
    if (!applies(override, names, query)) continue;
    const [ownUnit, ownMappings] = [override.properties.get("unit"), override.properties.get("mappings")];
    if (typeof ownUnit === "string") unit = ownUnit;
    if (ownMappings !== undefined) mappings = newMappings(ownMappings);
  }
  return { name: own, unit, mappings };
}

function applies({ matcher, option }: Override, names: readonly string[], { refId }: ShownBy): boolean {
  switch (matcher) {
    case "byName":
      return names.includes(String(option));
    case "byRegexp":
      return names.some((name) => matchesAlias(String(option), name));
    case "byFrameRefID":
      return option === refId;
    case "byType":
      return option === "number";
    default:
      return false;
  }
}

/** A text, or a regex between slashes. Some regexes of Grafana are none of JavaScript: they match nothing. */
function matchesAlias(alias: string, name: string): boolean {
  const regex = /^\/(.*)\/([a-z]*)$/s.exec(alias);
  if (regex === null) return alias === name;
  try {
    return new RegExp(regex[1]!.slice(0, 500), regex[2]).test(name.slice(0, 500));
  } catch {
    return false;
  }
}

function autoName(labels: ReadonlyMap<string, string>): string {
  const rest = [...labels].filter(([name]) => name !== "__name__");
  if (rest.length === 1) return rest[0]![1];
  return `${labels.get("__name__") ?? ""}{${rest.map(([name, value]) => `${name}="${value}"`).join(", ")}}`;
}
