import type { JsonPath } from "../../../json/edit.ts";
import { safeLink } from "./untrusted-links.ts";
import { plainText, withoutUserVariables } from "./untrusted-text.ts";

/** Properties whose text Grafana shows as text, or compares with, and nothing else. */
const shownAsText = new Set(
  (
    "title displayName displayNameFromDS text label axisLabel name alias prefix postfix nullText noValue " +
    "legendFormat regex pattern renamePattern"
  ).split(" "),
);
/** Below these are names of fields and patterns. */
const matching = new Set(["matcher", "transformations", "valueMaps", "rangeMaps", "seriesOverrides"]);
const linkNames = new Set(["url", "linkUrl", "href", "link", "targetUrl", "src", "picture", "image"]);

/**
 * Table cells that show text and numbers, and the scales of axes, which overrides name in the same place; other cells
 * load pictures or HTML that a value names.
 */
const shownCells = new Set(
  (
    "auto color-text color-background color-background-solid gradient-gauge lcd-gauge basic gauge sparkline " +
    "json-view pill linear log ordinal symlog"
  ).split(" "),
);
const loadingCells = new Set(["image", "img", "markdown", "html", "custom", "actions", "data-links", "geo"]);

/** A plain colour and nothing more: Grafana puts it into style sheets, where `url(…)` loads. */
const colour = /^(?:#[0-9a-f]{3,8}|[a-z][a-z0-9 -]{0,60}|(?:rgb|hsl)a?\([0-9.,%\s/-]{1,60}\))?$/i;
/** Text that may load something in a style sheet, an address or a tag. */
const loads =
  /(?:url|image|image-set|element|src|cross-fade|paint)\s*\(|:\s*[\\/]{2}|^\s*[\\/]{2}|^\s*(?:https?|ftp|wss?|data|blob|file|javascript|vbscript):|@import|<[a-z!/]|\\[0-9a-f]/i;

/**
 * One text of a panel as it may stand in an untrusted dashboard: links lead to the same Grafana, colours are colours,
 * cells show text, and nothing that is not shown as text can name something to load.
 */
export function harmlessValue(text: string, path: JsonPath): string {
  const name = path.at(-1);
  if (name === "description") return plainText(text);
  if (typeof name === "string" && linkNames.has(name)) return safeLink(text) ?? "";
  const plain = withoutUserVariables(text);
  if (isCellType(path) ? !shownCells.has(plain) : path.at(-3) === "properties" && loadingCells.has(plain))
    return "auto";
  if (name !== "colorByField" && path.some((step) => typeof step === "string" && /colou?r/i.test(step)))
    return colour.test(plain) ? plain : "";
  const isText = typeof name === "string" ? shownAsText.has(name) : false;
  const matches = path.some((step) => typeof step === "string" && matching.has(step));
  return isText || matches || !loads.test(plain) ? plain : "";
}

/**
 * The property that sets how table cells are drawn: `cellOptions.type`, in an override `properties[…].value.type`,
 * before Grafana 9 `displayMode`.
 */
function isCellType(path: JsonPath): boolean {
  const name = path.at(-1);
  return name === "displayMode" || (name === "type" && (path.at(-2) === "cellOptions" || path.at(-4) === "properties"));
}

/**
 * Transformations that work on the data alone; others load what an option names, or take colours and links out of the
 * data.
 */
const knownSteps = new Set(
  (
    "append reduce order organize rename calculateField seriesToColumns seriesToRows merge concatenate " +
    "labelsToFields filterFields filterFieldsByName filterFrames filterByRefId renameByRegex filterByValue " +
    "noop ensureColumns groupBy sortBy histogram prepareTimeSeries convertFieldType convertFrameType heatmap " +
    "joinByField joinByLabels extractFields groupingToMatrix limit partitionByValues timeSeriesTable transpose " +
    "formatTime formatString regression smoothing groupToNestedTable"
  ).split(" "),
);

/** Whether a transformation of this id may stay. */
export function isKnownStep(id: unknown): boolean {
  return typeof id === "string" && knownSteps.has(id);
}

/**
 * Names that no part of an untrusted dashboard may have: what Grafana would take a prototype, a library panel, saved
 * data or a style out of.
 */
export function isForbiddenName(name: string | number): boolean {
  return (
    typeof name === "string" &&
    /^(?:__proto__|prototype|constructor)$|library|snapshot|gazetteer|styleField/i.test(name)
  );
}
