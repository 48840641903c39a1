import type { VizLegendOptions, VizTooltipOptions } from "@grafana/schema";
import { Pagination } from "@grafana/ui";
import { useMemo, useState } from "react";
import { EmptyNote } from "../../panel/empty-note.tsx";
import type { PanelProps } from "../panel-props.ts";
import { PlotLayout } from "../plot/plot-layout.tsx";
import { attempt } from "../shared/attempt.ts";
import { itemLegend } from "../shared/item-legend.tsx";
import { timelineLegend } from "./timeline-legend.ts";
import { rowsOf, type TimelineOptions, timelineModel } from "./timeline-model.ts";
import { TimelineTooltip } from "./timeline-tooltip.tsx";

interface Options extends TimelineOptions {
  readonly legend?: Partial<VizLegendOptions>;
  readonly tooltip?: Partial<VizTooltipOptions>;
}

/** States over time, each from one change to the next. */
export const StateTimelinePanel = (props: PanelProps) => <TimelinePanel {...props} samples={false} />;

/** States over time, each sample for itself. */
export const StatusHistoryPanel = (props: PanelProps) => <TimelinePanel {...props} samples={true} />;

const pagerHeight = 32;

function TimelinePanel({ samples, ...props }: PanelProps & { readonly samples: boolean }) {
  const { panel, data, width, height, theme, timeZone, timeRange, annotations, onZoom } = props;
  const options = panel.options as Options;
  const [page, setPage] = useState(1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows are made of these alone.
  const rows = useMemo(() => rowsOf(props, samples), [data, panel, theme, timeRange, samples]);
  const perPage = Math.max(1, options.perPage === 0 ? rows.length : Math.floor(options.perPage ?? 20) || 20);
  const pages = Math.max(1, Math.ceil(rows.length / perPage));
  const first = (Math.min(page, pages) - 1) * perPage;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the model is made of these alone.
  const made = useMemo(
    () => attempt(() => timelineModel(props, samples, [first, first + perPage])),
    [data, panel, theme, timeZone, timeRange, samples, first, perPage],
  );
  if (made.error !== undefined) return <EmptyNote panel={panel} reason={made.error} />;
  const model = made.value;
  const paged = pages > 1 ? pagerHeight : 0;
  return (
    <>
      <PlotLayout
        model={model.plot}
        width={width}
        height={height - paged}
        legend={itemLegend(timelineLegend(rows, theme), options.legend)}
        tooltip={options.tooltip}
        onZoom={onZoom}
        annotations={annotations}
        content={(cell, pinned, mode) => <TimelineTooltip {...{ model, cell, pinned, mode }} lasting={!samples} />}
      />
      {paged > 0 ? (
        <div style={{ display: "flex", justifyContent: "center", height: paged, paddingTop: 6 }}>
          <Pagination currentPage={Math.min(page, pages)} numberOfPages={pages} onNavigate={setPage} />
        </div>
      ) : null}
    </>
  );
}
