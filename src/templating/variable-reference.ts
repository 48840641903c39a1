/** A variable that a text names. */
export interface VariableReference {
  readonly name: string;
  /** `${x.field}`. */
  readonly field?: string;
  /** `${x:format}`, with its arguments: `date:YYYY-MM`. */
  readonly format?: string;
  /** As written, and where. */
  readonly text: string;
  readonly from: number;
}

/** Grafana's own pattern, with bounds on the lengths so that no text makes it slow. */
const pattern = /\$(\w{1,200})|\[\[(\w{1,200}?)(?::(\w{1,100}))?\]\]|\$\{(\w{1,200})(?:\.([^:^}]{1,200}))?(?::([^}]{1,200}))?\}/g;

/** All references to variables in a text, in order: `$x`, `[[x]]`, `[[x:format]]`, `${x}`, `${x.field:format}`. */
export function findReferences(text: string): VariableReference[] {
  return [...text.matchAll(pattern)].map((match) => {
    const [whole, plain, bracketed, bracketedFormat, braced, field, format = bracketedFormat] = match;
    return {
      name: plain ?? bracketed ?? braced!,
      ...(field === undefined ? {} : { field }),
      ...(format === undefined ? {} : { format }),
      text: whole,
      from: match.index,
    };
  });
}
