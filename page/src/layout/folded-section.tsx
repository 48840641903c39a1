import { Icon } from "@grafana/ui";
import { type ReactNode, useId, useState } from "react";

interface FoldedSectionProps {
  readonly title: string;
  readonly isFoldedAtFirst: () => boolean;
  /** Small, behind the title. */
  readonly note: (isFolded: boolean) => ReactNode;
  readonly className?: string;
  /** Drawn only while it is not folded. */
  readonly children: () => ReactNode;
}

/** A part of a dashboard under a title that folds it, as Grafana's rows do. */
export function FoldedSection({ title, isFoldedAtFirst, note, className = "dp-row", children }: FoldedSectionProps) {
  const [isFolded, setFolded] = useState(isFoldedAtFirst);
  const id = useId();
  return (
    <section className={className} aria-label={title}>
      <h2 className="dp-row-head">
        <button
          type="button"
          aria-expanded={!isFolded}
          aria-controls={isFolded ? undefined : id}
          onClick={() => setFolded(!isFolded)}
        >
          <Icon name={isFolded ? "angle-right" : "angle-down"} />
          <span>{title}</span>
          {note(isFolded)}
        </button>
      </h2>
      {isFolded ? null : <div id={id}>{children()}</div>}
    </section>
  );
}
