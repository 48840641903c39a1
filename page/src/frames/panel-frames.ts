import {
  applyFieldOverrides,
  cacheFieldDisplayNames,
  type DataFrame,
  FieldType,
  type GrafanaTheme2,
  type InterpolateFunction,
  toDataFrame,
} from "@grafana/data";
import type { PagePanel, PageValue } from "../../../src/report/page-data.ts";

export interface FrameContext {
  readonly theme: GrafanaTheme2;
  readonly timeZone: string;
  readonly replaceVariables: InterpolateFunction;
}

const numbers = { NaN: Number.NaN, "+Inf": Number.POSITIVE_INFINITY, "-Inf": Number.NEGATIVE_INFINITY };
const numberOf = (value: PageValue | null) => (typeof value === "string" ? numbers[value] : value);

/** The answers of a panel as Grafana's data frames, after its transformations and overrides. */
export async function panelFrames(
  panel: PagePanel,
  { theme, timeZone, replaceVariables }: FrameContext,
): Promise<DataFrame[]> {
  const frames = panel.targets
    .filter(({ hidden }) => !hidden)
    .flatMap(({ refId, instants, timeMs, series }) => {
      const times =
        instants === undefined
          ? [timeMs ?? 0]
          : Array.from({ length: instants.count }, (_, i) => instants.startMs + i * instants.stepMs);
      return series.map(({ labels, name, values = [] }) =>
        toDataFrame({
          refId,
          name,
          fields: [
            { name: "Time", type: FieldType.time, values: times, config: { interval: instants?.stepMs } },
            {
              name: "Value",
              type: FieldType.number,
              values: values.map(numberOf),
              labels,
              config: { displayNameFromDS: name },
            },
          ],
        }),
      );
    });
  const done = applyFieldOverrides({
    data: frames,
    fieldConfig: { defaults: structuredClone(panel.fieldConfig.defaults), overrides: [] },
    replaceVariables,
    theme,
    timeZone,
  });
  cacheFieldDisplayNames(done);
  return done;
}
