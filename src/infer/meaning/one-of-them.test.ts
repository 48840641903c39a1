import { expect, test } from "vitest";
import { oneOfThem } from "./one-of-them.ts";

const rows = ["a", "b"].flatMap((cluster) =>
  ["1", "2", "3"].map((node, index) => ({ labels: new Map(Object.entries({ cluster, node })), index })),
);
const use = (name: string, compared: readonly number[] = []) => ({
  name,
  comparisons: compared.map((value) => ({ conditions: [], all: [{ op: "==" as const, value }] })),
  states: [],
});

test.for(["app_is_leader", "raft_leader", "jobs_is_master", "active_controller_count"])(
  "oneOfThem makes exactly one member of each group the one that %s names",
  (name) => {
    expect([...oneOfThem(use(name), rows)!.values()]).toEqual([1, 0, 0, 1, 0, 0]);
  },
);

test("oneOfThem leaves alone what each member says of the leader, and numbers that are no roles", () => {
  expect(oneOfThem(use("server_has_leader"), rows)).toBeUndefined();
  expect(oneOfThem(use("topic_partition_leader"), rows)).toBeUndefined();
  expect(oneOfThem(use("docs_primary"), rows)).toBeUndefined();
  expect(oneOfThem(use("raft_leader", [1, 5]), rows)).toBeUndefined();
  expect(oneOfThem(use("raft_leader", [0, 1]), rows)).toBeDefined();
});
