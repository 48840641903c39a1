import {
  type DisplayValueAlignmentFactors,
  type FieldDisplay,
  getDisplayValueAlignmentFactors,
  VizOrientation,
} from "@grafana/data";
import {
  BarGaugeDisplayMode,
  BarGaugeNamePlacement,
  BarGaugeValueMode,
  type VizLegendOptions,
  type VizTextDisplayOptions,
} from "@grafana/schema";
import { BarGauge, VizLayout, VizRepeater } from "@grafana/ui";
import { useCallback } from "react";
import type { PanelProps } from "../panel-props.ts";
import { displayValues } from "../shared/display-values.ts";
import { FieldLegend } from "../shared/field-legend.tsx";
import { legendOf } from "../shared/legend.ts";
import { WithLinks } from "../shared/with-links.tsx";

interface BarGaugeOptions {
  readonly orientation?: VizOrientation;
  readonly displayMode?: BarGaugeDisplayMode;
  readonly valueMode?: BarGaugeValueMode;
  readonly namePlacement?: BarGaugeNamePlacement;
  readonly showUnfilled?: boolean;
  readonly sizing?: "auto" | "manual";
  readonly minVizWidth?: number;
  readonly minVizHeight?: number;
  readonly maxVizHeight?: number;
  readonly text?: VizTextDisplayOptions;
  readonly legend?: Partial<VizLegendOptions>;
}

/** Bars, one a value. */
export function BarGaugePanel(props: PanelProps) {
  const { panel, data, width, height, theme } = props;
  const options = panel.options as BarGaugeOptions;
  const getValues = useCallback(() => displayValues(props), [props]);
  const displayMode = options.displayMode ?? BarGaugeDisplayMode.Gradient;
  const spacing = displayMode === BarGaugeDisplayMode.Lcd ? 2 : 10;
  const orientation = options.orientation ?? VizOrientation.Auto;
  const vertical = orientation === VizOrientation.Auto ? width > height : orientation === VizOrientation.Vertical;
  const manual = options.sizing === "manual";
  const legend = legendOf({ showLegend: false, ...options.legend });
  return (
    <VizLayout
      width={width}
      height={height}
      legend={legend.showLegend ? <FieldLegend data={data} legend={legend} /> : null}
    >
      {(innerWidth: number, innerHeight: number) => (
        <VizRepeater<FieldDisplay, DisplayValueAlignmentFactors>
          getValues={getValues}
          getAlignmentFactors={getDisplayValueAlignmentFactors}
          source={data}
          renderCounter={0}
          width={innerWidth}
          height={innerHeight}
          minVizWidth={(manual && vertical ? options.minVizWidth : undefined) ?? 8}
          minVizHeight={(manual && !vertical ? options.minVizHeight : undefined) ?? 16}
          maxVizHeight={(manual && !vertical ? options.maxVizHeight : undefined) ?? 300}
          itemSpacing={spacing}
          orientation={orientation}
          renderValue={({ value, alignmentFactors, orientation: chosen, width: each, height: high, count }) => (
            <WithLinks value={value}>
              {(onClick, className) => (
                <BarGauge
                  value={
                    count === 1 && !panel.fieldConfig.defaults["displayName"]
                      ? { ...value.display, title: undefined }
                      : value.display
                  }
                  width={each}
                  height={high}
                  orientation={chosen}
                  field={value.field}
                  text={options.text}
                  display={
                    value.view !== undefined && value.colIndex !== undefined
                      ? value.view.getFieldDisplayProcessor(value.colIndex)
                      : undefined
                  }
                  theme={theme}
                  itemSpacing={spacing}
                  displayMode={displayMode}
                  onClick={onClick}
                  className={className}
                  alignmentFactors={count > 1 ? alignmentFactors : undefined}
                  showUnfilled={options.showUnfilled ?? true}
                  valueDisplayMode={options.valueMode ?? BarGaugeValueMode.Color}
                  namePlacement={options.namePlacement ?? BarGaugeNamePlacement.Auto}
                  isOverflow={(high + spacing) * count - spacing > innerHeight}
                />
              )}
            </WithLinks>
          )}
        />
      )}
    </VizLayout>
  );
}
