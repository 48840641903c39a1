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

/** The values that panels of single numbers show, each with text, colour and title; hidden series are left out. */
export function displayValues(props: PanelProps, options?: DisplayOptions): FieldDisplay[] {
  return allDisplayValues(props, options).filter(({ field }) => field.custom?.hideFrom?.viz !== true);
}

/** Those of hidden series too. */
export function allDisplayValues(props: PanelProps, { sparkline, percentChange }: DisplayOptions = {}): FieldDisplay[] {
  const { panel, data, theme, timeZone, replaceVariables } = props;
  const given = panel.options["reduceOptions"] as Partial<ReduceDataOptions> | undefined;
  return getFieldDisplayValues({
    fieldConfig: panel.fieldConfig as unknown as FieldConfigSource,
    reduceOptions: { ...given, calcs: given?.calcs?.length ? given.calcs : ["lastNotNull"] },
    replaceVariables,
    theme,
    data,
    timeZone,
    sparkline,
    percentChange,
  });
}
