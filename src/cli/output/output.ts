import type { Redactor } from "../../secrets/redactor.ts";
import { createStreamRedactor } from "../../secrets/stream-redactor.ts";
import { plainLine, withoutCommands, withoutControls } from "../../text/plain-line.ts";
import { safeJson } from "./safe-json.ts";
import type { WorkflowLog } from "./workflow-log.ts";

/**
 * A text stream that knows whether a person looks at it. Whatever goes through it holds no secret, no control
 * characters but the painter's colours, and nothing that a CI would take for a command: callers need not see to that.
 */
export interface Output {
  /** Lines for people; held back until a line is whole. */
  write(text: string): void;
  /** A JSON document on a line, or indented. */
  json(value: unknown, options?: { readonly indent?: number }): void;
  /** A file's text as it is to be stored, when it goes to a pipe: only secrets and control characters are taken out. */
  document(text: string): void;
  /** A line with a secret in it that somebody asked to see: nothing is taken out but control characters. */
  reveal(line: string): void;
  /** A command for the runner of GitHub Actions; nothing elsewhere. */
  command(line: string): void;
  /** Puts a line that is drawn over again at the cursor's place; empty takes it away. Terminals only. */
  draw(text: string): void;
  /** Writes what was held back. */
  flush(): void;
  /** A terminal that is not `dumb`: progress may move the cursor. */
  readonly isTerminal: boolean;
  /** Colours are wanted: a terminal, and NO_COLOR is not set; or FORCE_COLOR is. */
  readonly colours: boolean;
  /** Width in characters; 100 where there is no terminal. */
  readonly columns: number;
}

/** Options of {@link createOutput}. */
export interface OutputOptions {
  readonly stream: Pick<NodeJS.WriteStream, "write" | "isTTY" | "columns">;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly redactor: Redactor;
  readonly workflow: WorkflowLog;
}

/** The one place where text leaves the program for a terminal or a log. */
export function createOutput({ stream, env, redactor, workflow }: OutputOptions): Output {
  const forced = env["FORCE_COLOR"] !== undefined && env["FORCE_COLOR"] !== "0";
  const refused = (env["NO_COLOR"] ?? "") !== "" || env["TERM"] === "dumb";
  const colours = forced || (stream.isTTY === true && !refused);
  const lines = createStreamRedactor(redactor);
  const send = (text: string) => {
    if (text === "") return;
    workflow.open();
    stream.write(text);
  };
  const sendLines = (text: string) =>
    send(
      text
        .split("\n")
        .map((line) => safeLine(line, colours))
        .join("\n"),
    );
  const flush = () => sendLines(lines.flush());
  return {
    write: (text) => sendLines(lines.push(text)),
    json(value, { indent } = {}) {
      flush();
      send(`${safeJson(redactor.value(value), indent)}\n`);
    },
    document(text) {
      flush();
      const inActions = env["GITHUB_ACTIONS"] === "true";
      const lines = redactor.text(text).split("\n");
      send(lines.map((line) => safeDocumentLine(line, inActions)).join("\n"));
    },
    reveal(line) {
      flush();
      send(`${plainLine(line)}\n`);
    },
    command: (line) => workflow.command(withoutControls(redactor.text(line))),
    draw(text) {
      flush();
      stream.write(`\r\x1b[2K${safeLine(redactor.text(text), colours)}`);
    },
    flush,
    isTerminal: stream.isTTY === true && env["CI"] !== "true" && env["TERM"] !== "dumb",
    colours,
    get columns() {
      // A terminal that nobody has told its size, as in some containers, has 0.
      return stream.columns || 100;
    },
  };
}

/** The text of a file. In GitHub Actions its lines are a log too, wherever else they go. */
function safeDocumentLine(line: string, inActions: boolean): string {
  const shown = line.split("\t").map(withoutControls).join("\t");
  return inActions ? withoutCommands(shown) : shown;
}

/** The painter's own codes. */
const colourCode = /(\x1b\[(?:1|2|22|31|32|33|39)m)/;

function safeLine(line: string, colours: boolean): string {
  if (!colours) return plainLine(line);
  return line
    .split(colourCode)
    .map((part, index) => (index % 2 === 1 ? part : plainLine(part)))
    .join("");
}
