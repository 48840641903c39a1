import type { PageFinding } from "../../../../src/report/page-data.ts";

/** What the check found, each with the part of the query that it is about. */
export function FindingsTab({ findings }: { readonly findings: readonly PageFinding[] }) {
  if (findings.length === 0) return <p>The check found nothing.</p>;
  return (
    <ul className="dp-findings">
      {findings.map(({ severity, code, text, refId, expr }) => (
        <li key={`${code} ${refId} ${text}`} data-severity={severity}>
          <p>
            <strong>{severity}</strong> {refId === undefined ? "" : `query ${refId}: `}
            {text} <code>{code}</code>
          </p>
          {expr === undefined ? null : <pre>{expr}</pre>}
        </li>
      ))}
    </ul>
  );
}
