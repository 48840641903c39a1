import type { CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { yaml, yamlLanguage } from "@codemirror/lang-yaml";
import { type Diagnostic, lintGutter, setDiagnostics } from "@codemirror/lint";
import type { Text } from "@codemirror/state";
import { type EditorView, ViewPlugin } from "@codemirror/view";
import { useMemo } from "react";
import type { SpecFault } from "../../../../src/report/playground/playground-data.ts";
import { Editor } from "./editor.tsx";
import { keysAt, type Suggestion, valuesAt } from "./spec-schema.ts";
import { yamlPlace } from "./yaml-path.ts";

interface SpecEditorProps {
  readonly value: string;
  readonly faults: readonly SpecFault[];
  readonly readOnly: boolean;
  readonly onChange: (text: string) => void;
  readonly onSubmit: () => void;
}

/** The data spec, with completion from its JSON Schema and the faults that were found in it. */
export function SpecEditor({ value, faults, readOnly, onChange, onSubmit }: SpecEditorProps) {
  const extensions = useMemo(
    () => [yaml(), yamlLanguage.data.of({ autocomplete: complete }), lintGutter(), marks(faults)],
    [faults],
  );
  return (
    <Editor
      label="Data spec"
      value={value}
      extensions={extensions}
      readOnly={readOnly}
      onChange={onChange}
      onSubmit={onSubmit}
    />
  );
}

function complete(context: CompletionContext): CompletionResult | null {
  const word = context.matchBefore(/[\w.-]*/);
  if (word === null || (word.from === word.to && !context.explicit)) return null;
  const text = context.state.doc.sliceString(0, word.from);
  const { path, at, siblings } = yamlPlace(text, text.length);
  const options =
    at === "key"
      ? keysAt(path)
          .filter(({ label }) => !siblings.includes(label))
          .map((one) => option(one, `${one.label}: `, "property"))
      : valuesAt(path).map((one) => option(one, one.label, "enum"));
  return options.length === 0 ? null : { from: word.from, options, validFor: /^[\w.-]*$/ };
}

function option({ label, info }: Suggestion, apply: string, type: string) {
  return { label, apply, type, ...(info === "" ? {} : { info }) };
}

/** Puts the faults of the last check at their places; typing moves them along until the next one. */
function marks(faults: readonly SpecFault[]) {
  return ViewPlugin.define((view: EditorView) => {
    // The editor is being changed at this moment, and may be told more right after.
    const timer = setTimeout(() => {
      const found = faults.map((fault) => diagnostic(view.state.doc, fault));
      view.dispatch(setDiagnostics(view.state, found));
    });
    return { destroy: () => clearTimeout(timer) };
  });
}

function diagnostic(doc: Text, { message, line = 1, column = 1 }: SpecFault): Diagnostic {
  const at = doc.line(Math.max(1, Math.min(line, doc.lines)));
  const from = Math.min(at.to, at.from + Math.max(0, column - 1));
  const length = /^[^\s,:{}[\]]+/.exec(doc.sliceString(from, at.to))?.[0].length ?? 1;
  return { from, to: Math.min(at.to, from + length), severity: "error", message };
}
