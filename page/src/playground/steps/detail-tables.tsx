import type { ReactNode } from "react";
import type { GroupingDetail } from "../../../../src/promql/steps/grouping.ts";
import type { MatchingDetail, Unmatched } from "../../../../src/promql/steps/matching.ts";
import type { QuantileGroup } from "../../../../src/promql/steps/quantile-detail.ts";
import type { FilterDetail } from "../../../../src/promql/steps/step.ts";
import { labelsText, lengthText, numberText, seriesName } from "../data/words.ts";

/** Rows that are shown of each list. */
const most = 50;

interface RowsProps {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly key: string;
    readonly cells: readonly ReactNode[];
    readonly mark?: string | undefined;
  }[];
  /** How many there are in all. */
  readonly total?: number;
}

/** A plain table: of long lists the beginning. */
export function Rows({ caption, columns, rows, total = rows.length }: RowsProps) {
  const left = total - Math.min(most, rows.length);
  return (
    <div className="pg-rows">
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, most).map(({ key, cells, mark }) => (
            <tr key={key} data-mark={mark}>
              {cells.map((cell, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                <td key={index}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 ? <p className="pg-more">… and {left} more</p> : null}
    </div>
  );
}

/** Which series an operation took together, and which it did not. */
export function MatchingTables({ detail }: { readonly detail: MatchingDetail }) {
  const { pairs, left, right, conflicts, totals, op } = detail;
  return (
    <>
      {conflicts.length === 0 ? null : (
        <Rows
          caption="Too many series with the same key"
          columns={["side", "key", "series"]}
          rows={conflicts.map(({ side, key, series }) => ({
            key: `${side} ${labelsText(key)}`,
            mark: "bad",
            cells: [side, `{${labelsText(key)}}`, <SeriesList key="s" labels={series} />],
          }))}
        />
      )}
      {totals.pairs === 0 ? null : (
        <Rows
          caption="Series that match"
          columns={["key", "left", "right", op === "unless" ? "kept" : "result"]}
          total={totals.pairs}
          rows={pairs.map((pair) => ({
            key: `${seriesName(pair.left.labels)} ${seriesName(pair.right.labels)}`,
            mark: pair.value === undefined ? "dropped" : undefined,
            cells: [
              `{${labelsText(pair.key)}}`,
              <Valued key="l" {...pair.left} />,
              <Valued key="r" {...pair.right} />,
              pair.value === undefined ? "dropped" : numberText(pair.value),
            ],
          }))}
        />
      )}
      <Lonely side="left" series={left} total={totals.left} />
      <Lonely side="right" series={right} total={totals.right} />
    </>
  );
}

function Lonely({
  side,
  series,
  total,
}: {
  readonly side: string;
  readonly series: readonly Unmatched[];
  readonly total: number;
}) {
  if (total === 0) return null;
  return (
    <Rows
      caption={`Without a partner, on the ${side}`}
      columns={["series", "why", "in the result"]}
      total={total}
      rows={series.map((one) => ({
        key: seriesName(one.labels),
        mark: one.kept ? undefined : "dropped",
        cells: [<Valued key="s" {...one} />, one.why, one.kept ? "yes" : "no"],
      }))}
    />
  );
}

/** Which series went into each group. */
export function GroupTables({ detail }: { readonly detail: GroupingDetail }) {
  return (
    <>
      {detail.groups.slice(0, 20).map((group) => {
        const name = labelsText(group.labels);
        const result = group.server === undefined ? "" : `: ${detail.op} ${numberText(group.server)}`;
        return (
          <Rows
            key={name}
            caption={`{${name}}, ${group.count} series${result}`}
            columns={["series", "value", ...(group.members[0]?.chosen === undefined ? [] : ["chosen"])]}
            total={group.count}
            rows={group.members.map(({ labels, value, chosen }) => ({
              key: seriesName(labels),
              mark: chosen === false ? "dropped" : undefined,
              cells: [seriesName(labels), numberText(value), ...(chosen === undefined ? [] : [chosen ? "yes" : "no"])],
            }))}
          />
        );
      })}
      {detail.total > 20 ? <p className="pg-more">… and {detail.total - 20} more groups</p> : null}
    </>
  );
}

/** Which series a filter let pass. */
export function FilterTable({ detail }: { readonly detail: FilterDetail }) {
  return (
    <Rows
      caption="Series of the filter"
      columns={["series", "value", "passes"]}
      total={detail.series.length + detail.more}
      rows={detail.series.map(({ labels, value, kept }) => ({
        key: seriesName(labels),
        mark: kept ? undefined : "dropped",
        cells: [seriesName(labels), numberText(value), kept ? "yes" : "no"],
      }))}
    />
  );
}

/** The buckets of a histogram, and the one that the quantile falls into. */
export function BucketTable({ group, quantile }: { readonly group: QuantileGroup; readonly quantile: number }) {
  const { buckets, bucket, rank, observations, share, interpolation, value, remarks } = group;
  const largest = Math.max(...buckets.map(({ count }) => count), 0) || 1;
  const found = bucket === undefined ? undefined : buckets[bucket];
  const shown = buckets.slice(Math.max(0, (bucket ?? 0) - most / 2)).slice(0, most);
  return (
    <>
      <p>
        Quantile {numberText(quantile)} of {numberText(observations)} is the rank {numberText(rank)}
        {found === undefined ? ". " : `, in the bucket from ${numberText(found.lower)} to ${numberText(found.upper)}. `}
        {share === undefined || interpolation === "none"
          ? null
          : `${numberText(share * 100)} % of the way into it, ${interpolation === "linear" ? "evenly" : "by an equal factor"}: `}
        <strong>{numberText(value)}</strong>
      </p>
      {remarks.map((text) => (
        <p key={text}>{text}</p>
      ))}
      <Rows
        caption={`Buckets${group.native ? " of a native histogram" : ""}`}
        columns={["from", "to", "in it", "up to here", ""]}
        total={buckets.length}
        rows={shown.map((one) => ({
          key: `${one.lower} ${one.upper}`,
          mark: one === found ? "found" : undefined,
          cells: [
            numberText(one.lower),
            numberText(one.upper),
            numberText(one.count),
            numberText(one.cumulative),
            <span key="bar" className="pg-bar">
              <span style={{ width: `${Math.max(0, (100 * one.count) / largest)}%` }} />
              {one === found && share !== undefined ? (
                <i style={{ left: `${(100 * one.count * share) / largest}%` }} />
              ) : null}
            </span>,
          ],
        }))}
      />
    </>
  );
}

/** How old the samples are that a selector found. */
export function AgeTable({
  ages,
}: {
  readonly ages: readonly { readonly labels: Readonly<Record<string, string>>; readonly ageMs: number }[];
}) {
  if (ages.length === 0) return null;
  return (
    <Rows
      caption="Age of the samples"
      columns={["series", "age"]}
      rows={ages.map(({ labels, ageMs }) => ({
        key: seriesName(labels),
        cells: [seriesName(labels), lengthText(ageMs)],
      }))}
    />
  );
}

function Valued({ labels, value }: { readonly labels: Readonly<Record<string, string>>; readonly value: number }) {
  return (
    <>
      {seriesName(labels)} <b>{numberText(value)}</b>
    </>
  );
}

function SeriesList({ labels }: { readonly labels: readonly Readonly<Record<string, string>>[] }) {
  return (
    <ul>
      {labels.map((one) => (
        <li key={seriesName(one)}>{seriesName(one)}</li>
      ))}
    </ul>
  );
}
