import { type DisplayValue, type FieldDisplay, formattedValueToString } from "@grafana/data";
import type { SortOrder, VizLegendOptions, VizTooltipOptions } from "@grafana/schema";
import { SeriesVisibilityChangeBehavior, VizLayout, VizLegend, type VizLegendItem } from "@grafana/ui";
import { EmptyNote } from "../../panel/empty-note.tsx";
import type { PanelProps } from "../panel-props.ts";
import { allDisplayValues } from "../shared/display-values.ts";
import { legendOf } from "../shared/legend.ts";
import { PieChart } from "./pie-chart.tsx";
import { isHidden, percent, slicesOf, sorted } from "./slices.ts";

interface PieOptions {
  readonly pieType?: "pie" | "donut";
  readonly sort?: SortOrder;
  readonly displayLabels?: readonly string[];
  readonly legend?: Partial<VizLegendOptions> & { readonly values?: readonly string[] };
  readonly tooltip?: Partial<VizTooltipOptions>;
}

/** Parts of a whole: one number of each series. */
export function PiePanel(props: PanelProps) {
  const { panel, width, height, theme } = props;
  const { pieType, sort, displayLabels, legend: given, tooltip = {} } = panel.options as PieOptions;
  const values = sorted(allDisplayValues(props), sort);
  const slices = slicesOf(values);
  if (values.every(({ display }) => Number.isNaN(display.numeric))) return <EmptyNote panel={panel} />;
  const { showLegend, placement, displayMode, width: legendWidth } = legendOf(given);
  const legend = showLegend ? (
    <VizLayout.Legend placement={placement} {...(legendWidth === undefined ? {} : { width: legendWidth })}>
      <VizLegend
        placement={placement}
        displayMode={displayMode}
        items={legendItems(values, listOf(given?.values))}
        seriesVisibilityChangeBehavior={SeriesVisibilityChangeBehavior.Hide}
      />
    </VizLayout.Legend>
  ) : null;
  return (
    <VizLayout width={width} height={height} legend={legend}>
      {(chartWidth, chartHeight) => (
        <PieChart
          slices={slices}
          donut={pieType === "donut"}
          labels={listOf(displayLabels)}
          tooltip={tooltip}
          width={chartWidth}
          height={chartHeight}
          theme={theme}
        />
      )}
    </VizLayout>
  );
}

/** A setting that should be a list. */
const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value : []);

function legendItems(values: readonly FieldDisplay[], shown: readonly string[]): VizLegendItem[] {
  const slices = new Map(slicesOf(values).map((slice) => [slice.value, slice]));
  return values
    .filter(({ field }) => field.custom?.hideFrom?.legend !== true)
    .map((value, index) => {
      const { title = "", color = "#808080", numeric } = value.display;
      const share = slices.get(value)?.share ?? Number.NaN;
      const texts: DisplayValue[] = [];
      if (shown.includes("value")) texts.push({ numeric, text: formattedValueToString(value.display), title: "Value" });
      if (shown.includes("percent"))
        texts.push({
          numeric: share,
          percent: 100 * share,
          text: percent(share, value),
          title: shown.length > 1 ? "Percent" : "",
        });
      return {
        label: title,
        color,
        yAxis: 1,
        disabled: isHidden(value),
        getItemKey: () => `${title}${index}`,
        getDisplayValues: () => texts,
      };
    });
}
