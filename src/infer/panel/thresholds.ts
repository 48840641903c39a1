import type { PanelThreshold } from "../../dashboard/fields/thresholds.ts";
import type { PanelContext } from "../../dashboard/view/panel-context.ts";

/** A step of thresholds that somebody has set. */
export interface ThresholdStep {
  /** In the shown unit, from here on; minus infinity for the base. */
  readonly from: number;
  /** Up to here, exclusive; infinity for the last. */
  readonly to: number;
  /** How bad its colour is: 0 fine or neutral, 1 a warning, 2 bad. */
  readonly severity: 0 | 1 | 2;
}

/** Thresholds as wishes. */
export interface ExplicitThresholds {
  /** Ascending; the base first, if there is one. */
  readonly steps: readonly ThresholdStep[];
  /** The worst step; undefined where no step is worse than the others. */
  readonly worst: ThresholdStep | undefined;
}

/** Steps that are read. */
const maxSteps = 50;

/** Grafana's own steps of a new panel: they say nothing of what anybody wants. */
const defaultStep = 80;

/**
 * The thresholds that somebody has set for what a panel or a query shows; undefined for none and for those that Grafana
 * writes into every new panel (green, red from 80). Steps in per cent are parts of the way from the minimum to the
 * maximum.
 */
export function explicitThresholds(
  context: Pick<PanelContext, "thresholds" | "thresholdMode" | "min" | "max">,
): ExplicitThresholds | undefined {
  const { thresholds, thresholdMode, min = 0, max = 100 } = context;
  if (isDefault(thresholds)) return undefined;
  const scaled = (value: number) => (thresholdMode === "percentage" ? min + ((max - min) * value) / 100 : value);
  const given = thresholds.slice(0, maxSteps).map(({ value, color }) => ({
    from: value === undefined ? Number.NEGATIVE_INFINITY : scaled(value),
    severity: severityOf(color),
  }));
  const ordered = given.toSorted((a, b) => a.from - b.from);
  if (!ordered.some(({ from }) => Number.isFinite(from))) return undefined;
  const steps = ordered.map((step, index) => ({ ...step, to: ordered[index + 1]?.from ?? Number.POSITIVE_INFINITY }));
  return {
    steps,
    worst: worstOf(
      steps,
      given.some((_, index) => thresholds[index]?.color !== undefined),
    ),
  };
}

function worstOf(steps: readonly ThresholdStep[], colored: boolean): ThresholdStep | undefined {
  // Old graphs name no colours; there, high is bad.
  if (!colored) return steps.at(-1);
  const most = Math.max(...steps.map(({ severity }) => severity));
  if (most === 0 || steps.every(({ severity }) => severity === most)) return undefined;
  const worst = steps.filter(({ severity }) => severity === most);
  // Bad at both ends: the upper one is as good as the other.
  return worst.at(-1);
}

function isDefault(thresholds: readonly PanelThreshold[]): boolean {
  if (thresholds.length === 0) return true;
  if (thresholds.length === 1) return thresholds[0]!.value === undefined;
  const [base, step] = thresholds;
  return (
    thresholds.length === 2 &&
    (base!.value === undefined || base!.value === 0) &&
    step!.value === defaultStep &&
    severityOf(base!.color) === 0 &&
    (step!.color === undefined || severityOf(step!.color) === 2)
  );
}

/** The severity of a colour by its name, or by how red it is. */
export function severityOf(color: string | undefined): 0 | 1 | 2 {
  if (color === undefined) return 0;
  const name = color.toLowerCase();
  if (/red/.test(name)) return 2;
  if (/orange|yellow/.test(name)) return 1;
  const [red, green, blue] = channelsOf(name) ?? [0, 0, 0];
  if (red < 140 || blue > red * 0.75) return 0;
  return green < red * 0.5 ? 2 : green < red * 0.95 ? 1 : 0;
}

function channelsOf(color: string): readonly [number, number, number] | undefined {
  const hex = /^#([0-9a-f]{6})/.exec(color)?.[1] ?? /^#([0-9a-f]{3})$/.exec(color)?.[1]?.replaceAll(/./g, "$&$&");
  if (hex !== undefined) {
    const number = Number.parseInt(hex, 16);
    return [number >> 16, (number >> 8) & 255, number & 255];
  }
  const rgb = /^rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})/.exec(color);
  return rgb === null ? undefined : [Number(rgb[1]), Number(rgb[2]), Number(rgb[3])];
}
