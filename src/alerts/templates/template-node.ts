/** A part of a template, with the offset of its text in the whole. */
export type TemplateNode =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "action"; readonly pipe: Pipe }
  | Branch<"if">
  | Branch<"with">
  | Branch<"range">
  | { readonly type: "template"; readonly name: string; readonly pipe: Pipe | undefined; readonly at: number }
  | { readonly type: "break" | "continue" };

/** `{{if}}`, `{{with}}` or `{{range}}` with both lists of what is inside of it. */
export interface Branch<Type extends string> {
  readonly type: Type;
  readonly pipe: Pipe;
  readonly body: readonly TemplateNode[];
  readonly otherwise: readonly TemplateNode[];
}

/** Commands, each of which gets the result of the one before as its last argument. */
export interface Pipe {
  readonly type: "pipe";
  /** `$x` or `$i, $x`; empty without. */
  readonly variables: readonly string[];
  /** `:=` declares them, `=` changes them. */
  readonly declares: boolean;
  readonly commands: readonly Command[];
  readonly at: number;
  readonly text: string;
}

/** A function or a value, with arguments. */
export interface Command {
  readonly operands: readonly Operand[];
  readonly at: number;
  readonly text: string;
}

/** A value in a command, and the fields that are taken of it: `$labels.job`. */
export interface Operand {
  readonly term:
    | { readonly type: "dot" | "nil" }
    | { readonly type: "text"; readonly value: string }
    | { readonly type: "bool"; readonly value: boolean }
    | { readonly type: "number"; readonly value: number | bigint }
    | { readonly type: "variable"; readonly name: string }
    | { readonly type: "function"; readonly name: string }
    | Pipe;
  readonly fields: readonly string[];
  readonly at: number;
  readonly text: string;
}

/** A template and those that are defined in it. */
export interface ParsedTemplate {
  readonly root: readonly TemplateNode[];
  readonly defined: ReadonlyMap<string, readonly TemplateNode[]>;
}

/** A mistake in a template, in the words of Go's text/template. */
export class TemplateError extends Error {}
