import { useEffect } from "react";
import { SpecEditor } from "../editors/spec-editor.tsx";
import type { usePlayground } from "../use-playground.ts";

/** Milliseconds of quiet before a spec that is being typed is checked. */
const pauseMs = 600;

/** The spec, its faults, and the way to make samples of it. */
export function SpecPart({ playground }: { readonly playground: ReturnType<typeof usePlayground> }) {
  const { state, change, apply, check, canChange } = playground;
  const { specText, applied, faults, lesson } = state;
  const isNew = applied?.text !== specText;
  useEffect(() => {
    if (!isNew || !canChange) return;
    const timer = setTimeout(() => check(specText), pauseMs);
    return () => clearTimeout(timer);
  }, [specText, isNew, canChange, check]);
  const run = () => {
    const { query, afterMs } = state;
    if (canChange)
      apply({ name: lesson?.title ?? "spec", text: specText }, query === "" ? undefined : { query, afterMs });
  };
  return (
    <section aria-label="Data spec">
      <h2>Data spec</h2>
      <SpecEditor
        value={specText}
        faults={faults}
        readOnly={!canChange}
        onChange={(text) => change({ specText: text })}
        onSubmit={run}
      />
      {canChange ? (
        <p className="pg-actions">
          <button type="button" className="pg-primary" disabled={!isNew || specText.trim() === ""} onClick={run}>
            Generate
          </button>
          <span className="pg-hint">
            {isNew ? "The series are those of the spec before." : "The series are of this spec."}
          </span>
        </p>
      ) : (
        <p className="pg-hint">
          This page holds the series of this spec. <code>dashpreview serve</code> has a playground that takes others.
        </p>
      )}
      {faults.length === 0 ? null : (
        <ul className="pg-faults" aria-label="Faults" aria-live="polite">
          {faults.slice(0, 20).map(({ message, line, column }) => (
            <li key={`${line} ${column} ${message}`}>
              {line === undefined ? "" : `Line ${line}, column ${column}: `}
              {message}
            </li>
          ))}
        </ul>
      )}
      {applied?.set.warnings.slice(0, 10).map((text) => (
        <p key={text} className="pg-warning">
          {text}
        </p>
      ))}
    </section>
  );
}
