import type { PagePanel } from "../../../src/report/page-data.ts";

interface EmptyNoteProps {
  readonly panel: PagePanel;
  /** Why there is nothing to draw, where the panel's findings do not say so. */
  readonly reason?: string;
}

/** What stands in a panel without data: Grafana's words, and why. */
export function EmptyNote({ panel, reason }: EmptyNoteProps) {
  const noValue = panel.fieldConfig.defaults["noValue"];
  const reasons = [
    ...panel.findings.filter(({ severity }) => severity !== "info").map(({ text }) => text),
    ...panel.targets.flatMap((target) => (target.reason === undefined ? [] : [target.reason])),
  ];
  const shown = [...new Set(reasons.length > 0 || reason === undefined ? reasons : [reason])].slice(0, 3);
  return (
    <div className="dp-panel-note" data-kind={panel.state === "error" ? "error" : "empty"}>
      <p className="dp-panel-note-head">{typeof noValue === "string" && noValue !== "" ? noValue : "No data"}</p>
      {shown.map((text) => (
        <p key={text} className="dp-panel-note-why">
          {text}
        </p>
      ))}
    </div>
  );
}
