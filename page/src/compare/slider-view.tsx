import { type ReactNode, useState } from "react";

interface SliderViewProps {
  readonly before: ReactNode;
  readonly after: ReactNode;
  readonly width: number;
  readonly height: number;
}

/** Two pictures of a panel, one over the other: before on the left of the handle, after on its right. */
export function SliderView({ before, after, width, height }: SliderViewProps) {
  const [percent, setPercent] = useState(50);
  return (
    <div className="dp-slider" style={{ width }}>
      <div style={{ height, position: "relative" }}>
        <div className="dp-slider-side">{after}</div>
        <div className="dp-slider-side" style={{ clipPath: `inset(0 ${100 - percent}% 0 0)` }}>
          {before}
        </div>
        <div className="dp-slider-line" style={{ left: `${percent}%` }} />
      </div>
      <label>
        <span>Before</span>
        <input
          type="range"
          min={0}
          max={100}
          value={percent}
          aria-label="How much of the panel before is shown"
          onChange={({ target }) => setPercent(Number(target.value))}
        />
        <span>After</span>
      </label>
    </div>
  );
}
