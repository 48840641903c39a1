import {
  type DataFrame,
  type DisplayValue,
  type Field,
  FieldType,
  type GrafanaTheme2,
  getActiveThreshold,
  getDisplayProcessor,
  getFieldDisplayName,
  MappingType,
  type SpecialValueMatch,
  ThresholdsMode,
} from "@grafana/data";
import { thresholdItems } from "./threshold-items.ts";

/** What a row shows at an instant; null is a gap. */
export type State = string | number | boolean | null;

/** A row of states: one field. */
export interface TimelineRow {
  readonly name: string;
  readonly field: Field;
  readonly times: readonly number[];
  readonly states: readonly State[];
  readonly display: (state: State) => DisplayValue;
  /** Whether a gap, or a number that is none, has a text of its own. */
  readonly shows: { readonly null: boolean; readonly nan: boolean };
}

/**
 * The rows of a timeline: every field beside a time, in order.
 *
 * @param byThreshold - numbers that are coloured by thresholds count as one state between two of them.
 * @param endMs - where the time axis ends: a gap after the last sample ends it.
 */
export function timelineRows(
  frames: DataFrame[],
  { byThreshold, endMs, theme }: { byThreshold: boolean; endMs: number; theme: GrafanaTheme2 },
): TimelineRow[] {
  return frames.flatMap((frame) => {
    const time = frame.fields.find(({ type }) => type === FieldType.time);
    if (time === undefined) return [];
    return frame.fields
      .filter((field) => shown.has(field.type) && field.config.custom?.hideFrom?.viz !== true)
      .map((field): TimelineRow => {
        const name = getFieldDisplayName(field, frame, frames);
        const samples = withGaps(time, field, endMs);
        const shows = { null: isMapped(field, "null"), nan: isMapped(field, "nan") };
        const display = field.display ?? getDisplayProcessor({ field, theme });
        const merged = byThreshold ? merging(field, theme) : undefined;
        if (merged === undefined) return { name, field, ...samples, display, shows };
        return {
          name,
          field,
          times: samples.times,
          states: samples.states.map(merged.state),
          display: merged.display,
          shows,
        };
      });
  });
}

const shown = new Set([FieldType.number, FieldType.string, FieldType.boolean, FieldType.enum]);

interface Samples {
  readonly times: number[];
  readonly states: State[];
}

/** Samples with a null after each that the next one does not follow within the interval. */
function withGaps(time: Field<number>, { values, config }: Field, endMs: number): Samples {
  const interval = typeof config.custom?.insertNulls === "number" ? config.custom.insertNulls : time.config.interval;
  const samples: Samples = { times: [], states: [] };
  for (const [index, at] of time.values.entries()) {
    samples.times.push(at);
    samples.states.push((values[index] as State | undefined) ?? null);
    const next = time.values[index + 1] ?? endMs;
    if (!interval || next - at <= interval) continue;
    samples.times.push(at + interval);
    samples.states.push(null);
  }
  return samples;
}

function isMapped({ config }: Field, what: "null" | "nan"): boolean {
  const matches: readonly `${SpecialValueMatch}`[] = [what, "null+nan"];
  return (config.mappings ?? []).some(
    (mapping) => mapping.type === MappingType.SpecialValue && matches.includes(mapping.options.match),
  );
}

interface Merging {
  readonly state: (state: State) => State;
  readonly display: (state: State) => DisplayValue;
}

/** Numbers as the threshold that they have reached; undefined where thresholds do not colour the field. */
function merging(field: Field, theme: GrafanaTheme2): Merging | undefined {
  const { thresholds, color } = field.config;
  if (field.type !== FieldType.number || color?.mode !== "thresholds" || !thresholds?.steps.length) return undefined;
  const items = thresholdItems(field.config, theme);
  const colors = new Map(items.map((item) => [item.label, item.color]));
  const { min = 0, delta = 1 } = field.state?.range ?? {};
  const share = thresholds.mode === ThresholdsMode.Percentage;
  return {
    state: (state) => {
      if (typeof state !== "number") return state;
      const compared = share ? (100 * (state - (min ?? 0))) / (delta || 1) : state;
      const step = thresholds.steps.indexOf(getActiveThreshold(compared, thresholds.steps));
      return items[step]?.label ?? state;
    },
    display: (state) => ({ text: String(state ?? ""), numeric: Number.NaN, color: colors.get(String(state)) }),
  };
}
