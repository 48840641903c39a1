import { type KeyboardEvent, useState } from "react";
import type { Step } from "../../../../src/promql/steps/step.ts";
import { numberText } from "../data/words.ts";
import { StepDetail } from "./step-detail.tsx";

interface StepsViewProps {
  readonly root: Step;
  readonly query: string;
  /** The moment of the first sample. */
  readonly startMs: number;
  readonly leftOut: number;
}

/** The expression as a tree, and what the chosen step did. */
export function StepsView({ root, query, startMs, leftOut }: StepsViewProps) {
  const [chosen, setChosen] = useState<string>();
  const step = find(root, chosen ?? firstTelling(root).id) ?? root;
  const onKeyDown = (event: KeyboardEvent) => {
    const all = list(root);
    const index = all.findIndex(({ id }) => id === step.id);
    const next = event.key === "ArrowDown" ? all[index + 1] : event.key === "ArrowUp" ? all[index - 1] : undefined;
    if (next === undefined) return;
    event.preventDefault();
    setChosen(next.id);
    document.getElementById(`step-${next.id}`)?.focus();
  };
  return (
    <div className="pg-steps">
      <pre className="pg-marked">
        {query.slice(0, step.from)}
        <mark>{query.slice(step.from, step.to)}</mark>
        {query.slice(step.to)}
      </pre>
      {leftOut === 0 ? null : <p>{leftOut} parts are not shown: the expression has too many.</p>}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys go through its buttons */}
      <div className="pg-tree" onKeyDown={onKeyDown}>
        <Branch step={root} chosen={step.id} onChoose={setChosen} />
      </div>
      <StepDetail key={step.id} step={step} startMs={startMs} />
    </div>
  );
}

interface BranchProps {
  readonly step: Step;
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

function Branch({ step, chosen, onChoose }: BranchProps) {
  return (
    <ul>
      <li>
        <button
          type="button"
          id={`step-${step.id}`}
          aria-pressed={step.id === chosen}
          data-failed={step.error !== undefined}
          onClick={() => onChoose(step.id)}
        >
          <b>{step.title}</b> <code>{short(step.text)}</code> <span>{outcome(step)}</span>
        </button>
        {step.children.map((child) => (
          <Branch key={child.id} step={child} chosen={chosen} onChoose={onChoose} />
        ))}
      </li>
    </ul>
  );
}

const short = (text: string) => (text.length > 60 ? `${text.slice(0, 57)}…` : text).replace(/\s+/g, " ");

function outcome({ result, error }: Step): string {
  if (error !== undefined) return "failed";
  if (result === undefined) return "";
  if (result.text !== undefined) return "text";
  const [only] = result.series;
  if (result.type === "matrix")
    return `${result.series.reduce((sum, { values }) => sum + values.length, 0)} samples of ${result.total} series`;
  if (result.total === 1 && only !== undefined && only.histograms === undefined)
    return `→ ${numberText(only.values.at(-1))}`;
  return result.total === 0 ? "→ nothing" : `→ ${result.total} series`;
}

/** The step that the reader sees first: the outermost one that has more to tell than its result. */
function firstTelling(root: Step): Step {
  const kinds = new Set(["window", "matching", "quantile"]);
  return list(root).find(({ detail }) => detail !== undefined && kinds.has(detail.kind)) ?? root;
}

const list = (step: Step): Step[] => [step, ...step.children.flatMap(list)];
const find = (root: Step, id: string) => list(root).find((step) => step.id === id);
