import { PrometheusError } from "../../errors.ts";

/** How long a throw-away server may refuse a write, in milliseconds: on the same machine nothing else gets better. */
export const localRetryMs = 5000;

/**
 * Runs something that fills a throw-away server. Where its folder has no room left, the error says so, in place of the
 * server's words about its files.
 *
 * @throws {PrometheusError} code `disk-full`; everything else as it is.
 */
export async function withRoom<Result>(temporaryFolder: string, action: () => Promise<Result>): Promise<Result> {
  try {
    return await action();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const isFull =
      code === "ENOSPC" ||
      code === "EDQUOT" ||
      (error instanceof PrometheusError && /no space left on device|disk quota exceeded/i.test(error.message));
    if (!isFull) throw error;
    throw new PrometheusError(
      `no room is left in the temporary folder ${temporaryFolder}: free some, or set TMPDIR to another folder`,
      { code: "disk-full" },
    );
  }
}
