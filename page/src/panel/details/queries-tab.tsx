import type { PagePanel, PageTarget } from "../../../../src/report/page-data.ts";

/** The queries of a panel: as written, with variables filled in, as sent, and what came back. */
export function QueriesTab({ panel }: { readonly panel: PagePanel }) {
  if (panel.targets.length === 0) return <p>This panel asks nothing.</p>;
  return (
    <>
      {panel.targets.map((target) => (
        <section key={target.refId} className="dp-query">
          <h3>
            Query {target.refId}
            {target.hidden ? " (hidden)" : ""} <span data-state={target.state}>{stateText(target)}</span>
          </h3>
          <Expression name="In the dashboard" expr={target.expr} />
          {target.ranExpr === undefined || target.ranExpr === target.expr ? null : (
            <Expression name="With variables filled in" expr={target.ranExpr} />
          )}
          {target.sentExpr === undefined || target.sentExpr === target.ranExpr ? null : (
            <Expression name="As sent, with isolation" expr={target.sentExpr} />
          )}
          {target.reason === undefined ? null : <p>{target.reason}</p>}
        </section>
      ))}
    </>
  );
}

function Expression({ name, expr }: { readonly name: string; readonly expr: string }) {
  return (
    <figure>
      <figcaption>{name}</figcaption>
      <pre>{expr}</pre>
    </figure>
  );
}

function stateText({ state, seriesCount, sampleCount, seriesLeftOut = 0, dataSource, instant }: PageTarget): string {
  const kind = `${dataSource}, ${instant ? "instant" : "range"}`;
  if (state === "skipped" || state === "unchecked") return `${kind}: not run`;
  if (state === "error") return `${kind}: error`;
  const left = seriesLeftOut === 0 ? "" : `, ${seriesLeftOut} series not shown here`;
  return `${kind}: ${count(seriesCount, "series", "series")}, ${count(sampleCount, "sample", "samples")}${left}`;
}

const count = (number: number, one: string, many: string) =>
  `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
