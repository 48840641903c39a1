import { useEffect, useId, useState } from "react";
import type { PlaygroundSet } from "../../../../src/report/playground/playground-data.ts";
import { clockText, lengthText } from "../data/words.ts";

interface MomentBarProps {
  readonly set: PlaygroundSet;
  /** Milliseconds after the first sample. */
  readonly afterMs: number;
  readonly onMove: (afterMs: number) => void;
}

/** Milliseconds of quiet before a moment counts: a slider passes many. */
const pauseMs = 150;

/** The moment that the table and the steps are about. */
export function MomentBar({ set, afterMs, onMove }: MomentBarProps) {
  const id = useId();
  const [moving, setMoving] = useState<number>();
  useEffect(() => {
    if (moving === undefined) return;
    const timer = setTimeout(() => {
      setMoving(undefined);
      onMove(moving);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [moving, onMove]);
  const shown = moving ?? afterMs;
  const { fromMs, toMs } = set.range;
  const step = Math.min(set.stepMs, 15_000);
  return (
    <p className="pg-moment">
      <label htmlFor={id}>Moment</label>
      <input
        id={id}
        type="range"
        min={0}
        max={Math.max(step, toMs - fromMs)}
        step={Math.max(1, Math.round(step / 3))}
        value={shown}
        aria-valuetext={`${lengthText(shown)} after the first sample`}
        onChange={(event) => setMoving(Number(event.target.value))}
      />
      <output htmlFor={id}>
        {clockText(fromMs + shown)} UTC, +{lengthText(shown)}
      </output>
    </p>
  );
}
