import { closeCompletion } from "@codemirror/autocomplete";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { Compartment, EditorState, type Extension } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { basicSetup } from "codemirror";
import { useEffect, useRef } from "react";

interface EditorProps {
  readonly label: string;
  readonly value: string;
  /** Language, completion and checks; a new list takes the place of the old one. */
  readonly extensions: Extension;
  readonly readOnly?: boolean;
  readonly onChange: (text: string) => void;
  /** Ctrl-Enter or Cmd-Enter; also Shift-Enter. */
  readonly onSubmit: () => void;
}

/** A text with colours, completion and marks of what is wrong in it. The tabulator leaves it, as any field. */
export function Editor({ label, value, extensions, readOnly = false, onChange, onSubmit }: EditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const own = useRef(new Compartment());
  const handlers = useRef({ onChange, onSubmit });
  handlers.current = { onChange, onSubmit };
  const first = useRef(value);
  useEffect(() => {
    const submit = (of: EditorView) => {
      closeCompletion(of);
      handlers.current.onSubmit();
      return true;
    };
    // The list of completions would take the focus otherwise.
    const leave = (of: EditorView) => {
      closeCompletion(of);
      return false;
    };
    const editor = new EditorView({
      parent: place.current!,
      doc: first.current,
      extensions: [
        keymap.of([
          { key: "Mod-Enter", run: submit },
          { key: "Shift-Enter", run: submit },
          { key: "Tab", run: leave, shift: leave },
        ]),
        basicSetup,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", tabindex: "0" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) handlers.current.onChange(update.state.doc.toString());
        }),
        look,
        syntaxHighlighting(colours),
        own.current.of([]),
      ],
    });
    view.current = editor;
    return () => editor.destroy();
  }, [label]);
  useEffect(() => {
    const settings = [extensions, EditorState.readOnly.of(readOnly)];
    view.current?.dispatch({ effects: own.current.reconfigure(settings) });
  }, [extensions, readOnly]);
  useEffect(() => {
    const editor = view.current;
    if (editor === undefined || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);
  return <div ref={place} className="pg-editor" />;
}

/** The page's own colours, by variables: both themes without another editor. */
const look = EditorView.theme({
  "&": { backgroundColor: "var(--canvas)", color: "var(--text)", fontSize: "13px" },
  ".cm-content": { fontFamily: "var(--mono)", caretColor: "var(--text)" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  ".cm-gutters": { backgroundColor: "var(--primary)", color: "var(--weak)", borderRight: "1px solid var(--border)" },
  ".cm-activeLine": { backgroundColor: "transparent" },
  ".cm-activeLineGutter": { backgroundColor: "transparent", color: "var(--text)" },
  "&.cm-focused": { outline: "2px solid var(--accent-border)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--selected) !important",
  },
  ".cm-tooltip": {
    backgroundColor: "var(--primary)",
    border: "1px solid var(--border-medium)",
    color: "var(--text)",
    maxWidth: "480px",
  },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent)", color: "#fff" },
  ".cm-completionDetail, .cm-completionInfo": { color: "var(--weak)" },
  ".cm-matchingBracket": { backgroundColor: "var(--selected) !important", outline: "1px solid var(--border-strong)" },
});

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: "var(--info)" },
  { tag: [tags.propertyName, tags.definition(tags.propertyName), tags.labelName], color: "var(--link)" },
  { tag: [tags.function(tags.variableName), tags.constant(tags.variableName)], color: "var(--accent-text)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--success)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--warning)" },
  { tag: [tags.comment, tags.meta], color: "var(--weak)", fontStyle: "italic" },
  { tag: tags.invalid, color: "var(--error)" },
]);
