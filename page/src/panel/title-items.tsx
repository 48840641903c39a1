import { Icon, Tooltip } from "@grafana/ui";
import type { PageFinding, PagePanel } from "../../../src/report/page-data.ts";
import { LinkList } from "../shell/link-list.tsx";

interface TitleItemsProps {
  readonly panel: PagePanel;
  readonly onFindings: () => void;
}

/** Whether a panel has something beside its title. */
export function hasTitleItems(panel: PagePanel): boolean {
  return panel.links.length > 0 || keepsHeader(panel);
}

/** Whether a panel without a title has a header all the same; else what would stand there comes with the pointer. */
export function keepsHeader({ timeInfo, findings }: PagePanel): boolean {
  return timeInfo !== undefined || worstOf(findings) !== undefined;
}

/** Beside a panel's title: its links, its own time, and what the check found. */
export function TitleItems({ panel, onFindings }: TitleItemsProps) {
  const worst = worstOf(panel.findings);
  return (
    <>
      {panel.links.length === 0 ? null : (
        <Tooltip interactive content={<LinkList links={panel.links} />}>
          <button
            type="button"
            className="dp-title-item"
            aria-label={`Links: ${panel.links.map(({ title }) => title).join(", ")}`}
          >
            <Icon name="external-link-alt" />
          </button>
        </Tooltip>
      )}
      {panel.timeInfo === undefined ? null : (
        <span className="dp-title-item dp-time-info">
          <Icon name="clock-nine" size="sm" /> {panel.timeInfo}
        </span>
      )}
      {worst === undefined ? null : (
        <Tooltip content={<FindingTexts findings={panel.findings} />}>
          <button
            type="button"
            className="dp-title-item"
            data-severity={worst}
            aria-label={`${panel.findings.length} findings`}
            onClick={onFindings}
          >
            <Icon name={worst === "error" ? "exclamation-circle" : "exclamation-triangle"} />
          </button>
        </Tooltip>
      )}
    </>
  );
}

function FindingTexts({ findings }: { readonly findings: readonly PageFinding[] }) {
  return (
    <ul className="dp-finding-texts">
      {findings.slice(0, 5).map(({ text, code, refId }) => (
        <li key={`${code} ${refId} ${text}`}>{text}</li>
      ))}
      {findings.length > 5 ? <li>… and {findings.length - 5} more</li> : null}
    </ul>
  );
}

function worstOf(findings: readonly PageFinding[]): "error" | "warning" | undefined {
  if (findings.some(({ severity }) => severity === "error")) return "error";
  return findings.some(({ severity }) => severity === "warning") ? "warning" : undefined;
}
