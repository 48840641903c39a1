import { TooltipDisplayMode, type VizTooltipOptions } from "@grafana/schema";
import { VizLayout } from "@grafana/ui";
import type { ComponentProps, ReactNode } from "react";
import { MarkPlot } from "./mark-plot.tsx";

interface PlotLayoutProps extends Omit<ComponentProps<typeof MarkPlot>, "tooltip" | "maxWidth"> {
  readonly legend: ComponentProps<typeof VizLayout>["legend"];
  /** The panel's settings; without a mode, the tooltip shows one mark. */
  readonly tooltip: Partial<VizTooltipOptions> | undefined;
  /** What the tooltip says of a mark. Not asked where the panel has none. */
  readonly content: (mark: number, pinned: boolean, mode: TooltipDisplayMode) => ReactNode;
}

/** Marks on two axes beside their legend, in all the room that the panel has. */
export function PlotLayout({ legend, tooltip, content, width, height, ...plot }: PlotLayoutProps) {
  const mode = tooltip?.mode ?? TooltipDisplayMode.Single;
  const isOff = mode === TooltipDisplayMode.None;
  return (
    <VizLayout width={width} height={height} legend={legend}>
      {(plotWidth, plotHeight) => (
        <MarkPlot
          {...plot}
          width={plotWidth}
          height={plotHeight}
          maxWidth={tooltip?.maxWidth}
          tooltip={isOff ? undefined : (mark, pinned) => content(mark, pinned, mode)}
        />
      )}
    </VizLayout>
  );
}
