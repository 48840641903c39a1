import { formattedValueToString, type GrafanaTheme2 } from "@grafana/data";
import type { VizTooltipOptions } from "@grafana/schema";
import { SeriesTable, VizTooltip } from "@grafana/ui";
import { useId, useState } from "react";
import { shade } from "./shade.ts";
import { outline, percent, type Slice } from "./slices.ts";

interface PieChartProps {
  readonly slices: readonly Slice[];
  readonly donut: boolean;
  /** `name`, `value`, `percent`. */
  readonly labels: readonly string[];
  readonly tooltip: Partial<VizTooltipOptions>;
  readonly width: number;
  readonly height: number;
  readonly theme: GrafanaTheme2;
}

interface Pointed {
  readonly slice: number;
  readonly x: number;
  readonly y: number;
}

const margin = 16;
const grey = "#808080";

/** A pie or a ring, with labels on it and a tooltip. */
export function PieChart({ slices, donut, labels, tooltip, width, height, theme }: PieChartProps) {
  const id = useId();
  const [pointed, setPointed] = useState<Pointed>();
  const outer = Math.max(1, Math.min(width, height) / 2 - margin);
  const ring = { outer, inner: donut ? outer - Math.max(outer / 3, 20) : 0 };
  const colors = [...new Set(slices.map(({ value }) => value.display.color ?? grey))];
  const gradient = (color: string) => `${id}-${colors.indexOf(color)}`;
  const text = slices.map((slice) => lines(slice, ["name", "value", "percent"]).join(" ")).join(", ");
  return (
    <>
      <svg width={width} height={height} role="img" aria-label={text} onMouseLeave={() => setPointed(undefined)}>
        <defs>
          {colors.map((color) => (
            <radialGradient key={color} id={gradient(color)} gradientUnits="userSpaceOnUse" cx={0} cy={0} r={outer}>
              <stop offset={ring.inner / outer} stopColor={shade(color, 0.2 * darker(theme), 4)} />
              <stop offset={1} stopColor={shade(color, 0.1 * darker(theme), -4)} />
            </radialGradient>
          ))}
        </defs>
        <g transform={`translate(${width / 2} ${height / 2})`}>
          {slices.map((slice, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: slices have no other identity.
            // biome-ignore lint/a11y/noStaticElementInteractions: the picture says in words what pointing shows.
            <g key={index} onMouseMove={(event) => setPointed({ slice: index, x: event.clientX, y: event.clientY })}>
              <path
                d={outline(slice, ring)}
                fillRule="evenodd"
                fill={`url(#${gradient(slice.value.display.color ?? grey)})`}
                stroke={theme.colors.background.primary}
                opacity={pointed === undefined || pointed.slice === index ? 1 : 0.6}
              />
              <SliceLabel
                slice={slice}
                radius={((ring.inner || outer / 6) + outer) / 2}
                size={labelSize(outer, labels.length)}
                shown={labels}
                color={theme.colors.text.primary}
              />
            </g>
          ))}
        </g>
      </svg>
      {pointed === undefined || tooltip.mode === "none" ? null : (
        <VizTooltip
          position={{ x: pointed.x, y: pointed.y }}
          offset={{ x: 10, y: 10 }}
          content={<SeriesTable series={tooltipRows(slices, pointed.slice, tooltip.mode === "multi")} />}
        />
      )}
    </>
  );
}

function tooltipRows(slices: readonly Slice[], pointed: number, all: boolean) {
  return slices.flatMap((slice, index) => {
    if (!all && index !== pointed) return [];
    const { title = "", color = grey } = slice.value.display;
    const value = `${formattedValueToString(slice.value.display)} (${percent(slice.share, slice.value)})`;
    return [{ label: title, color, value, isActive: all && index === pointed }];
  });
}

interface SliceLabelProps {
  readonly slice: Slice;
  readonly radius: number;
  readonly size: number;
  readonly shown: readonly string[];
  readonly color: string;
}

/** Radians below which a slice has no room for a label. */
const narrow = 0.3;

function SliceLabel({ slice, radius, size, shown, color }: SliceLabelProps) {
  if (shown.length === 0 || slice.to - slice.from < narrow) return null;
  const middle = (slice.from + slice.to) / 2;
  const texts = lines(slice, shown);
  const [x, y] = [radius * Math.sin(middle), -radius * Math.cos(middle)];
  const lineHeight = size * 1.2;
  return (
    <text fill={color} fontSize={size} textAnchor="middle">
      {texts.map((text, index) => (
        <tspan key={text} x={x} y={y + (index - (texts.length - 1) / 2) * lineHeight} dominantBaseline="central">
          {text}
        </tspan>
      ))}
    </text>
  );
}

function lines({ value, share }: Slice, shown: readonly string[]): string[] {
  const texts: Readonly<Record<string, string>> = {
    name: value.display.title ?? "",
    value: formattedValueToString(value.display),
    percent: percent(share, value),
  };
  return ["name", "value", "percent"].filter((part) => shown.includes(part)).map((part) => texts[part]!);
}

/** Pixels; several lines are smaller. */
const labelSize = (outer: number, lines: number) =>
  lines > 1 ? within(12, (outer / 150) * 14, 30) : within(12, (outer / 100) * 14, 36);

const within = (least: number, value: number, most: number) => Math.min(most, Math.max(least, value));

/** Darker on a dark page, lighter on a light one. */
const darker = ({ isDark }: GrafanaTheme2) => (isDark ? -1 : 0.7);
