import { checkCommand } from "./commands/check/command.ts";
import { cleanupCommand } from "./commands/cleanup/command.ts";
import { describeCommand } from "./commands/describe/command.ts";
import { doctorCommand } from "./commands/doctor/command.ts";
import { exportCommand } from "./commands/export/command.ts";
import { exportPromtoolCommand } from "./commands/export-promtool/command.ts";
import { extendCommand } from "./commands/extend/command.ts";
import { importCommand } from "./commands/import/command.ts";
import { importPromtoolCommand } from "./commands/import-promtool/command.ts";
import { inferCommand } from "./commands/infer/command.ts";
import { initCommand } from "./commands/init/command.ts";
import { keepCommand } from "./commands/keep/command.ts";
import { listCommand } from "./commands/list/command.ts";
import { liveCommand } from "./commands/live/command.ts";
import { packsCommand } from "./commands/packs/command.ts";
import { reportCommand } from "./commands/report/command.ts";
import { serveCommand } from "./commands/serve/command.ts";
import { setupCommand } from "./commands/setup/command.ts";
import { testCommand } from "./commands/test/command.ts";
import { upCommand } from "./commands/up/command.ts";
import { validateCommand } from "./commands/validate/command.ts";
import type { Command } from "./define-command.ts";

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  upCommand,
  reportCommand,
  listCommand,
  cleanupCommand,
  liveCommand,
  extendCommand,
  keepCommand,
  exportCommand,
  checkCommand,
  inferCommand,
  testCommand,
  validateCommand,
  describeCommand,
  packsCommand,
  importCommand,
  importPromtoolCommand,
  exportPromtoolCommand,
  serveCommand,
  doctorCommand,
  setupCommand,
  initCommand,
];
