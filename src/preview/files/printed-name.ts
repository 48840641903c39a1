/** The name of standard input, where a path would stand. */
export const stdinName = "<stdin>";

/** Whether a name stands for standard input or a build command, not for a file. */
export function isPrintedName(name: string): boolean {
  return /^<.+>(?:#|$)/s.test(name);
}
