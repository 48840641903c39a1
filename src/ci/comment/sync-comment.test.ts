import { expect, test } from "vitest";
import type { HostComment, ReviewHost } from "../hosts/host.ts";
import { writeMark } from "./comment-marker.ts";
import { syncComment } from "./sync-comment.ts";

/**
 * A host that is nothing but a list of comments. `onCreate` runs after a comment was made: another run at the same
 * time.
 */
function fakeHost(comments: HostComment[], onCreate: () => void = () => {}) {
  const calls: string[] = [];
  const host: Pick<ReviewHost, "listComments" | "createComment" | "updateComment" | "deleteComment"> = {
    listComments: async () => [...comments],
    async createComment(_number, body) {
      const made = { id: 1 + Math.max(0, ...comments.map(({ id }) => id)), body, mine: true };
      comments.push(made);
      calls.push(`create ${made.id}`);
      onCreate();
      return made;
    },
    async updateComment(_number, id, body) {
      calls.push(`update ${id}`);
      const index = comments.findIndex((one) => one.id === id);
      if (index === -1) return undefined;
      comments[index] = { ...comments[index]!, body };
      return comments[index];
    },
    async deleteComment(_number, id) {
      calls.push(`delete ${id}`);
      comments.splice(0, comments.length, ...comments.filter((one) => one.id !== id));
    },
  };
  return { host: host as ReviewHost, calls, comments };
}

const mark = (order: number, key = "pr-1") => ({ project: "k2m4x7qa", key, order });
const body = (order: number, text = "text", key = "pr-1") => `${writeMark(mark(order, key))}\n${text}\n`;
const update = (order: number, create = true) => ({ number: 1, mark: mark(order), body: body(order), create });

test("syncComment makes one comment and updates it from then on", async () => {
  const { host, calls, comments } = fakeHost([]);
  expect(await syncComment(host, update(1))).toBe("created");
  expect(await syncComment(host, update(1))).toBe("unchanged");
  expect(await syncComment(host, update(2))).toBe("updated");
  expect(calls).toEqual(["create 1", "update 1"]);
  expect(comments).toEqual([{ id: 1, body: body(2), mine: true }]);
});

test("syncComment touches neither comments of others with our mark nor ours of another configuration", async () => {
  const others = [
    { id: 1, body: body(9), mine: false },
    { id: 2, body: body(9, "x", "pr-1-infra"), mine: true },
    { id: 3, body: `> ${body(9)}`, mine: true },
  ];
  const { host, comments } = fakeHost([...others]);
  expect(await syncComment(host, update(1))).toBe("created");
  expect(comments.slice(0, 3)).toEqual(others);
});

test("syncComment deletes duplicates and keeps the oldest", async () => {
  const { host, calls, comments } = fakeHost([
    { id: 5, body: body(2), mine: true },
    { id: 3, body: body(1), mine: true },
  ]);
  expect(await syncComment(host, update(3))).toBe("updated");
  expect(calls).toEqual(["delete 5", "update 3"]);
  expect(comments).toEqual([{ id: 3, body: body(3), mine: true }]);
});

test("syncComment leaves what a later run wrote", async () => {
  const { host, calls } = fakeHost([{ id: 1, body: body(8), mine: true }]);
  expect(await syncComment(host, update(7))).toBe("outranked");
  expect(calls).toEqual([]);
});

test("syncComment makes none when it is only to change one", async () => {
  const { host, calls } = fakeHost([]);
  expect(await syncComment(host, update(1, false))).toBe("absent");
  expect(calls).toEqual([]);
});

test.for([
  [1, 2],
  [2, 1],
])("syncComment ends with one comment, the later run's, when run %d meets run %d", async ([ours, other]) => {
  // The other run made its comment first, but after we had looked.
  const { host, comments } = fakeHost([], () => {
    if (comments.length === 1) comments.unshift({ id: 0.5, body: body(other!), mine: true });
  });
  await syncComment(host, update(ours!));
  // The other run looks again after making its own.
  await syncComment(host, update(other!));
  expect(comments).toHaveLength(1);
  expect(comments[0]!.body).toBe(body(2));
});
