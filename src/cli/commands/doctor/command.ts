import { defineCommand } from "../../define-command.ts";
import { doctorOptions } from "./options.ts";

/**
 * `doctor`: whether servers, rights and settings are as `up` needs them. Changes nothing. Exit code 3 if something
 * would stop `up`.
 */
export const doctorCommand = defineCommand({
  name: "doctor",
  summary: "Check servers, permissions and settings",
  json: {
    ok: "Nothing would stop up",
    findings: "subject, state (ok, warn, fail or unchecked), text, advice?, fix? (a command)",
  },
  options: doctorOptions,
  run: async (request, context) => (await import("./run-doctor.ts")).runDoctor(request, context),
});
