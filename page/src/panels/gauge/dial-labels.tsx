import { type FieldDisplay, formattedValueToString, type GrafanaTheme2, ThresholdsMode } from "@grafana/data";
import { measureText } from "@grafana/ui";
import { type Dial, pointAt, scaleOf, shareOf } from "./dial.ts";

interface DialLabelsProps {
  readonly dial: Dial;
  readonly value: FieldDisplay;
  readonly theme: GrafanaTheme2;
}

/** The ends of the scale and its thresholds, in words around the dial. */
export function DialLabels({ dial, value, theme }: DialLabelsProps) {
  const { field } = value;
  const { min, max } = scaleOf(field);
  const percent = field.thresholds?.mode === ThresholdsMode.Percentage;
  const steps = (field.thresholds?.steps ?? []).slice(1).map((step) => step.value);
  const marks = percent ? steps.map((step) => min + ((max - min) * step) / 100) : steps;
  const values = [...new Set([min, ...marks.filter((mark) => mark > min && mark < max), max])];
  const show = value.view?.getFieldDisplayProcessor(value.colIndex ?? 0);
  const radius = dial.labelRadius - dial.labelSize * 1.2;
  return (
    <g fill={theme.colors.text.primary} fontFamily={theme.typography.fontFamily} fontSize={dial.labelSize}>
      {values.map((mark, index) => {
        const text = show === undefined ? String(mark) : formattedValueToString(show(mark));
        const width = (measureText(text, dial.labelSize).width / (2 * Math.PI * radius)) * 360;
        const shift = index === 0 ? 0 : index === values.length - 1 ? width : width / 2;
        const degrees = dial.whole.from + shareOf(field, mark) * dial.whole.length - shift;
        const { x, y } = pointAt(dial, radius, degrees);
        return (
          <text key={mark} x={x} y={y} transform={`rotate(${degrees}, ${x}, ${y})`}>
            {text}
          </text>
        );
      })}
    </g>
  );
}
