import { useMemo } from "react";
import { safeHtml, safeMarkdown } from "../../look/safe-html.ts";
import type { PanelProps } from "../panel-props.ts";

interface TextOptions {
  readonly mode?: "html" | "markdown" | "code";
  readonly content?: string;
}

/** Text as Markdown, HTML or as it stands. */
export function TextPanel({ panel, width, height }: PanelProps) {
  const { mode = "markdown", content = "" } = panel.options as TextOptions;
  const text = String(content);
  const html = useMemo(() => (mode === "html" ? safeHtml(text) : safeMarkdown(text)), [mode, text]);
  const style = { width, height };
  if (mode === "code")
    return (
      <pre className="dp-text-panel dp-text-code" style={style}>
        {text}
      </pre>
    );
  return (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised above
    <div className="dp-text-panel markdown-html" style={style} dangerouslySetInnerHTML={{ __html: html }} />
  );
}
