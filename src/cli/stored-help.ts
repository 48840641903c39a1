import { readFileSync } from "node:fs";

/** Widths that the build renders every help page for, in columns, ascending. */
export const storedWidths = [80, 100, 110] as const;

/** Where a help page is stored in its folder: `up-80.txt`; the list of commands is `dashpreview-80.txt`. */
export function storedHelpFile(command: string | undefined, width: number): string {
  return `${command ?? "dashpreview"}-${width}.txt`;
}

/**
 * The help page that a command line asks for and nothing else, as the build rendered it. Loading yargs and measuring
 * text take longer than starting Node does.
 *
 * @param columns - width of the terminal; undefined for a pipe or a file, which get 100.
 * @param folder - the URL of the folder with the pages, ending with a slash.
 * @returns undefined if the command line asks for anything else, the terminal is narrower than the pages, or there is
 *   no such page, as when running from source: then yargs answers.
 */
export function storedHelp(argv: readonly string[], columns: number | undefined, folder: URL): string | undefined {
  const page = requestedPage(argv);
  const width = storedWidths.findLast((one) => one <= (columns || 100));
  if (page === undefined || width === undefined) return undefined;
  try {
    return readFileSync(new URL(storedHelpFile(page.command, width), folder), "utf8");
  } catch {
    return undefined;
  }
}

function requestedPage(argv: readonly string[]): { readonly command?: string } | undefined {
  const [first, second] = argv;
  if (argv.length > 2) return undefined;
  if (first === undefined) return {};
  if (second === undefined) return first === "help" || isHelp(first) ? {} : undefined;
  const command = first === "help" ? second : isHelp(second) ? first : undefined;
  // Letters only: the name becomes part of a path.
  return command !== undefined && /^[a-z]+$/.test(command) && command !== "help" ? { command } : undefined;
}

function isHelp(word: string): boolean {
  return word === "--help" || word === "-h";
}
