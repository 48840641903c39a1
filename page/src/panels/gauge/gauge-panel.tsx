import {
  type DisplayValueAlignmentFactors,
  type FieldDisplay,
  getDisplayValueAlignmentFactors,
  VizOrientation,
} from "@grafana/data";
import { VizRepeater } from "@grafana/ui";
import { useCallback } from "react";
import type { PanelProps } from "../panel-props.ts";
import { displayValues } from "../shared/display-values.ts";
import { WithLinks } from "../shared/with-links.tsx";
import { GaugeDial } from "./gauge-dial.tsx";
import type { GaugeOptions } from "./gauge-options.ts";

/** Dials, one a value. `@grafana/ui` 13 has none any more: they are drawn here. */
export function GaugePanel(props: PanelProps) {
  const { panel, data, width, height, theme, timeRange } = props;
  const options = panel.options as GaugeOptions;
  const getValues = useCallback(
    () => displayValues(props, { sparkline: options.sparkline === true }),
    [props, options.sparkline],
  );
  const manual = options.sizing === "manual";
  return (
    <VizRepeater<FieldDisplay, DisplayValueAlignmentFactors>
      getValues={getValues}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      source={data}
      renderCounter={0}
      autoGrid
      itemSpacing={16}
      width={width}
      height={height}
      minVizWidth={manual ? (options.minVizWidth ?? 75) : 0}
      minVizHeight={manual ? (options.minVizHeight ?? 75) : 0}
      orientation={options.orientation ?? VizOrientation.Auto}
      renderValue={({ value, width: each, height: high, count }) => (
        <WithLinks value={value}>
          {(onClick) => {
            const shown = value.sparkline && { ...value, sparkline: { ...value.sparkline, timeRange } };
            const dial = <GaugeDial value={shown ?? value} {...{ options, count, theme }} width={each} height={high} />;
            if (onClick === undefined) return dial;
            return (
              <button type="button" className="dp-bare-button" onClick={onClick}>
                {dial}
              </button>
            );
          }}
        </WithLinks>
      )}
    />
  );
}
