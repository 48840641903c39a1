import { UsageError } from "../../../errors.ts";
import type { CliContext } from "../../context.ts";
import type { UpFlags } from "./options.ts";

/** @throws {UsageError} if code would be run of somebody who is not trusted. */
export function codeFrom(
  flags: Pick<UpFlags, "allow-code" | "untrusted">,
  { execPath, confinement, signal }: CliContext,
) {
  if (!flags["allow-code"]) return undefined;
  if (flags.untrusted)
    throw new UsageError("--allow-code and --untrusted exclude each other: code of somebody else is never run");
  return { execPath, confinement, signal };
}
