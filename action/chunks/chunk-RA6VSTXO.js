import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  parseShard
} from "./chunk-T7EJVMAX.js";
import {
  UsageError
} from "./chunk-E7O6XGVL.js";

// src/cli/flags/shard.ts
var shardForm = {
  pattern: /^(?:[1-9]\d{0,3}|job)\/[1-9]\d{0,3}$/,
  expected: "which of how many processes, such as 2/8, or job/8"
};
var indexVariable = "JOB_COMPLETION_INDEX";
function shardFrom(text, { env }) {
  const [which, count] = text.split("/");
  if (which !== "job") {
    const shard2 = parseShard(text);
    if (shard2 === void 0)
      throw new UsageError(`--shard ${text}: shards are counted from 1/${count} to ${count}/${count}`);
    return shard2;
  }
  const index = env[indexVariable] ?? "";
  const shard = /^\d{1,4}$/.test(index) ? parseShard(`${Number(index) + 1}/${count}`) : void 0;
  if (shard !== void 0) return shard;
  const got = index === "" ? "it is not set" : `it is ${index}`;
  throw new UsageError(
    `--shard ${text}: ${indexVariable} is to be a number from 0 to ${Number(count) - 1}, and ${got}; an indexed Job of Kubernetes sets it`
  );
}

export {
  shardForm,
  shardFrom
};
