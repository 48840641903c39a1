import { resumeCommand, stopCommand } from "../../ci/workflow-commands.ts";

/** The log of a GitHub Actions step, as far as its runner obeys lines in it. */
export interface WorkflowLog {
  /** Called before anything is printed: from here on the runner obeys nothing. */
  open(): void;
  /** Lets the runner obey this one line. */
  command(line: string): void;
  /** The runner obeys again: what follows is somebody else's. */
  close(): void;
}

/**
 * A {@link WorkflowLog}. All of it goes to one stream: the order of two is not kept.
 *
 * @param options.token - what resumes; nobody who writes a dashboard can know it.
 * @param options.stopped - the action has stopped commands with this token already, and resumes them itself.
 */
export function createWorkflowLog(options: {
  readonly write: (text: string) => void;
  readonly token: string;
  readonly stopped: boolean;
}): WorkflowLog {
  const { write, token } = options;
  let open = options.stopped;
  const stop = () => {
    if (!open) write(`${stopCommand(token)}\n`);
    open = true;
  };
  return {
    open: stop,
    command(line) {
      stop();
      write(`${resumeCommand(token)}\n${line}\n${stopCommand(token)}\n`);
    },
    close() {
      if (open && !options.stopped) write(`${resumeCommand(token)}\n`);
      open = options.stopped;
    },
  };
}

/** Outside GitHub Actions nobody obeys lines. */
export const noWorkflowLog: WorkflowLog = { open() {}, command() {}, close() {} };

/** The variable by which the action hands on the token that it stopped commands with. */
export const stopToken = "DASHPREVIEW_STOP_TOKEN";
