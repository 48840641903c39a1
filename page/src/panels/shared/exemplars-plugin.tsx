import type { GrafanaTheme2 } from "@grafana/data";
import { Tooltip, type UPlotConfigBuilder } from "@grafana/ui";
import { useLayoutEffect, useState } from "react";
import { createPortal } from "react-dom";
import type uPlot from "uplot";
import type { PageExemplar, PagePanel } from "../../../../src/report/page-data.ts";
import { timeText } from "../../data/time-range.ts";

interface ExemplarsPluginProps {
  readonly config: UPlotConfigBuilder;
  readonly exemplars: readonly PageExemplar[];
  /** Where a value stands on the axis of values. Default: at itself. */
  readonly placeOf?: (value: number) => number;
  readonly format: (value: number) => string;
  readonly timeZone: string;
  readonly theme: GrafanaTheme2;
}

/** Those of all queries of a panel. */
export function exemplarsOf({ targets }: Pick<PagePanel, "targets">): readonly PageExemplar[] {
  return targets.filter(({ hidden }) => !hidden).flatMap(({ exemplars = [] }) => exemplars);
}

/** Single observations as small diamonds, at the end of the axis where they lie beyond it; one in focus says what it is. */
export function ExemplarsPlugin({ config, exemplars, placeOf, format, timeZone, theme }: ExemplarsPluginProps) {
  const [drawn, setDrawn] = useState<{ readonly plot: uPlot; readonly times: number }>();
  useLayoutEffect(() => {
    const place = (plot: uPlot) => setDrawn((before) => ({ plot, times: (before?.times ?? 0) + 1 }));
    config.addHook("ready", place);
    config.addHook("setSize", place);
    config.addHook("setScale", (plot) => plot.status === 1 && place(plot));
  }, [config]);
  if (drawn === undefined || exemplars.length === 0) return null;
  const { plot } = drawn;
  // The first axis of values that is in use, as Grafana takes it.
  const found = Object.entries(plot.scales).find(([name, { min, max }]) => name !== "x" && min != null && max != null);
  if (found === undefined) return null;
  const [key, { min, max }] = found as [string, { min: number; max: number }];
  const marks = exemplars.flatMap((exemplar) => {
    const left = plot.valToPos(exemplar.timeMs, "x");
    const top = plot.valToPos(Math.min(max, Math.max(min, placeOf?.(exemplar.value) ?? exemplar.value)), key);
    if (!(left >= 0 && left <= plot.bbox.width / devicePixelRatio) || !Number.isFinite(top)) return [];
    const when = timeText(exemplar.timeMs, timeZone);
    return [
      <Tooltip
        key={JSON.stringify([exemplar.timeMs, exemplar.value, exemplar.labels])}
        content={<ExemplarText exemplar={exemplar} when={when} value={format(exemplar.value)} />}
        placement="bottom"
      >
        <button
          type="button"
          className="dp-exemplar"
          aria-label={`Exemplar ${format(exemplar.value)}, ${when}`}
          style={{ left, top, background: theme.v1.palette.blue95 }}
        />
      </Tooltip>,
    ];
  });
  return createPortal(marks, plot.over);
}

function ExemplarText({ exemplar, when, value }: { exemplar: PageExemplar; when: string; value: string }) {
  const rows = [["Time", when], ["Value", value], ...Object.entries(exemplar.labels)];
  return (
    <div className="dp-exemplar-text">
      <strong>Exemplar</strong>
      <table>
        <tbody>
          {rows.map(([name, text]) => (
            <tr key={name}>
              <th>{name}</th>
              <td>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
