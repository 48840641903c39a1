import { isInertHtml } from "./prove-html.ts";
import type { ProofPath } from "./prove-names.ts";

/** Whether a link leads to a dashboard of this Grafana, and has no variable in it. */
export function isProvenLink(url: unknown): boolean {
  if (url === "") return true;
  return typeof url === "string" && isInertHtml(`<a href="${url.replaceAll("&", "&amp;")}">`);
}

const plainNames =
  /^(?:title|description|displayName|displayNameFromDS|text|label|axisLabel|name|alias|prefix|postfix|nullText|noValue|legendFormat|regex|pattern|renamePattern)$/;
const cells =
  /^(?:auto|color-text|color-background|color-background-solid|gradient-gauge|lcd-gauge|basic|gauge|sparkline|json-view|pill|linear|log|ordinal|symlog)$/;

/** Why a text inside a panel, outside its queries, is not proved to load nothing; undefined if it is. */
export function unprovenText(text: string, path: ProofPath): string | undefined {
  const name = path.at(-1);
  const names = path.filter((step) => typeof step === "string");
  if (/^(?:url|linkUrl|href|link|targetUrl|src|picture|image)$/.test(String(name)))
    return isProvenLink(text) ? undefined : "a link";
  const isCell =
    name === "displayMode" || (name === "type" && (path.at(-2) === "cellOptions" || path.at(-4) === "properties"));
  if (isCell && !cells.test(text)) return "how a cell is drawn";
  if (path.at(-3) === "properties" && /^(?:image|img|markdown|html)$/.test(text)) return "how a cell is drawn";
  if (names.some((step) => /colou?r/i.test(step)) && name !== "colorByField") {
    return /^(?:#[0-9a-f]{3,8}|[a-z][a-z0-9 -]*|(?:rgb|hsl)a?\([\d.,%\s/-]+\))?$/i.test(text) ? undefined : "a colour";
  }
  if (
    plainNames.test(String(name)) ||
    names.some((step) => /^(?:matcher|transformations|valueMaps|rangeMaps|seriesOverrides)$/.test(step))
  )
    return undefined;
  if (/[({]/.test(text) && /(?:url|image|image-set|element|src|cross-fade|paint)\s*\(/i.test(text)) return "a style";
  return /:\s*[\\/]{2}|^\s*[\\/]{2}|^\s*(?:https?|ftp|wss?|data|blob|file|javascript|vbscript):|@import|<[a-z!/]|\\[0-9a-f]/i.test(
    text,
  )
    ? "an address"
    : undefined;
}

const types =
  /^(?:row|text|timeseries|graph|stat|singlestat|gauge|bargauge|table|table-old|heatmap|histogram|piechart|grafana-piechart-panel|barchart|state-timeline|status-history|candlestick|trend|xychart)$/;

/** Whether a panel of this type loads nothing that it is not told to by what is proved elsewhere. */
export function isProvenType(type: unknown): boolean {
  return typeof type === "string" && types.test(type);
}

const steps =
  /^(?:append|reduce|order|organize|rename|calculateField|seriesTo(?:Columns|Rows)|merge|concatenate|labelsToFields|filter(?:Fields|FieldsByName|Frames|ByRefId|ByValue)|renameByRegex|noop|ensureColumns|groupBy|sortBy|histogram|prepareTimeSeries|convert(?:Field|Frame)Type|heatmap|joinBy(?:Field|Labels)|extractFields|groupingToMatrix|limit|partitionByValues|timeSeriesTable|transpose|format(?:Time|String)|regression|smoothing|groupToNestedTable)$/;

/** Whether a transformation works on the data alone. */
export function isProvenStep(step: unknown): boolean {
  const { id, group, kind, spec } = (step ?? {}) as { readonly [name: string]: unknown };
  const inner = (spec as { readonly id?: unknown } | undefined)?.id;
  const ids = [id, group, kind === "Transformation" ? undefined : kind, inner].filter((each) => each !== undefined);
  return ids.length > 0 && ids.every((each) => typeof each === "string" && steps.test(each));
}
