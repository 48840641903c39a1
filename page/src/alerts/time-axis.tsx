import { DataHoverClearEvent, DataHoverEvent, dateTimeForTimeZone } from "@grafana/data";
import { useEffect, useRef } from "react";
import { useDashboard } from "../shell/dashboard-scope.ts";

const marks = [0, 0.25, 0.5, 0.75, 1];

/** Times below the bars, and the instant at which a panel is pointed; pointing at the bars moves that of the panels. */
export function TimeAxis() {
  const { range, timeZone, events, sharedCursor } = useDashboard();
  const cursor = useRef<HTMLDivElement>(null);
  const track = useRef<HTMLDivElement>(null);
  const { fromMs, toMs } = range;
  useEffect(() => {
    const lines = track.current?.closest<HTMLElement>(".dp-alert-lines");
    if (sharedCursor === "off" || lines === null || lines === undefined) return;
    const hide = () => cursor.current?.setAttribute("hidden", "");
    const show = (timeMs: number) => {
      const part = (timeMs - fromMs) / (toMs - fromMs);
      if (!(part >= 0 && part <= 1)) return hide();
      cursor.current?.removeAttribute("hidden");
      cursor.current?.style.setProperty("left", `${part * 100}%`);
    };
    const hovered = events.getStream(DataHoverEvent).subscribe(({ payload }) => {
      const time = payload.point["time"] as unknown;
      if (typeof time === "number") show(time);
    });
    const cleared = events.getStream(DataHoverClearEvent).subscribe(hide);
    const move = ({ clientX }: PointerEvent) => {
      const { left = 0, width = 0 } = track.current?.getBoundingClientRect() ?? {};
      const part = (clientX - left) / width;
      if (part >= 0 && part <= 1)
        events.publish(new DataHoverEvent({ point: { time: fromMs + part * (toMs - fromMs) } }));
    };
    const leave = () => events.publish(new DataHoverClearEvent());
    lines.addEventListener("pointermove", move);
    lines.addEventListener("pointerleave", leave);
    return () => {
      hovered.unsubscribe();
      cleared.unsubscribe();
      lines.removeEventListener("pointermove", move);
      lines.removeEventListener("pointerleave", leave);
    };
  }, [events, sharedCursor, fromMs, toMs]);
  const format = toMs - fromMs > 86_400_000 ? "MM-DD HH:mm" : "HH:mm";
  return (
    <div className="dp-alert-line dp-alert-axis" aria-hidden="true">
      <span />
      <div ref={track}>
        {marks.map((part) => (
          <span key={part} style={{ left: `${part * 100}%` }}>
            {dateTimeForTimeZone(timeZone, fromMs + part * (toMs - fromMs)).format(format)}
          </span>
        ))}
        <div ref={cursor} className="dp-alert-cursor" hidden />
      </div>
    </div>
  );
}
