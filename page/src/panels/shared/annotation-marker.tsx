import type { GrafanaTheme2 } from "@grafana/data";
import { Tooltip } from "@grafana/ui";
import type { PageAnnotation } from "../../../../src/report/page-data.ts";
import { timeText } from "../../data/time-range.ts";

interface AnnotationMarkerProps {
  readonly annotation: PageAnnotation;
  /** Pixels from the left end of the time axis. */
  readonly place: { readonly left: number; readonly width: number };
  readonly timeZone: string;
  readonly theme: GrafanaTheme2;
}

/** A mark on the time axis; what it stands for is shown when it is pointed at or has the focus. */
export function AnnotationMarker({ annotation, place, timeZone, theme }: AnnotationMarkerProps) {
  const { name, title, text, tags, state, timeMs, endMs } = annotation;
  const color = theme.visualization.getColorByName(annotation.color);
  const region = endMs !== undefined;
  const when = region ? `${timeText(timeMs, timeZone)} to ${timeText(endMs, timeZone)}` : timeText(timeMs, timeZone);
  const content = (
    <div className="dp-annotation">
      <p className="dp-annotation-head">
        <strong>{title ?? name}</strong> {state === undefined ? null : <em data-state={state}>{state}</em>}
      </p>
      <p>{when}</p>
      {text === undefined ? null : <p>{text}</p>}
      {tags.length === 0 ? null : <p>{tags.join(", ")}</p>}
    </div>
  );
  return (
    <Tooltip content={content} placement="bottom">
      <button
        type="button"
        className={region ? "dp-mark dp-mark-region" : "dp-mark"}
        aria-label={`${title ?? name}, ${when}`}
        style={
          region
            ? { left: place.left, width: Math.max(2, place.width), background: color }
            : { left: place.left, borderBottomColor: color }
        }
      />
    </Tooltip>
  );
}
