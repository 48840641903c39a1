/**
 * An option of a command, declared once: yargs, the environment variables, the action's inputs and docs/commands.md all
 * come from it.
 */
export type Option = {
  readonly describe: string;
  /** Heading in the help. */
  readonly group?: string;
  /** One letter. */
  readonly alias?: string;
} & (
  | { readonly type: "boolean"; readonly default: boolean }
  | {
      readonly type: "string";
      readonly default?: string;
      readonly array?: never;
      readonly form?: TextForm;
      readonly secret?: SecretPart;
    }
  | { readonly type: "string"; readonly array: true; readonly form?: TextForm; readonly secret?: SecretPart }
  /** A Prometheus duration such as `1h30m`; `words` are accepted too. */
  | {
      readonly type: "duration";
      readonly default?: string;
      readonly words?: readonly string[];
      /** Whether 0 makes no sense. */
      readonly positive?: true;
      /** The longest that is accepted: `1d`. */
      readonly longest?: string;
    }
  /** A whole number of 0 or more, at most `most`. */
  | { readonly type: "number"; readonly default?: number; readonly most?: number }
  | { readonly type: "choice"; readonly choices: readonly string[]; readonly default: string }
);

/** Which part of a text is a secret: all of it, the value of `Name: value`, or the password that goes with a user. */
export type SecretPart = "whole" | "header-value" | "password";

/** The form that a text must have. */
export interface TextForm {
  readonly pattern: RegExp;
  /** For the error: `expected …`. */
  readonly expected: string;
  /** The text may hold a secret: it is not repeated. */
  readonly secret?: true;
}

/** Options by their name on the command line, without dashes. */
export type OptionSet = Readonly<Record<string, Option>>;

/** An argument that is not an option. */
export interface Positional {
  readonly describe: string;
  /** Takes all that follow. */
  readonly many?: true;
  readonly required?: true;
}

/** Arguments in their order. */
export type PositionalSet = Readonly<Record<string, Positional>>;

type CamelCase<Text> = Text extends `${infer Head}-${infer Tail}` ? `${Head}${Capitalize<CamelCase<Tail>>}` : Text;

/** `retry-for` → `retryForMs`, `dry-run` → `dryRun`. */
type RequestKey<Name, O> = O extends { type: "duration" } ? `${CamelCase<Name> & string}Ms` : CamelCase<Name> & string;

type OptionValue<O> = O extends { type: "boolean" }
  ? boolean
  : O extends { type: "duration" }
    ? number | WordOf<O> | (O extends { default: string } ? never : undefined)
    : O extends { type: "choice"; choices: readonly (infer Choice)[] }
      ? Choice
      : O extends { array: true }
        ? readonly string[] | undefined
        : O extends { type: "number" }
          ? O extends { default: number }
            ? number
            : number | undefined
          : O extends { default: string }
            ? string
            : string | undefined;

type WordOf<O> = O extends { words: readonly (infer Word)[] } ? Word : never;

type PositionalValue<P> = P extends { many: true }
  ? readonly string[]
  : P extends { required: true }
    ? string
    : string | undefined;

/**
 * The request of a command: every value checked, from the command line, the environment or the default. Keys are in
 * camel case; durations are milliseconds, or one of their words, under a key that ends in `Ms`.
 */
export type CommandRequest<O extends OptionSet, P extends PositionalSet = Record<never, never>> = {
  readonly [Name in keyof O as RequestKey<Name, O[Name]>]: OptionValue<O[Name]>;
} & { readonly [Name in keyof P]: PositionalValue<P[Name]> };

/** The key of an option in a request: `retryForMs` for the duration `retry-for`, else `dryRun` for `dry-run`. */
export function requestKey(name: string, { type }: Pick<Option, "type">): string {
  const camel = name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return type === "duration" ? `${camel}Ms` : camel;
}

/** The environment variables of an option; the first one that is set counts. */
export function variablesOf(name: string): readonly [string, ...string[]] {
  const own = `DASHPREVIEW_${name.toUpperCase().replaceAll("-", "_")}`;
  // Names that other tools use too.
  return ["grafana-url", "grafana-token", "prometheus-url"].includes(name)
    ? [own, name.toUpperCase().replaceAll("-", "_")]
    : [own];
}
