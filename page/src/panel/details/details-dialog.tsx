import { IconButton } from "@grafana/ui";
import { useEffect, useId, useRef } from "react";
import type { PagePanel } from "../../../../src/report/page-data.ts";
import { DataTab } from "./data-tab.tsx";
import { FindingsTab } from "./findings-tab.tsx";
import { QueriesTab } from "./queries-tab.tsx";

export type DetailsTab = "data" | "queries" | "findings";

interface DetailsDialogProps {
  readonly panel: PagePanel;
  readonly tab: DetailsTab;
  readonly onTab: (tab: DetailsTab) => void;
  readonly onClose: () => void;
}

const tabs: readonly (readonly [DetailsTab, string])[] = [
  ["data", "Data"],
  ["queries", "Queries"],
  ["findings", "Findings"],
];

/** What is behind a panel. Escape closes it; arrows move between its tabs. */
export function DetailsDialog({ panel, tab, onTab, onClose }: DetailsDialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = element.current;
    if (dialog !== null && !dialog.open) dialog.showModal();
  }, []);
  const move = (by: number) => {
    const next = tabs[(tabs.findIndex(([name]) => name === tab) + by + tabs.length) % tabs.length]![0];
    onTab(next);
    document.getElementById(`${id}-${next}`)?.focus();
  };
  return (
    <dialog ref={element} className="dp-details" aria-label={`Details of ${panel.title || "panel"}`} onClose={onClose}>
      <header>
        <h2>{panel.title || panel.type}</h2>
        <div
          role="tablist"
          onKeyDown={({ key }) => {
            if (key === "ArrowRight") move(1);
            if (key === "ArrowLeft") move(-1);
          }}
        >
          {tabs.map(([name, text]) => (
            <button
              key={name}
              id={`${id}-${name}`}
              type="button"
              role="tab"
              aria-selected={name === tab}
              aria-controls={`${id}-content`}
              tabIndex={name === tab ? 0 : -1}
              onClick={() => onTab(name)}
            >
              {text}
              {name === "findings" && panel.findings.length > 0 ? ` (${panel.findings.length})` : ""}
            </button>
          ))}
        </div>
        <IconButton name="times" size="lg" aria-label="Close" onClick={() => element.current?.close()} />
      </header>
      <div id={`${id}-content`} className="dp-details-content" role="tabpanel" aria-labelledby={`${id}-${tab}`}>
        {tab === "data" ? <DataTab panel={panel} /> : null}
        {tab === "queries" ? <QueriesTab panel={panel} /> : null}
        {tab === "findings" ? <FindingsTab findings={panel.findings} /> : null}
      </div>
    </dialog>
  );
}
