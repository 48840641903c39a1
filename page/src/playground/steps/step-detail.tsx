import { useId, useState } from "react";
import type { Step } from "../../../../src/promql/steps/step.ts";
import { clockText, labelsText, lengthText, numberText, seriesName } from "../data/words.ts";
import { AgeTable, BucketTable, FilterTable, GroupTables, MatchingTables, Rows } from "./detail-tables.tsx";
import { DrawnWindow, WindowWords } from "./drawn-window.tsx";

/** What one step did. */
export function StepDetail({ step, startMs }: { readonly step: Step; readonly startMs: number }) {
  const { title, text, atMs, error, notes, result } = step;
  return (
    <section className="pg-step" aria-label={`Step ${title}`}>
      <h3>{title}</h3>
      <code>{text}</code>
      <p className="pg-when">
        at {clockText(atMs)}, {lengthText(atMs - startMs)} after the first sample
      </p>
      {error === undefined ? null : (
        <p className="pg-error" role="alert">
          {error}
        </p>
      )}
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      <Detail step={step} />
      {result === undefined || step.detail?.kind === "window" ? null : <ResultRows step={step} />}
    </section>
  );
}

function Detail({ step }: { readonly step: Step }) {
  const { detail } = step;
  const [chosen, setChosen] = useState(0);
  const id = useId();
  switch (detail?.kind) {
    case "selector":
      return <AgeTable ages={detail.ages} />;
    case "range":
      return (
        <p>
          From {clockText(detail.fromMs)} to {clockText(detail.toMs)}.
        </p>
      );
    case "window": {
      const series = detail.series[chosen] ?? detail.series[0];
      return series === undefined ? null : (
        <>
          <Chooser
            id={id}
            names={detail.series.map(({ labels }) => `{${labelsText(labels)}}`)}
            chosen={chosen}
            onChoose={setChosen}
          />
          <DrawnWindow detail={detail} series={series} />
          <WindowWords detail={detail} series={series} />
        </>
      );
    }
    case "matching":
      return <MatchingTables detail={detail} />;
    case "grouping":
      return <GroupTables detail={detail} />;
    case "filter":
      return <FilterTable detail={detail} />;
    case "quantile": {
      const group = detail.groups[chosen] ?? detail.groups[0];
      return group === undefined ? null : (
        <>
          <Chooser
            id={id}
            names={detail.groups.map(({ labels }) => `{${labelsText(labels)}}`)}
            chosen={chosen}
            onChoose={setChosen}
          />
          <BucketTable group={group} quantile={detail.quantile} />
        </>
      );
    }
    default:
      return null;
  }
}

interface ChooserProps {
  readonly id: string;
  readonly names: readonly string[];
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}

function Chooser({ id, names, chosen, onChoose }: ChooserProps) {
  if (names.length < 2) return names[0] === "{}" ? null : <p className="pg-series-name">{names[0]}</p>;
  return (
    <p className="pg-chooser">
      <label htmlFor={id}>Series </label>
      <select
        id={id}
        value={Math.min(chosen, names.length - 1)}
        onChange={(event) => onChoose(Number(event.target.value))}
      >
        {names.map((name, index) => (
          <option key={name} value={index}>
            {name}
          </option>
        ))}
      </select>
    </p>
  );
}

function ResultRows({ step: { result, detail } }: { readonly step: Step }) {
  if (result === undefined) return null;
  if (result.text !== undefined) return <p>Text: {result.text}</p>;
  if (result.total === 0) return <p className="pg-nothing">The result is empty.</p>;
  const isRange = detail?.kind === "range";
  return (
    <Rows
      caption="Result"
      columns={isRange ? ["series", "samples", "first", "last"] : ["series", "value"]}
      total={result.total}
      rows={result.series.map(({ labels, values, histograms }) => ({
        key: seriesName(labels),
        cells: isRange
          ? [seriesName(labels), values.length, numberText(values[0]), numberText(values.at(-1))]
          : [
              seriesName(labels),
              histograms?.at(-1) === undefined
                ? numberText(values.at(-1))
                : `histogram of ${numberText(values.at(-1))} in ${histograms.at(-1)!.length} buckets`,
            ],
      }))}
    />
  );
}
