/** The meaning of each exit code, for docs/commands.md. Errors carry their code: `ExpectedError.exitCode`. */
export const exitCodes: readonly { readonly code: number; readonly meaning: string }[] = [
  { code: 0, meaning: "Done." },
  {
    code: 1,
    meaning: "Findings that `--fail-on` counts (`up`, `check`, `validate`).",
  },
  { code: 2, meaning: "Wrong usage, environment, data spec or dashboard; or a file cannot be read or written." },
  {
    code: 3,
    meaning: "A server failed or refused, or not everything could be checked or deleted. Running again is safe.",
  },
  { code: 130, meaning: "Interrupted (SIGINT, SIGTERM, SIGHUP)." },
];
