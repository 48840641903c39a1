import { type DataFrame, FieldType, getFieldDisplayName, getFieldSeriesColor } from "@grafana/data";
import type { VizLegendOptions } from "@grafana/schema";
import { useTheme2, VizLayout, VizLegend, type VizLegendItem } from "@grafana/ui";

interface FieldLegendProps {
  readonly data: DataFrame[];
  readonly legend: VizLegendOptions;
}

/** A legend with one entry for each field that is a number. */
export function FieldLegend({ data, legend }: FieldLegendProps) {
  const theme = useTheme2();
  const items = data.flatMap((frame, frameIndex) =>
    frame.fields.flatMap((field, fieldIndex): VizLegendItem[] => {
      const hidden = field.config.custom?.hideFrom;
      if (field.type === FieldType.time || field.type !== FieldType.number || hidden?.legend === true) return [];
      return [
        {
          label: getFieldDisplayName(field, frame, data),
          color: getFieldSeriesColor(field, theme).color,
          yAxis: 1,
          disabled: hidden?.viz === true,
          fieldIndex: { frameIndex, fieldIndex },
          getItemKey: () => `${frameIndex}-${fieldIndex}`,
        },
      ];
    }),
  );
  return (
    <VizLayout.Legend placement={legend.placement} width={legend.width}>
      <VizLegend placement={legend.placement} items={items} displayMode={legend.displayMode} isSortable />
    </VizLayout.Legend>
  );
}
