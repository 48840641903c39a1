import {
  type FieldConfigSource,
  type FieldDisplay,
  getFieldDisplayValues,
  type ReduceDataOptions,
} from "@grafana/data";
import type { PanelProps } from "../panel-props.ts";

interface DisplayOptions {
  readonly sparkline?: boolean;
  readonly percentChange?: boolean;
}

/** The values that panels of single numbers show, each with text, colour and title. */
export function displayValues(props: PanelProps, { sparkline, percentChange }: DisplayOptions = {}): FieldDisplay[] {
  const { panel, data, theme, timeZone, replaceVariables } = props;
  const given = panel.options["reduceOptions"] as Partial<ReduceDataOptions> | undefined;
  const values = getFieldDisplayValues({
    fieldConfig: panel.fieldConfig as unknown as FieldConfigSource,
    reduceOptions: { ...given, calcs: given?.calcs?.length ? given.calcs : ["lastNotNull"] },
    replaceVariables,
    theme,
    data,
    timeZone,
    sparkline,
    percentChange,
  });
  // One that is hidden by the legend is left out, as Grafana does with `hideFrom.viz`.
  return values.filter(({ field }) => field.custom?.hideFrom?.viz !== true);
}
