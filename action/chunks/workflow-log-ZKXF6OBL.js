import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  resumeCommand,
  stopCommand
} from "./chunk-IKWK4HV6.js";
import "./chunk-EAIBZLQG.js";
import "./chunk-RZGYXAJU.js";

// src/cli/output/workflow-log.ts
function createWorkflowLog(options) {
  const { write, token } = options;
  let open = options.stopped;
  const stop = () => {
    if (!open) write(`${stopCommand(token)}
`);
    open = true;
  };
  return {
    open: stop,
    command(line) {
      stop();
      write(`${resumeCommand(token)}
${line}
${stopCommand(token)}
`);
    },
    close() {
      if (open && !options.stopped) write(`${resumeCommand(token)}
`);
      open = options.stopped;
    }
  };
}
var noWorkflowLog = { open() {
}, command() {
}, close() {
} };
var stopToken = "DASHPREVIEW_STOP_TOKEN";
export {
  createWorkflowLog,
  noWorkflowLog,
  stopToken
};
