import { useMemo } from "react";
import { wideTables } from "../../panel/details/wide-table.ts";
import type { PanelProps } from "../panel-props.ts";
import { boxText } from "./box-text.ts";

const shownRows = 100;

/** A panel of a type that is not drawn here: its name, and its data as a table. */
export function BoxPanel({ panel, data, width, height }: PanelProps) {
  const table = useMemo(() => wideTables(data)[0], [data]);
  const type = panel.writtenType ?? panel.type;
  const { name, why } = boxText(type);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by keys too
    <section className="dp-box-panel" style={{ width, height }} aria-label={`${name}: ${panel.title}`} tabIndex={0}>
      <p>
        <strong>{name}</strong> panels are not drawn here{table === undefined ? "." : "; this is their data."}
        {why === "" ? null : ` ${why}`}
      </p>
      {table === undefined ? null : (
        <table className="dp-table">
          <thead>
            <tr>
              {table.columns.map((column, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: names may be the same
                <th key={index} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.slice(-shownRows).map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows never move
              <tr key={at}>
                {row.map(({ text }, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: cells never move
                  <td key={index}>{text}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
