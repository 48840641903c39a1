import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  safeJson
} from "./chunk-TPDBHOT5.js";
import {
  RegexTime
} from "./chunk-IQ4QOBYR.js";
import {
  fileProblem
} from "./chunk-EO5QO5NY.js";
import {
  hidden
} from "./chunk-DZGUTROI.js";
import "./chunk-I2SEJ6BX.js";
import {
  plainLine,
  withoutCommands,
  withoutControls
} from "./chunk-EAIBZLQG.js";
import {
  InterruptedError,
  UsageError
} from "./chunk-E7O6XGVL.js";
import "./chunk-RZGYXAJU.js";

// src/cli/context.ts
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { homedir, hostname, tmpdir, userInfo } from "node:os";
import { isAbsolute } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

// src/cli/ask-terminal.ts
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
async function askTerminal({ stdin, stderr, hidden: hidden2, signal }, question) {
  signal.throwIfAborted();
  stderr.write(question);
  const output = hidden2 ? new Writable({ write: (_chunk, _encoding, done) => done() }) : stderr;
  const lines = createInterface({ input: stdin, output, terminal: true, historySize: 0 });
  try {
    return await new Promise((done, fail) => {
      lines.once("line", done);
      lines.once("SIGINT", () => fail(new InterruptedError()));
      lines.once("close", () => fail(new InterruptedError("no answer")));
      signal.addEventListener("abort", () => fail(signal.reason), { once: true });
    });
  } finally {
    lines.close();
    if (hidden2) stderr.write("\n");
  }
}

// src/secrets/stream-redactor.ts
var memory = 8192;
function createStreamRedactor(redactor) {
  let before = "";
  let held = "";
  const release = (text) => {
    if (text === "") return "";
    const all = before + text;
    let result = "";
    let copied = before.length;
    for (const [from, to] of redactor.places(all)) {
      if (to <= copied) continue;
      result += all.slice(copied, Math.max(copied, from)) + hidden;
      copied = to;
    }
    result += all.slice(copied);
    before = all.slice(-memory);
    return result;
  };
  return {
    push(text) {
      const all = held + text;
      const end = all.lastIndexOf("\n") + 1;
      held = all.slice(end);
      return release(all.slice(0, end));
    },
    flush() {
      const rest = held;
      held = "";
      return release(rest);
    }
  };
}

// src/cli/output/output.ts
function createOutput({ stream, env, redactor, workflow }) {
  const forced = env["FORCE_COLOR"] !== void 0 && env["FORCE_COLOR"] !== "0";
  const refused = (env["NO_COLOR"] ?? "") !== "" || env["TERM"] === "dumb";
  const colours = forced || stream.isTTY === true && !refused;
  const lines = createStreamRedactor(redactor);
  const send = (text) => {
    if (text === "") return;
    workflow.open();
    stream.write(text);
  };
  const sendLines = (text) => send(
    text.split("\n").map((line) => safeLine(line, colours)).join("\n")
  );
  const flush = () => sendLines(lines.flush());
  return {
    write: (text) => sendLines(lines.push(text)),
    json(value, { indent } = {}) {
      flush();
      send(`${safeJson(redactor.value(value), indent)}
`);
    },
    document(text) {
      flush();
      const inActions = env["GITHUB_ACTIONS"] === "true";
      const lines2 = redactor.text(text).split("\n");
      send(lines2.map((line) => safeDocumentLine(line, inActions)).join("\n"));
    },
    reveal(line) {
      flush();
      send(`${plainLine(line)}
`);
    },
    command: (line) => workflow.command(withoutControls(redactor.text(line))),
    draw(text) {
      flush();
      stream.write(`\r\x1B[2K${safeLine(redactor.text(text), colours)}`);
    },
    flush,
    isTerminal: stream.isTTY === true && env["CI"] !== "true" && env["TERM"] !== "dumb",
    colours,
    get columns() {
      return stream.columns || 100;
    }
  };
}
function safeDocumentLine(line, inActions) {
  const shown = line.split("	").map(withoutControls).join("	");
  return inActions ? withoutCommands(shown) : shown;
}
var colourCode = /(\x1b\[(?:1|2|22|31|32|33|39)m)/;
function safeLine(line, colours) {
  if (!colours) return plainLine(line);
  return line.split(colourCode).map((part, index) => index % 2 === 1 ? part : plainLine(part)).join("");
}

// src/cli/output/output-files.ts
import { appendFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
function createOutputFiles({ text: clean, value: cleanValue }) {
  return {
    json: ({ path, what }, value, { indent } = {}) => attempt(what, () => {
      const cleaned = cleanValue(value);
      const text = indent === void 0 ? safeJson(cleaned) : JSON.stringify(cleaned, void 0, indent);
      replaceFile(path, `${text}
`);
    }),
    replace: ({ path, what }, text) => attempt(what, () => replaceFile(path, clean(text))),
    render: ({ path, what }, value, render) => attempt(what, () => replaceFile(path, render(cleanValue(value)))),
    bytes: ({ path, what }, content) => attempt(what, () => replaceFile(path, content)),
    secret: ({ path, what }, text) => attempt(what, () => replaceFile(path, text, 384)),
    write: ({ path, what }, text) => attempt(what, () => writeFileSync(path, clean(text))),
    append: ({ path, what }, text) => attempt(what, () => appendFileSync(path, clean(text)))
  };
}
function attempt(what, action) {
  try {
    action();
  } catch (error) {
    throw new UsageError(`${what}: the file cannot be written ${fileProblem(error)}`);
  }
}
function replaceFile(path, text, mode) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats !== void 0 && !stats.isFile()) {
    writeFileSync(path, text);
    return;
  }
  const target = stats === void 0 ? path : realpathSync(path);
  const beside = `${target}.new`;
  try {
    if (mode !== void 0) rmSync(beside, { force: true });
    writeFileSync(beside, text, { mode: mode ?? stats?.mode });
    renameSync(beside, target);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

// src/cli/read-stdin.ts
var maxBytes = 64 * 1024 * 1024;
async function readStdin(stdin, signal) {
  if (stdin.isTTY)
    throw new UsageError("-: standard input is a terminal; pipe dashboards in: helm template chart | dashpreview up -");
  const stop = () => void stdin.destroy();
  signal.addEventListener("abort", stop, { once: true });
  const chunks = [];
  let bytes = 0;
  try {
    for await (const chunk of stdin) {
      const part = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
      bytes += part.length;
      if (bytes > maxBytes) throw new UsageError("-: more than 64 MiB on standard input; hand over fewer dashboards");
      chunks.push(part);
    }
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof UsageError) throw error;
    const { code, message } = error;
    throw new UsageError(`-: standard input cannot be read (${code ?? message})`);
  } finally {
    signal.removeEventListener("abort", stop);
  }
  signal.throwIfAborted();
  return Buffer.concat(chunks).toString("utf8");
}

// src/cli/context.ts
function createContext({ stdin, stdout, stderr, kill, workflow, ...parts }) {
  const { env, redactor } = parts;
  return {
    ...parts,
    regexTime: new RegexTime(),
    out: createOutput({ stream: stdout, env, redactor, workflow }),
    err: createOutput({ stream: stderr, env, redactor, workflow }),
    files: createOutputFiles(redactor),
    readStdin: () => readStdin(stdin, parts.signal),
    askTerminal: stdin.isTTY && stderr.isTTY ? (question, { hidden: hidden2 }) => askTerminal({ stdin, stderr, hidden: hidden2, signal: parts.signal }, question) : void 0,
    sleep: async (ms, signal = parts.signal) => {
      signal.throwIfAborted();
      await wait(ms, void 0, { signal }).catch(() => signal.throwIfAborted());
    },
    user: userName(parts.env),
    machine: hostname(),
    homeFolder: homeFolder(),
    temporaryFolder: tmpdir(),
    processes: { commandLine, kill: (pid) => ignoreMissing(() => kill(pid, "SIGKILL")) }
  };
}
function userName(env) {
  try {
    return env["USER"] || userInfo().username;
  } catch {
    return "user";
  }
}
function homeFolder() {
  try {
    const folder = homedir();
    return isAbsolute(folder) ? folder : void 0;
  } catch {
    return void 0;
  }
}
function commandLine(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    if (existsSync("/proc/self/cmdline")) return void 0;
  }
  const { status, stdout } = spawnSync("ps", ["-ww", "-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : void 0;
}
function ignoreMissing(action) {
  try {
    action();
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error) || error.code !== "ESRCH") throw error;
  }
}
export {
  createContext
};
