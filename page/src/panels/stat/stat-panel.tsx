import {
  type DisplayValueAlignmentFactors,
  type FieldDisplay,
  getDisplayValueAlignmentFactors,
  VizOrientation,
} from "@grafana/data";
import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueJustifyMode,
  BigValueTextMode,
  type PercentChangeColorMode,
  type VizTextDisplayOptions,
} from "@grafana/schema";
import { BigValue, VizRepeater } from "@grafana/ui";
import { useCallback } from "react";
import type { PanelProps } from "../panel-props.ts";
import { displayValues } from "../shared/display-values.ts";
import { WithLinks } from "../shared/with-links.tsx";

interface StatOptions {
  readonly orientation?: VizOrientation;
  readonly colorMode?: BigValueColorMode;
  readonly graphMode?: BigValueGraphMode;
  readonly justifyMode?: BigValueJustifyMode;
  readonly textMode?: BigValueTextMode;
  readonly text?: VizTextDisplayOptions;
  readonly wideLayout?: boolean;
  readonly showPercentChange?: boolean;
  readonly percentChangeColorMode?: PercentChangeColorMode;
}

/** Big numbers, each with its history behind it. */
export function StatPanel(props: PanelProps) {
  const { panel, data, width, height, theme, timeRange } = props;
  const options = panel.options as StatOptions;
  const graphMode = options.graphMode ?? BigValueGraphMode.Area;
  const getValues = useCallback(
    () =>
      displayValues(props, {
        sparkline: graphMode !== BigValueGraphMode.None,
        percentChange: options.showPercentChange ?? false,
      }),
    [props, graphMode, options.showPercentChange],
  );
  const named = Boolean(panel.fieldConfig.defaults["displayName"]) || panel.title === "";
  const textMode = options.textMode ?? BigValueTextMode.Auto;
  return (
    <VizRepeater<FieldDisplay, DisplayValueAlignmentFactors>
      getValues={getValues}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      source={data}
      renderCounter={0}
      autoGrid
      itemSpacing={3}
      width={width}
      height={height}
      orientation={options.orientation ?? VizOrientation.Auto}
      renderValue={({ value, alignmentFactors, width: each, height: high, count }) => (
        <WithLinks value={value}>
          {(onClick, className) => (
            <BigValue
              value={value.display}
              count={count}
              sparkline={value.sparkline === undefined ? undefined : { ...value.sparkline, timeRange }}
              colorMode={options.colorMode ?? BigValueColorMode.Value}
              graphMode={graphMode}
              justifyMode={options.justifyMode ?? BigValueJustifyMode.Auto}
              textMode={textMode === BigValueTextMode.Auto && named ? BigValueTextMode.ValueAndName : textMode}
              alignmentFactors={alignmentFactors}
              text={options.text}
              width={each}
              height={high}
              theme={theme}
              onClick={onClick}
              className={className}
              disableWideLayout={!(options.wideLayout ?? true)}
              percentChangeColorMode={options.percentChangeColorMode}
            />
          )}
        </WithLinks>
      )}
    />
  );
}
