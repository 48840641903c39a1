import type { DataFrame, GrafanaTheme2, InterpolateFunction, TimeRange } from "@grafana/data";
import type { ComponentType } from "react";
import type { PageAnnotation, PagePanel } from "../../../src/report/page-data.ts";

/** What a panel is drawn from. */
export interface PanelProps {
  readonly panel: PagePanel;
  /** After transformations and overrides: every field has its display function and its colour. */
  readonly data: DataFrame[];
  /** The room inside the frame, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly timeRange: TimeRange;
  readonly timeZone: string;
  readonly theme: GrafanaTheme2;
  /** Those that the panel shows. */
  readonly annotations: readonly PageAnnotation[];
  /** The reader chose a part of the time axis, in Unix milliseconds. */
  readonly onZoom: (range: { readonly from: number; readonly to: number }) => void;
  readonly replaceVariables: InterpolateFunction;
}

export type PanelComponent = ComponentType<PanelProps>;
