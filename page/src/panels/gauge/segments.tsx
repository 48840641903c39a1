import type { FieldDisplay, GrafanaTheme2 } from "@grafana/data";
import { type Arc, arcPath, type Dial, scaleOf } from "./dial.ts";
import type { GaugeOptions } from "./gauge-options.ts";

interface SegmentsProps {
  readonly dial: Dial;
  readonly value: FieldDisplay;
  /** The part that the value fills. */
  readonly arc: Arc;
  readonly options: GaugeOptions;
  readonly theme: GrafanaTheme2;
}

/** The bar in pieces, each with the colour of its own place on the scale. */
export function Segments({ dial, value, arc, options, theme }: SegmentsProps) {
  const { whole, radius, barWidth } = dial;
  const wanted = Math.min(options.segmentCount ?? 1, 500);
  const gap = (options.segmentSpacing ?? 0.3) * Math.max(whole.length / 1.5 / wanted, 2);
  const around = Math.PI * (radius - barWidth / 2) * 2 * (whole.length / 360);
  const count = Math.max(1, Math.min(wanted, Math.floor(around / (gap + 3))));
  const { min, max } = scaleOf(value.field);
  const colorAt = value.view?.getFieldDisplayProcessor(value.colIndex ?? 0);
  const pieces = Array.from({ length: count }, (_, index) => {
    const from = whole.from + (whole.length / count) * index;
    const lit = from >= arc.from && from < arc.from + arc.length;
    const color = colorAt?.(min + ((max - min) / count) * index).color ?? value.display.color;
    return { from, length: whole.length / count - gap, color: lit ? color : theme.colors.border.medium };
  });
  return (
    <g fill="none" strokeWidth={barWidth}>
      {pieces.map(({ color, ...piece }) => (
        <path key={piece.from} d={arcPath(dial, radius, piece)} stroke={color} />
      ))}
    </g>
  );
}
