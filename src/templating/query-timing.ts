import { calculateInterval, parseGrafanaInterval } from "../text/grafana-interval.ts";

/** A span of time in Unix milliseconds, `from` inclusive. */
export interface TimeRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The settings that decide at which instants Grafana evaluates a query. */
export interface TimingInput {
  readonly range: TimeRange;
  /** Points that a panel can show. Default 1,000. */
  readonly maxDataPoints?: number | undefined;
  /** The panel's "Min interval". */
  readonly panelInterval?: string | undefined;
  /** The target's "Min step"; may be a variable such as `$__interval` or `$__rate_interval`. */
  readonly targetInterval?: string | undefined;
  /** The target's resolution, 1/n. Default 1. */
  readonly intervalFactor?: number | undefined;
  /** Evaluated once: at the end of the range, which is not aligned then. */
  readonly instant?: boolean | undefined;
  /** The data source's scrape interval in milliseconds. Default 15,000. */
  readonly scrapeIntervalMs?: number | undefined;
}

/** The instants at which a query is evaluated, and the lengths that its built-in variables stand for. Milliseconds. */
export interface QueryTiming {
  readonly startMs: number;
  readonly endMs: number;
  readonly stepMs: number;
  /** The panel's interval, before the target's own settings: what a browser sends along. */
  readonly intervalMs: number;
  readonly rateIntervalMs: number;
  readonly rangeMs: number;
}

/** Prometheus refuses more points per series. */
const safePoints = 11_000;

/**
 * Step, `$__rate_interval`, and start and end of a query, aligned but for the end of an instant one, computed as
 * Grafana's Prometheus data source does.
 *
 * The step is the range shared out among the panel's points, rounded, at least the minimum of target, else panel, else
 * data source; never so short that a series would have more than 11,000 points. `$__rate_interval` is max(interval +
 * scrape interval, 4 × scrape interval), where the target's minimum step takes the place of the scrape interval.
 *
 * @see https://github.com/grafana/grafana/blob/main/pkg/promlib/models/query.go
 */
export function timeQuery(input: TimingInput): QueryTiming {
  const { range, targetInterval = "", scrapeIntervalMs = 15_000 } = input;
  const rangeMs = Math.max(1, range.toMs - range.fromMs);
  const points = Math.max(1, Math.min(safePoints, Math.floor(input.maxDataPoints ?? 1000)));
  const panelMinMs = parseGrafanaInterval(input.panelInterval ?? "") ?? scrapeIntervalMs;
  const intervalMs = calculateInterval({ rangeMs, points, minMs: panelMinMs });
  const targetMinMs = parseGrafanaInterval(targetInterval);
  const calculatedMs = calculateInterval({ rangeMs, points, minMs: targetMinMs ?? intervalMs });
  const adjustedMs = Math.max(calculatedMs, calculateInterval({ rangeMs, points: safePoints }));
  const asRateInterval = /^\$\{?__rate_interval\}?$/.test(targetInterval);
  const asInterval = /^\$\{?__interval\}?$/.test(targetInterval);
  const factor = Math.max(1, Math.min(100, Math.floor(input.intervalFactor ?? 1) || 1));
  const stepMs = asRateInterval ? rateInterval(adjustedMs, scrapeIntervalMs) : adjustedMs * factor;
  const minStepMs = asInterval ? stepMs : (targetMinMs ?? scrapeIntervalMs);
  return {
    startMs: Math.floor(range.fromMs / stepMs) * stepMs,
    endMs: input.instant === true ? range.toMs : Math.floor(range.toMs / stepMs) * stepMs,
    stepMs,
    intervalMs,
    rateIntervalMs: asRateInterval ? stepMs : rateInterval(intervalMs, minStepMs),
    rangeMs,
  };
}

function rateInterval(intervalMs: number, scrapeMs: number): number {
  return Math.max(intervalMs + scrapeMs, 4 * scrapeMs);
}
