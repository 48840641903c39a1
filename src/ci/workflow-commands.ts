import { plainLine } from "../text/plain-line.ts";

/** Something to show beside a file of the review. */
export interface Annotation {
  readonly level: "error" | "warning" | "notice";
  /** From the top of the repository. */
  readonly file: string;
  /** From 1. */
  readonly line?: number | undefined;
  readonly title: string;
  readonly message: string;
}

/**
 * GitHub's workflow command for an annotation, without the line's end. Text of others cannot end it or begin another.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function annotationCommand({ level, file, line, title, message }: Annotation): string {
  const place = [
    `file=${property(plainLine(file))}`,
    ...(line === undefined ? [] : [`line=${line}`]),
    `title=${property(plainLine(title).slice(0, 200))}`,
  ];
  return `::${level} ${place.join(",")}::${data(plainLine(message).slice(0, 2000))}`;
}

/** The command that makes GitHub hide a value in the log. */
export function maskCommand(value: string): string {
  return `::add-mask::${data(value)}`;
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

/**
 * Lines for `GITHUB_OUTPUT`, in the form for any text.
 *
 * @param delimiter - not predictable for whoever wrote a value.
 */
export function outputLines(values: Readonly<Record<string, string>>, delimiter: string): string {
  return Object.entries(values)
    .map(([name, value]) => {
      if (value.includes(delimiter)) throw new RangeError(`outputLines: the delimiter is in the value of ${name}`);
      return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
    })
    .join("");
}

/**
 * Stops the runner from taking any line for a command until {@link resumeCommand} with the same token, which nobody
 * else may know.
 */
export function stopCommand(token: string): string {
  return `::stop-commands::${token}`;
}

/** Ends what {@link stopCommand} began. */
export function resumeCommand(token: string): string {
  return `::${token}::`;
}

/** Lines for GitLab's `artifacts:reports:dotenv`: one line each, and nothing that GitLab refuses. */
export function dotenvLines(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${value.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, " ")}\n`)
    .join("");
}
