import { readTime } from "../../dashboard/opening/time-math.ts";
import type { TimeRange } from "../../templating/query-timing.ts";

/** A panel's own time settings, variables filled in. */
export interface PanelTime {
  /** `1h`, `now/d`. */
  readonly timeFrom?: string | undefined;
  /** `1d`. */
  readonly timeShift?: string | undefined;
  readonly timeCompare?: string | undefined;
  readonly hideTimeOverride: boolean;
}

/** The effect of {@link PanelTime} on a panel. */
export interface TimeInfo {
  /** Grafana's words beside the title. */
  readonly timeInfo?: string;
  /** The panel's range, if it is another than the dashboard's. */
  readonly range?: TimeRange;
}

const spans: Readonly<Record<string, string>> = {
  s: "second",
  m: "minute",
  h: "hour",
  d: "day",
  w: "week",
  M: "month",
  y: "year",
};
const named: Readonly<Record<string, string>> = {
  "now/d": "Today so far",
  "now/w": "This week so far",
  "now/M": "This month so far",
  "now/y": "This year so far",
  "now/fQ": "This fiscal quarter so far",
  "now/fy": "This fiscal year so far",
};
const compared: Readonly<Record<string, string>> = {
  __previousPeriod: "previous period",
  "1d": "day before",
  "1w": "week before",
  "1M": "month before",
};

/**
 * The time range of a panel that has one of its own, and how Grafana words it.
 *
 * @param dashboard - the range that the page shows; its end stands for now.
 * @see https://github.com/grafana/grafana/blob/main/public/app/features/dashboard-scene/scene/panel-timerange/PanelTimeRange.tsx
 */
export function timeInfo(time: PanelTime, dashboard: TimeRange): TimeInfo {
  const { timeFrom = "", timeShift = "", timeCompare = "" } = time;
  const words: string[] = [];
  let range = dashboard;
  if (timeFrom !== "") {
    const described = describe(timeFrom, dashboard);
    if (described === undefined) return shown(time, "invalid time override");
    words.push(described.words);
    range = described.range;
  }
  if (timeShift !== "") {
    const shifted = describe(timeShift, range) === undefined ? undefined : shift(range, timeShift);
    if (shifted === undefined) return shown(time, "invalid timeshift");
    words.push(`timeshift -${timeShift}`);
    range = shifted;
  }
  if (timeCompare !== "" && Object.hasOwn(compared, timeCompare)) words.push(`compared to ${compared[timeCompare]}`);
  const moved = range.fromMs !== dashboard.fromMs || range.toMs !== dashboard.toMs;
  return { ...(words.length === 0 ? {} : shown(time, capitalized(words.join(" + ")))), ...(moved ? { range } : {}) };
}

const shown = ({ hideTimeOverride }: PanelTime, words: string): TimeInfo =>
  hideTimeOverride ? {} : { timeInfo: words };

/** As Grafana does it, everything but the first letter in small letters, so that a month reads like a minute. */
const capitalized = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1).toLowerCase()}`;

function describe(
  text: string,
  { toMs }: TimeRange,
): { readonly words: string; readonly range: TimeRange } | undefined {
  const isNext = text.startsWith("+");
  const math = text.includes("now") ? text : `${isNext ? "now" : "now-"}${text}`;
  const at = readTime(math, { nowMs: toMs, roundUp: isNext });
  if (at === undefined) return undefined;
  const range = isNext ? { fromMs: toMs, toMs: at.ms } : { fromMs: at.ms, toMs };
  if (Object.hasOwn(named, math)) return { words: named[math]!, range };
  const [, amount, unit] = /^now[-+](\d+)(\w)/.exec(math) ?? [];
  if (amount === undefined || unit === undefined) return undefined;
  const span = Object.hasOwn(spans, unit) ? ` ${spans[unit]}${Number(amount) > 1 ? "s" : ""}` : "";
  return { words: span === "" ? "" : `${isNext ? "Next" : "Last"} ${Number(amount)}${span}`, range };
}

function shift({ fromMs, toMs }: TimeRange, by: string): TimeRange | undefined {
  const from = readTime(`now-${by}`, { nowMs: fromMs, roundUp: false });
  const to = readTime(`now-${by}`, { nowMs: toMs, roundUp: true });
  return from === undefined || to === undefined ? undefined : { fromMs: from.ms, toMs: to.ms };
}
