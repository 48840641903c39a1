/** A command that a runner obeyed. */
export interface Obeyed {
  readonly command: string;
  readonly line: string;
}

/**
 * What GitHub's runner would obey in a log: it reads lines as .NET does, takes `::command::` at a line's beginning and
 * `##[command]` anywhere in one, and compares as people read (ignorable characters do not count). After
 * `::stop-commands::TOKEN` only `::TOKEN::` is obeyed.
 *
 * @see https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export function obeyed(log: string, { stops = true } = {}): Obeyed[] {
  const found: Obeyed[] = [];
  let token: string | undefined;
  // Stricter than .NET, which knows \r and \n only.
  for (const raw of log.split(/[\n\r\v\f\u0085\u2028\u2029\u001c-\u001e]/)) {
    const line = raw.replaceAll(/[\p{DI}\p{Cf}\p{M}]/gu, "").trimStart();
    const command = /^::([A-Za-z0-9-]+)(?: [^:]*)?::/.exec(line)?.[1] ?? /##\[([A-Za-z0-9-]+)/.exec(line)?.[1];
    if (token !== undefined && stops) {
      if (line.startsWith(`::${token}::`)) token = undefined;
      continue;
    }
    if (command === undefined) continue;
    if (command === "stop-commands") {
      token = line.slice("::stop-commands::".length).trim();
      if (stops) continue;
    }
    if (command === token) continue;
    found.push({ command, line: raw });
  }
  return found;
}

/** Characters that a terminal would obey or that nobody sees; line feeds are the program's own. */
export function unseen(text: string): string[] {
  return [
    ...new Set(
      text.match(
        /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|[\ud800-\udfff](?![\udc00-\udfff])(?<![\ud800-\udbff][\udc00-\udfff])/gu,
      ) ?? [],
    ),
  ];
}

/** What GitLab, Azure and TeamCity would obey. */
export function obeyedElsewhere(log: string): string[] {
  return log.match(/section_(?:start|end):\d+:|##vso\[|##teamcity\[/g) ?? [];
}
