interface ColorScaleProps {
  readonly palette: readonly string[];
  readonly range: readonly [number, number];
  readonly text: (value: number) => string;
  /** The value that is pointed at. */
  readonly value: number | undefined;
}

/** What colours stand for: a bar from the least to the most, with a mark at the value that is pointed at. */
export function ColorScale({ palette, range: [least, most], text, value }: ColorScaleProps) {
  const share = value === undefined ? undefined : Math.min(1, Math.max(0, (value - least) / (most - least || 1)));
  const stops = palette.map((color, index) => {
    const [from, to] = [index, index + 1].map((at) => ((100 * at) / palette.length).toFixed(2));
    return `${color} ${from}% ${to}%`;
  });
  const mark = { position: "absolute", left: `${100 * (share ?? 0)}%`, top: -2, width: 2, height: 13 } as const;
  return (
    <div style={{ maxWidth: 300, margin: "0 8px 4px", fontSize: 11, lineHeight: 1.4 }}>
      <div style={{ position: "relative", height: 9, background: `linear-gradient(90deg, ${stops.join(", ")})` }}>
        {share === undefined ? null : <div style={{ ...mark, background: "currentColor" }} />}
      </div>
      <div style={{ color: "var(--faint)", display: "flex", justifyContent: "space-between" }}>
        <span>{text(least)}</span>
        {value === undefined ? null : <span>{text(value)}</span>}
        <span>{text(most)}</span>
      </div>
    </div>
  );
}
