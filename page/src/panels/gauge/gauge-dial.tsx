import { type FieldDisplay, formattedValueToString, type GrafanaTheme2 } from "@grafana/data";
import { GraphGradientMode, LineInterpolation } from "@grafana/schema";
import { calculateFontSize, Sparkline } from "@grafana/ui";
import { arcPath, bands, type Dial, dialOf, filled } from "./dial.ts";
import { DialLabels } from "./dial-labels.tsx";
import type { GaugeOptions } from "./gauge-options.ts";
import { Segments } from "./segments.tsx";

interface GaugeDialProps {
  readonly value: FieldDisplay;
  readonly options: GaugeOptions;
  readonly count: number;
  readonly width: number;
  readonly height: number;
  readonly theme: GrafanaTheme2;
}

/** One dial. */
export function GaugeDial({ value, options, count, width, height, theme }: GaugeDialProps) {
  const { display, field, sparkline } = value;
  const shape = options.shape ?? "gauge";
  const rounded = options.barShape === "rounded";
  const ring = (options.showThresholdMarkers ?? true) && field.min !== field.max;
  const dial = dialOf({
    width,
    height,
    shape,
    barWidthFactor: options.barWidthFactor ?? 0.5,
    rounded,
    ring,
    labels: options.showThresholdLabels === true,
  });
  const auto = count === 1 ? "value" : "value_and_name";
  const textMode = options.textMode === undefined || options.textMode === "auto" ? auto : options.textMode;
  const color = display.color ?? theme.colors.text.primary;
  const cap = rounded ? "round" : "butt";
  const arc = filled(dial, field, display.numeric, options.neutral);
  const title = display.title ?? "";
  return (
    <div style={{ height, position: "relative", width }}>
      <svg width={width} height={height} role="img" aria-label={`${title} ${formattedValueToString(display)}`.trim()}>
        {(options.segmentCount ?? 1) > 1 ? (
          <Segments dial={dial} value={value} arc={arc} options={options} theme={theme} />
        ) : (
          <g fill="none" strokeLinecap={cap} strokeWidth={dial.barWidth}>
            <path d={arcPath(dial, dial.radius, dial.whole)} stroke={theme.colors.action.hover} />
            <path d={arcPath(dial, dial.radius, arc)} stroke={color} data-part="value" />
          </g>
        )}
        {ring ? <Ring dial={dial} value={value} theme={theme} /> : null}
        {options.showThresholdLabels === true ? <DialLabels dial={dial} value={value} theme={theme} /> : null}
        <DialText {...{ dial, value, textMode, shape, options, theme }} lifted={sparkline !== undefined} />
      </svg>
      {sparkline === undefined ? null : <DialSparkline {...{ dial, sparkline, color, shape, theme }} />}
    </div>
  );
}

function Ring({
  dial,
  value,
  theme,
}: {
  readonly dial: Dial;
  readonly value: FieldDisplay;
  readonly theme: GrafanaTheme2;
}) {
  return (
    <g fill="none" strokeWidth={dial.ringWidth}>
      {bands(dial, value.field).map(({ color, arc }) => (
        <path
          key={`${arc.from} ${color}`}
          d={arcPath(dial, dial.ringRadius, arc)}
          stroke={theme.visualization.getColorByName(color)}
        />
      ))}
    </g>
  );
}

interface DialTextProps extends Pick<GaugeDialProps, "value" | "options" | "theme"> {
  readonly dial: Dial;
  readonly textMode: "value" | "name" | "value_and_name" | "none";
  readonly shape: "gauge" | "circle";
  readonly lifted: boolean;
}

const lineHeight = 1.21;

function DialText({ dial, value: { display }, textMode, shape, options, lifted, theme }: DialTextProps) {
  if (textMode === "none") return null;
  const showsValue = textMode !== "name";
  const showsName = textMode !== "value";
  const room = dial.radius * 2 - dial.barWidth - dial.radius / 7;
  const scaled = dial.radius ** 0.86;
  const size = (text: string, height: number) => calculateFontSize(text, room, height, lineHeight);
  const valueSize = Math.max(1, options.text?.valueSize ?? size(formattedValueToString(display), 0.82 * scaled));
  const nameRoom = showsValue ? 0.45 * scaled : dial.radius / 4;
  const nameSize = Math.max(10, options.text?.titleSize ?? size(display.title ?? "", nameRoom));
  const unitSize = Math.max(6, valueSize * 0.7);
  const [valueHeight, nameHeight] = [valueSize * lineHeight, nameSize * lineHeight];
  const up = (shape === "gauge" ? (valueHeight + nameHeight) / 4 : 0) + (lifted ? 8 : 0);
  const valueY = dial.centerY - (showsName ? nameHeight * 0.3 : 0);
  const nameY = showsValue ? valueY + valueHeight * 0.7 : dial.centerY;
  const place = { textAnchor: "middle", dominantBaseline: "middle", x: dial.centerX } as const;
  return (
    <g fontFamily={theme.typography.fontFamily}>
      {showsValue ? (
        <text {...place} y={valueY - up} fontSize={valueSize} fill={theme.colors.text.primary} data-part="text">
          <tspan fontSize={unitSize}>{display.prefix ?? ""}</tspan>
          <tspan>{display.text}</tspan>
          <tspan fontSize={unitSize}>{display.suffix ?? ""}</tspan>
        </text>
      ) : null}
      {showsName ? (
        <text
          {...place}
          y={nameY - up}
          fontSize={nameSize}
          fill={showsValue ? theme.colors.text.secondary : theme.colors.text.primary}
        >
          {display.title}
        </text>
      ) : null}
    </g>
  );
}

interface DialSparklineProps {
  readonly dial: Dial;
  readonly sparkline: NonNullable<FieldDisplay["sparkline"]>;
  readonly color: string;
  readonly shape: "gauge" | "circle";
  readonly theme: GrafanaTheme2;
}

function DialSparkline({ dial, sparkline, color, shape, theme }: DialSparklineProps) {
  const width = Math.max(1, dial.radius * (shape === "gauge" ? 1.4 : 1.6) - dial.barWidth);
  const height = dial.radius / 4;
  const top = shape === "gauge" ? dial.bottom - height - 8 : dial.centerY + dial.radius / 4;
  const custom = {
    gradientMode: GraphGradientMode.Opacity,
    fillOpacity: 40,
    lineInterpolation: LineInterpolation.Smooth,
  };
  const config = { color: { mode: "fixed", fixedColor: color }, custom };
  return (
    <div style={{ left: dial.centerX - width / 2, position: "absolute", top }}>
      <Sparkline width={width} height={height} sparkline={sparkline} theme={theme} config={config} />
    </div>
  );
}
