import { colorManipulator, type GrafanaTheme2 } from "@grafana/data";
import type { UPlotConfigBuilder } from "@grafana/ui";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import type uPlot from "uplot";
import type { PageAnnotation } from "../../../../src/report/page-data.ts";
import { AnnotationMarker } from "./annotation-marker.tsx";

interface AnnotationsPluginProps {
  readonly config: UPlotConfigBuilder;
  readonly annotations: readonly PageAnnotation[];
  readonly timeZone: string;
  readonly theme: GrafanaTheme2;
}

/** Annotations and alert states: a dashed line on the graph, a mark below it, both ends and a tint for a region. */
export function AnnotationsPlugin({ config, annotations, timeZone, theme }: AnnotationsPluginProps) {
  const [drawn, setDrawn] = useState<{ readonly plot: uPlot; readonly axis: Element; readonly times: number }>();
  const current = useRef(annotations);
  current.current = annotations;
  useLayoutEffect(() => {
    const place = (plot: uPlot) => {
      const axis = plot.root.querySelector(".u-axis");
      if (axis !== null) setDrawn((before) => ({ plot, axis, times: (before?.times ?? 0) + 1 }));
    };
    config.addHook("ready", place);
    config.addHook("setSize", place);
    config.addHook("setScale", (plot, key) => key === "x" && plot.status === 1 && place(plot));
    config.addHook("draw", (plot) => paint(plot, current.current, theme));
  }, [config, theme]);
  const plotted = drawn?.plot;
  useEffect(() => {
    if (annotations.length > 0) plotted?.redraw(false, false);
  }, [annotations, plotted]);
  if (drawn === undefined) return null;
  const { plot, axis } = drawn;
  const marks = annotations.flatMap((annotation) => {
    const place = placeOf(annotation, plot);
    if (place === undefined) return [];
    return [<AnnotationMarker key={keyOf(annotation)} {...{ annotation, place, timeZone, theme }} />];
  });
  return createPortal(marks, axis);
}

const keyOf = ({ name, timeMs, endMs, text, title }: PageAnnotation) =>
  JSON.stringify([name, timeMs, endMs, text, title]);

function placeOf({ timeMs, endMs }: PageAnnotation, plot: uPlot): { left: number; width: number } | undefined {
  const all = plot.bbox.width / devicePixelRatio;
  const left = Math.round(plot.valToPos(timeMs, "x"));
  const right = endMs === undefined ? left : Math.round(plot.valToPos(endMs, "x"));
  if (!(right >= 0 && left <= all)) return undefined;
  const first = Math.max(0, left);
  return { left: first, width: Math.min(all, right) - first };
}

function paint(plot: uPlot, annotations: readonly PageAnnotation[], theme: GrafanaTheme2): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.lineWidth = 2 * devicePixelRatio;
  ctx.setLineDash([5 * devicePixelRatio, 5 * devicePixelRatio]);
  for (const { timeMs, endMs, color: name } of annotations) {
    const color = theme.visualization.getColorByName(name);
    const left = plot.valToPos(timeMs, "x", true);
    ctx.strokeStyle = color;
    line(ctx, left, bbox);
    if (endMs === undefined) continue;
    const right = plot.valToPos(endMs, "x", true);
    line(ctx, right, bbox);
    ctx.fillStyle = colorManipulator.alpha(color, 0.1);
    ctx.fillRect(left, bbox.top, right - left, bbox.height);
  }
  ctx.restore();
}

function line(ctx: CanvasRenderingContext2D, x: number, { top, height }: uPlot.BBox): void {
  ctx.beginPath();
  ctx.moveTo(x, top);
  ctx.lineTo(x, top + height);
  ctx.stroke();
}
