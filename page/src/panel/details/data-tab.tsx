import { Button } from "@grafana/ui";
import { useMemo, useState } from "react";
import type { PagePanel } from "../../../../src/report/page-data.ts";
import { useFrames } from "../use-frames.ts";
import { csvOf, download, fileName } from "./csv.ts";
import { wideTables } from "./wide-table.ts";

/** More rows than this are in the CSV only. */
const shownRows = 500;

/** What the panel shows, as a table. */
export function DataTab({ panel }: { readonly panel: PagePanel }) {
  const frames = useFrames(panel);
  const tables = useMemo(() => wideTables(frames ?? []), [frames]);
  const [chosen, setChosen] = useState(0);
  const table = tables[chosen] ?? tables[0];
  if (frames === undefined) return <p>…</p>;
  if (table === undefined) return <p>No data</p>;
  return (
    <>
      <div className="dp-details-bar">
        {tables.length > 1 ? (
          <select aria-label="Table" value={chosen} onChange={({ target }) => setChosen(Number(target.value))}>
            {tables.map((_, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: tables have no other name
              <option key={index} value={index}>{`Table ${index + 1}`}</option>
            ))}
          </select>
        ) : null}
        <span>
          {table.rows.length} rows{table.rows.length > shownRows ? `, the first ${shownRows} shown` : ""}
        </span>
        <Button
          size="sm"
          variant="secondary"
          icon="download-alt"
          onClick={() => download(fileName(panel.title), csvOf(table))}
        >
          CSV
        </Button>
      </div>
      <div className="dp-details-scroll">
        <table className="dp-table">
          <thead>
            <tr>
              {table.columns.map((name, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: names may be the same
                <th key={index} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.slice(0, shownRows).map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows never move
              <tr key={at}>
                {row.map(({ raw, text }, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: cells never move
                  <td key={index} data-number={typeof raw === "number" && index > 0 ? "" : undefined}>
                    {text}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
