/** A value that only Terraform knows, as an expression of its own language. */
export class LeftOpen {
  readonly expression: string;

  constructor(expression: string) {
    this.expression = expression;
  }

  /** As a template of Terraform has it. */
  toString(): string {
    return `\${${this.expression}}`;
  }

  /** Why a rule with such a value is not evaluated, and what to do. */
  get reason(): string {
    const text = this.expression.replaceAll(/\s+/g, " ").trim();
    const shown = text.length > 100 ? `${text.slice(0, 100)}…` : text;
    return `${shown} is known to Terraform only; test the plan: terraform show -json PLAN > plan.json`;
  }
}

/** The first value within another that is left open. */
export function findOpen(value: unknown): LeftOpen | undefined {
  if (value instanceof LeftOpen) return value;
  const inner = value instanceof Map ? value.values() : Array.isArray(value) ? value : [];
  for (const one of inner) {
    const found = findOpen(one);
    if (found !== undefined) return found;
  }
  return undefined;
}
