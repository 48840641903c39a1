import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  seriesKey
} from "./chunk-7ZG6RHXF.js";

// src/prometheus/shards/shard.ts
var wholeShard = { index: 1, count: 1 };
var maxShards = 1e3;
function shardText({ index, count }) {
  return `${index}/${count}`;
}
function parseShard(text) {
  const [, index, count] = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  return shard.index >= 1 && shard.index <= shard.count && shard.count <= maxShards ? shard : void 0;
}
function isInShard({ name, labels }, { index, count }) {
  if (count === 1) return true;
  const { high, low } = seriesKey(0, name, labels);
  return ((high ^ low) >>> 0) % count === index - 1;
}

export {
  wholeShard,
  shardText,
  parseShard,
  isInShard
};
