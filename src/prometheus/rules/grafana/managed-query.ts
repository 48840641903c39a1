import { parseDuration } from "../../../text/duration.ts";
import {
  calculateInterval,
  exactGrafanaInterval,
  formatGrafanaInterval,
  parseGrafanaInterval,
} from "../../../text/grafana-interval.ts";
import { fieldOf } from "../field-of.ts";
import { LeftOpen } from "../left-open.ts";
import type { ManagedQuery } from "./managed-rule.ts";
import { NotPromql } from "./number-expression.ts";

/** Grafana's values where a query says nothing of its own. */
const defaults = { intervalMs: 1000, maxDataPoints: 43_200, fromMs: 600_000, scrapeMs: 15_000 };
/** Grafana asks for no more points of a series. */
const safePoints = 11_000;

/**
 * Reads a query of Prometheus as Grafana runs it for a rule.
 *
 * @throws {NotPromql} with the reason, for anything else.
 * @see https://github.com/grafana/grafana/blob/v12.4.0/pkg/promlib/models/query.go
 */
export function readManagedQuery(refId: string, entry: unknown): ManagedQuery {
  const model = fieldOf(entry, "model");
  if (model instanceof LeftOpen) throw new NotPromql(model.reason);
  const expr = fieldOf(model, "expr");
  if (expr instanceof LeftOpen) throw new NotPromql(expr.reason);
  const type = fieldOf(fieldOf(model, "datasource"), "type");
  const isOther = typeof type === "string" && type !== "prometheus";
  if (typeof expr !== "string" || expr.trim() === "" || isOther)
    throw new NotPromql(`it asks ${isOther ? type : "a data source"}, not Prometheus`);
  const queryType = fieldOf(entry, "queryType") ?? fieldOf(model, "queryType");
  const isInstant = fieldOf(model, "instant") === true || queryType === "instant";
  if (isInstant && fieldOf(model, "range") === true)
    throw new NotPromql("its query is an instant one and a range in one");
  const { fromMs, toMs } = relativeRange(entry);
  if (fromMs <= toMs && !isInstant) throw new NotPromql("its query has no time range");
  const rangeMs = Math.max(0, fromMs - toMs);
  const timing = timingOf(model, rangeMs);
  const uid = fieldOf(entry, "datasourceUid") ?? fieldOf(entry, "datasourceUID");
  return {
    refId,
    datasourceUid: typeof uid === "string" ? uid : undefined,
    expr: filledIn(expr, timing, rangeMs),
    isInstant,
    fromMs,
    toMs,
    stepMs: timing.stepMs,
  };
}

interface Timing {
  readonly stepMs: number;
  readonly rateMs: number;
}

function timingOf(model: unknown, rangeMs: number): Timing {
  const [intervalMs, points, factor] = [
    [fieldOf(model, "intervalMs"), defaults.intervalMs] as const,
    [fieldOf(model, "maxDataPoints"), defaults.maxDataPoints] as const,
    [fieldOf(model, "intervalFactor"), 1] as const,
  ].map(([given, usual]) => (typeof given === "number" && given > 0 ? given : usual)) as [number, number, number];
  const written = fieldOf(model, "interval");
  const interval = typeof written === "string" ? written : "";
  const ownMs = parseGrafanaInterval(interval);
  const adjustedMs = Math.max(
    calculateInterval({ rangeMs, points, minMs: ownMs ?? intervalMs }),
    calculateInterval({ rangeMs, points: safePoints }),
  );
  const rateOf = (scrapeMs: number) => Math.max(intervalMs + scrapeMs, 4 * scrapeMs);
  if (/^\$\{?__rate_interval\}?$/.test(interval)) {
    const stepMs = Math.max(adjustedMs + defaults.scrapeMs, 4 * defaults.scrapeMs);
    return { stepMs, rateMs: stepMs };
  }
  const stepMs = adjustedMs * factor;
  const isStep = /^\$\{?__interval\}?$/.test(interval);
  return { stepMs, rateMs: rateOf(isStep ? stepMs : (ownMs ?? defaults.scrapeMs)) };
}

/** @throws {NotPromql} for variables that Grafana has on dashboards only. */
function filledIn(expr: string, { stepMs, rateMs }: Timing, rangeMs: number): string {
  const rangeSeconds = Math.round(rangeMs / 1000);
  const values: Readonly<Record<string, string>> = {
    __interval_ms: String(stepMs),
    __interval: formatGrafanaInterval(stepMs),
    __range_ms: String(rangeMs),
    __range_s: String(rangeSeconds),
    __range: `${rangeSeconds}s`,
    __rate_interval_ms: String(rateMs),
    __rate_interval: exactGrafanaInterval(rateMs),
  };
  const filled = expr.replaceAll(
    /\$(?:\{(\w+)\}|(__(?:rate_)?interval(?:_ms)?|__range(?:_m?s)?))/g,
    (whole, inner, bare) => {
      const name = String(inner ?? bare);
      return Object.hasOwn(values, name) ? values[name]! : whole;
    },
  );
  if (/\$/.test(filled.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, "")))
    throw new NotPromql("its query has variables of Grafana");
  return filled;
}

/** The time range of a query or an expression before an evaluation, in milliseconds. */
export function relativeRange(entry: unknown): { readonly fromMs: number; readonly toMs: number } {
  const times = fieldOf(entry, "relativeTimeRange");
  return { fromMs: msOf(fieldOf(times, "from")) ?? defaults.fromMs, toMs: msOf(fieldOf(times, "to")) ?? 0 };
}

/** Of seconds, or a duration as resources have it. */
function msOf(value: unknown): number | undefined {
  if (typeof value === "number") return value * 1000;
  return typeof value === "string" ? parseDuration(value) : undefined;
}
