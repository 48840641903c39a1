import type { PageChange } from "../../../src/report/page-data.ts";

/** What changed: before and after, line by line. */
export function ChangeList({ changes }: { readonly changes: readonly PageChange[] }) {
  return (
    <dl className="dp-changes">
      {changes.map(({ what, before, after }) => (
        <div key={`${what} ${before} ${after}`}>
          <dt>{what}</dt>
          <dd>
            {before === undefined ? null : <del>{before}</del>}
            {after === undefined ? null : <ins>{after}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
