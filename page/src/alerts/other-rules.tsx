import type { PageAlerts } from "../../../src/report/page-data.ts";
import type { AlertRow } from "./alert-rows.ts";

interface OtherRulesProps {
  readonly alerts: PageAlerts;
  readonly rows: readonly AlertRow[];
}

/** Everything about the rules that has no timeline: mistakes, what is not evaluated, recording rules without a result. */
export function OtherRules({ alerts, rows }: OtherRulesProps) {
  const { problems, unevaluated, records, expectations, rulesLeftOut } = alerts;
  const known = new Set(rows.map(({ rule }) => rule.alert));
  const homeless = expectations.filter(({ alert, met }) => !met && !known.has(alert));
  return (
    <div className="dp-alert-others">
      {problems.length + homeless.length === 0 ? null : (
        <ul className="dp-findings">
          {problems.map(({ file, line, text }) => (
            <li key={`${file}:${line} ${text}`} data-severity="error">
              <p>{text}</p>
              <small>
                {file}:{line}
              </small>
            </li>
          ))}
          {homeless.map(({ alert, expected, reason, file, line }) => (
            <li key={`${file}:${line}`} data-severity="error">
              <p>
                {alert} {expected}: {reason}
              </p>
              <small>
                {file}:{line}
              </small>
            </li>
          ))}
        </ul>
      )}
      {rulesLeftOut === undefined ? null : <p>{rulesLeftOut} more rules are left out of the page.</p>}
      <Folded
        title={
          records.length === 1
            ? "1 recording rule without a result"
            : `${records.length} recording rules without a result`
        }
        items={records.map(({ record, ...rest }) => ({ name: record, ...rest }))}
      />
      <Folded
        title={unevaluated.length === 1 ? "1 rule is not evaluated" : `${unevaluated.length} rules are not evaluated`}
        items={unevaluated.map(({ group, rule, ...rest }) => ({ name: rule ?? `group ${group}`, ...rest }))}
      />
    </div>
  );
}

interface Item {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

function Folded({ title, items }: { readonly title: string; readonly items: readonly Item[] }) {
  if (items.length === 0) return null;
  return (
    <details>
      <summary>{title}</summary>
      <ul>
        {items.map(({ name, file, line, reason }) => (
          <li key={`${file}:${line} ${name}`}>
            <b>{name}</b> {reason} <small>{`${file}:${line}`}</small>
          </li>
        ))}
      </ul>
    </details>
  );
}
