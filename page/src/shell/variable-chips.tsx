import { Icon, Tooltip } from "@grafana/ui";
import { useId } from "react";
import type { PageVariable } from "../../../src/report/page-data.ts";
import type { Chosen } from "../data/choose-view.ts";

interface VariableChipsProps {
  readonly variables: readonly PageVariable[];
  readonly chosen: Chosen;
  readonly onChoose: (name: string, value: string) => void;
}

/** The variables above the panels. */
export function VariableChips({ variables, chosen, onChoose }: VariableChipsProps) {
  if (variables.length === 0) return null;
  return (
    <fieldset className="dp-chips" aria-label="Variables">
      {variables.map((variable) => (
        <Chip key={variable.name} variable={variable} value={chosen[variable.name] ?? ""} onChoose={onChoose} />
      ))}
    </fieldset>
  );
}

interface ChipProps {
  readonly variable: PageVariable;
  readonly value: string;
  readonly onChoose: (name: string, value: string) => void;
}

function Chip({ variable, value, onChoose }: ChipProps) {
  const { name, label, options, total, problem } = variable;
  const id = useId();
  const known = options.includes(value) || value === "" ? options : [value, ...options];
  const here = total > options.length ? `${options.length} of ${total} values are in this page` : undefined;
  return (
    <div className="dp-chip" data-variable={name}>
      <label htmlFor={id}>{label || name}</label>
      {known.length > 1 ? (
        <select id={id} value={value} title={here} onChange={({ target }) => onChoose(name, target.value)}>
          {known.map((option) => (
            <option key={option} value={option}>
              {option}
            </option>
          ))}
        </select>
      ) : (
        <output id={id} title={here}>
          {value || known[0] || "None"}
        </output>
      )}
      {problem === undefined ? null : (
        <Tooltip content={problem}>
          <button
            type="button"
            className="dp-title-item"
            data-severity="warning"
            aria-label={`${label || name}: ${problem}`}
          >
            <Icon name="exclamation-triangle" />
          </button>
        </Tooltip>
      )}
    </div>
  );
}
