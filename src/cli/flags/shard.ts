import { UsageError } from "../../errors.ts";
import { parseShard, type Shard } from "../../prometheus/shards/shard.ts";
import type { CliContext } from "../context.ts";
import type { TextForm } from "./option.ts";

/** The form of `--shard`. */
export const shardForm: TextForm = {
  pattern: /^(?:[1-9]\d{0,3}|job)\/[1-9]\d{0,3}$/,
  expected: "which of how many processes, such as 2/8, or job/8",
};

/** Where Kubernetes tells a pod of an indexed Job which one it is, from 0 on. */
const indexVariable = "JOB_COMPLETION_INDEX";

/**
 * Reads `--shard`: `2/8`, or `job/8` in an indexed Job of Kubernetes, whose numbers begin at 0.
 *
 * @throws {UsageError} if there is no such shard.
 */
export function shardFrom(text: string, { env }: Pick<CliContext, "env">): Shard {
  const [which, count] = text.split("/");
  if (which !== "job") {
    const shard = parseShard(text);
    if (shard === undefined)
      throw new UsageError(`--shard ${text}: shards are counted from 1/${count} to ${count}/${count}`);
    return shard;
  }
  const index = env[indexVariable] ?? "";
  const shard = /^\d{1,4}$/.test(index) ? parseShard(`${Number(index) + 1}/${count}`) : undefined;
  if (shard !== undefined) return shard;
  const got = index === "" ? "it is not set" : `it is ${index}`;
  throw new UsageError(
    `--shard ${text}: ${indexVariable} is to be a number from 0 to ${Number(count) - 1}, and ${got}; an indexed Job ` +
      "of Kubernetes sets it",
  );
}
