import { type DataFrame, getFieldDisplayName } from "@grafana/data";
import { SeriesVisibilityChangeMode } from "@grafana/ui";
import { useCallback, useMemo, useState } from "react";

/** The frames with the series hidden that the reader switched off in the legend, and the switch. */
export function useHiddenSeries(frames: DataFrame[] | undefined) {
  const [visible, setVisible] = useState<ReadonlySet<string>>();
  const names = useMemo(() => namesOf(frames ?? []), [frames]);
  const toggle = useCallback(
    (label: string | string[] | null, mode: SeriesVisibilityChangeMode) =>
      setVisible((before) => nextVisible({ before, label, mode, names })),
    [names],
  );
  const shown = useMemo(
    () => (frames === undefined || visible === undefined ? frames : hide(frames, visible)),
    [frames, visible],
  );
  return { shown, toggle };
}

function namesOf(frames: DataFrame[]): string[] {
  return frames.flatMap((frame) =>
    frame.fields.filter(({ type }) => type !== "time").map((field) => getFieldDisplayName(field, frame, frames)),
  );
}

interface Change {
  readonly before: ReadonlySet<string> | undefined;
  readonly label: string | string[] | null;
  readonly mode: SeriesVisibilityChangeMode;
  readonly names: readonly string[];
}

/** A click shows one series alone, and all again when it was alone; with Ctrl it switches one; undefined shows all. */
export function nextVisible({ before, label, mode, names }: Change): ReadonlySet<string> | undefined {
  if (label === null) return undefined;
  const labels = Array.isArray(label) ? label : [label];
  if (mode === SeriesVisibilityChangeMode.AppendToSelection) {
    const next = new Set(before ?? names);
    for (const one of labels) if (!next.delete(one)) next.add(one);
    return next.size === new Set(names).size ? undefined : next;
  }
  if (Array.isArray(label)) return new Set(labels);
  return before !== undefined && before.size === 1 && before.has(label) ? undefined : new Set(labels);
}

function hide(frames: DataFrame[], visible: ReadonlySet<string>): DataFrame[] {
  return frames.map((frame) => ({
    ...frame,
    fields: frame.fields.map((field) => {
      if (field.type === "time" || visible.has(getFieldDisplayName(field, frame, frames))) return field;
      const hideFrom = { ...field.config.custom?.hideFrom, viz: true, tooltip: true };
      return { ...field, config: { ...field.config, custom: { ...field.config.custom, hideFrom } } };
    }),
  }));
}
