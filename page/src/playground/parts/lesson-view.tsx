import { useMemo } from "react";
import type { LessonPart, PlaygroundLesson } from "../../../../src/report/playground/playground-data.ts";
import { safeMarkdown } from "../../look/safe-html.ts";
import { lengthText } from "../data/words.ts";

interface LessonViewProps {
  readonly lesson: PlaygroundLesson;
  readonly number: number;
  /** The expression that is shown, to mark it. */
  readonly current: string;
  readonly onQuery: (query: string, afterMs: number) => void;
  readonly onLesson: (id: string) => void;
  readonly others: { readonly before?: PlaygroundLesson | undefined; readonly next?: PlaygroundLesson | undefined };
}

/** A lesson: its text, and its expressions as buttons. */
export function LessonView({ lesson, number, current, onQuery, onLesson, others }: LessonViewProps) {
  return (
    <article className="pg-lesson">
      <h2>
        {number}. {lesson.title}
      </h2>
      {lesson.parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a lesson's parts stay in their order
        <Part key={index} part={part} current={current} onQuery={onQuery} />
      ))}
      <p className="pg-lesson-nav">
        {others.before === undefined ? null : (
          <button type="button" onClick={() => onLesson(others.before!.id)}>
            Before: {others.before.title}
          </button>
        )}
        {others.next === undefined ? null : (
          <button type="button" onClick={() => onLesson(others.next!.id)}>
            Next: {others.next.title}
          </button>
        )}
      </p>
    </article>
  );
}

function Part({
  part,
  current,
  onQuery,
}: { readonly part: LessonPart } & Pick<LessonViewProps, "current" | "onQuery">) {
  if (part.kind === "spec")
    return <p className="pg-hint">The data spec is below, the curves of its series beside it.</p>;
  if (part.kind === "text") return <Text text={part.text} />;
  const { query, afterMs, result } = part;
  return (
    <div className="pg-lesson-query">
      <button type="button" aria-pressed={query === current} onClick={() => onQuery(query, afterMs)}>
        <code>{query}</code>
        <span>at {lengthText(afterMs)}</span>
      </button>
      <pre>{result.join("\n")}</pre>
    </div>
  );
}

function Text({ text }: { readonly text: string }) {
  const html = useMemo(() => safeMarkdown(text), [text]);
  // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised above
  return <div className="markdown-html" dangerouslySetInnerHTML={{ __html: html }} />;
}
