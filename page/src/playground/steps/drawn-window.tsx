import type { WindowDetail, WindowSeries } from "../../../../src/promql/steps/window.ts";
import { clockText, lengthText, numberText } from "../data/words.ts";

interface DrawnWindowProps {
  readonly detail: WindowDetail;
  readonly series: WindowSeries;
}

const width = 640;
const height = 200;
const edge = { left: 64, right: 12, top: 14, bottom: 26 };
/** More than that runs into one another. */
const mostDots = 400;

/** The samples in a window, with the part that is measured and the parts that are added. */
export function DrawnWindow({ detail, series }: DrawnWindowProps) {
  const { fromMs, toMs } = detail;
  const { samples, extrapolation: added } = series;
  const numbers = samples.map(({ value }) => value).filter(Number.isFinite);
  const slope = added === undefined ? 0 : added.measured / (added.lastMs - added.firstMs);
  const [first, last] = [samples[0], samples.at(-1)];
  const start = added && first ? first.value - slope * added.beforeMs : undefined;
  const end = added && last ? last.value + slope * added.afterMs : undefined;
  const all = [...numbers, ...[start, end].filter((one) => one !== undefined && Number.isFinite(one))] as number[];
  const [low, high] = all.length === 0 ? [0, 1] : [Math.min(...all), Math.max(...all)];
  const span = high - low || Math.abs(high) || 1;
  const x = (ms: number) => edge.left + ((ms - fromMs) / Math.max(1, toMs - fromMs)) * (width - edge.left - edge.right);
  const y = (value: number) =>
    height - edge.bottom - ((value - low + span * 0.05) / (span * 1.1)) * (height - edge.top - edge.bottom);
  const dots = samples.filter(({ value }) => Number.isFinite(value)).slice(-mostDots);
  const spoken = `${series.count} samples from ${clockText(fromMs)} to ${clockText(toMs)}, ${numberText(low)} to ${numberText(high)}`;
  return (
    <svg className="pg-window" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={spoken}>
      <rect
        x={x(fromMs)}
        y={edge.top}
        width={x(toMs) - x(fromMs)}
        height={height - edge.top - edge.bottom}
        data-part="window"
      />
      {added === undefined ? null : (
        <>
          <rect
            x={x(added.firstMs)}
            y={edge.top}
            width={x(added.lastMs) - x(added.firstMs)}
            height={height - edge.top - edge.bottom}
            data-part="measured"
          />
          <rect
            x={x(added.firstMs - added.beforeMs)}
            y={edge.top}
            width={x(added.firstMs) - x(added.firstMs - added.beforeMs)}
            height={height - edge.top - edge.bottom}
            data-part="added"
          />
          <rect
            x={x(added.lastMs)}
            y={edge.top}
            width={x(added.lastMs + added.afterMs) - x(added.lastMs)}
            height={height - edge.top - edge.bottom}
            data-part="added"
          />
        </>
      )}
      {[low, high].map((value, index) => (
        <text key={index === 0 ? "low" : "high"} x={edge.left - 6} y={y(value) + 4} textAnchor="end">
          {numberText(value)}
        </text>
      ))}
      <text x={x(fromMs)} y={height - 8}>
        {clockText(fromMs)}
      </text>
      <text x={x(toMs)} y={height - 8} textAnchor="end">
        {clockText(toMs)}
      </text>
      <polyline points={dots.map(({ timeMs, value }) => `${x(timeMs)},${y(value)}`).join(" ")} data-part="line" />
      {added && first && last && start !== undefined && end !== undefined && Number.isFinite(start + end) ? (
        <>
          <line
            x1={x(added.firstMs - added.beforeMs)}
            y1={y(start)}
            x2={x(first.timeMs)}
            y2={y(first.value)}
            data-part="guess"
          />
          <line
            x1={x(last.timeMs)}
            y1={y(last.value)}
            x2={x(added.lastMs + added.afterMs)}
            y2={y(end)}
            data-part="guess"
          />
        </>
      ) : null}
      {series.resets.slice(0, 50).map(({ timeMs, before, after }) => (
        <g key={timeMs} data-part="reset">
          <line x1={x(timeMs)} y1={edge.top} x2={x(timeMs)} y2={height - edge.bottom} />
          <title>{`reset: from ${numberText(before)} to ${numberText(after)}`}</title>
        </g>
      ))}
      {dots.map(({ timeMs, value }) => (
        <circle key={timeMs} cx={x(timeMs)} cy={y(value)} r={3}>
          <title>{`${clockText(timeMs)}: ${numberText(value)}`}</title>
        </circle>
      ))}
    </svg>
  );
}

/** How the number comes about, in words. */
export function WindowWords({ detail, series }: DrawnWindowProps) {
  const { extrapolation: one } = series;
  return (
    <dl className="pg-facts">
      <Fact
        name="samples"
        text={`${series.count}${series.native ? " histograms; shown are their observations" : ""}`}
      />
      {one === undefined ? null : (
        <>
          <Fact
            name="measured"
            text={`${numberText(one.measured)} in ${lengthText(one.lastMs - one.firstMs)}${
              one.resets.length === 0
                ? ""
                : `, with ${numberText(one.resets.reduce((sum, { before }) => sum + before, 0))} added that ${
                    one.resets.length === 1 ? "a reset" : `${one.resets.length} resets`
                  } hid`
            }`}
          />
          <Fact
            name="added before"
            text={`${lengthText(one.beforeMs)} of ${lengthText(one.toStartMs)}: ${ends[one.beforeEnd]}`}
          />
          <Fact
            name="added after"
            text={`${lengthText(one.afterMs)} of ${lengthText(one.toEndMs)}: ${ends[one.afterEnd]}`}
          />
          <Fact
            name="over the window"
            text={`${numberText(one.measured)} × ${lengthText(one.lastMs - one.firstMs + one.beforeMs + one.afterMs)} ÷ ${lengthText(
              one.lastMs - one.firstMs,
            )} = ${numberText(one.change)}${
              detail.name === "rate" ? `, ÷ ${(one.toMs - one.fromMs) / 1000} s = ${numberText(one.value)}` : ""
            }`}
          />
        </>
      )}
      {series.resets.length > 0 && one === undefined ? (
        <Fact name="resets" text={String(series.resets.length)} />
      ) : null}
      <Fact
        name={detail.name}
        text={`${numberText(series.server)}${series.agrees === false ? ` (worked out here: ${numberText(series.own)})` : ""}`}
      />
    </dl>
  );
}

const ends = {
  border: "up to the window's border",
  half: "half a distance between two samples, for the border is far",
  zero: "no further, or the counter would have been below 0",
};

function Fact({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </div>
  );
}
