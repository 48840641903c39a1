import { ExpectedError } from "../errors.ts";
import { findPrometheusBinary } from "../preview/local/binary.ts";
import type { CliContext } from "./context.ts";

/** The program that a playground runs, or how to get one. */
export interface PlaygroundBinary {
  readonly binary: string | undefined;
  readonly advice: string;
}

/**
 * Finds the Prometheus of a playground, which is of use without one too.
 *
 * @param command - what to run again once there is one.
 * @throws {UsageError} if one was named that isn't there.
 */
export function findPlaygroundBinary(
  { prometheusBin: wanted }: { readonly prometheusBin?: string | undefined },
  context: Pick<CliContext, "env" | "homeFolder">,
  command: string,
): PlaygroundBinary {
  try {
    return { binary: findPrometheusBinary({ ...context, wanted }), advice: "" };
  } catch (error) {
    if (wanted !== undefined || !(error instanceof ExpectedError)) throw error;
    const install = "Install Prometheus (Debian, Ubuntu: apt install prometheus; macOS: brew install prometheus)";
    return { binary: undefined, advice: `${install}, and run dashpreview ${command} again.` };
  }
}
