import { expect, test } from "vitest";
import { type Page, PageStore } from "./page-store.ts";

const take = (store: PageStore, owner: Map<number, Page>, number: number): Page => {
  const page = store.take(owner, number);
  page.busy = false;
  return page;
};

test("PageStore makes a page for each until there are as many as it may have, and then gives away unread ones", () => {
  const store = new PageStore(64);
  const owner = new Map<number, Page>();
  for (let number = 0; number < 64; number++) take(store, owner, number);
  expect(owner.size).toBe(64);
  const other = new Map<number, Page>();
  take(store, other, 7);
  expect([owner.size, other.size]).toEqual([63, 1]);
  expect(other.get(7)).toMatchObject({ number: 7, owner: other });
});

test("PageStore keeps a page that was read since it last looked, and one that is being computed", () => {
  const store = new PageStore(64);
  const owner = new Map<number, Page>();
  store.take(owner, 0);
  for (let number = 1; number < 64; number++) take(store, owner, number);
  take(store, owner, 64);
  owner.get(2)!.used = true;
  for (let number = 65; number < 120; number++) take(store, owner, number);
  expect([owner.has(0), owner.has(2), owner.has(3)]).toEqual([true, true, false]);
  expect(owner.size).toBe(64);
});

test("PageStore has at least 64 pages, and makes room for more only if their number is not fixed", () => {
  const count = (store: PageStore, wanted: number) => {
    store.makeRoom(wanted);
    const owner = new Map<number, Page>();
    for (let number = 0; number < 20_000; number++) take(store, owner, number);
    return owner.size;
  };
  expect(count(new PageStore(1), 5000)).toBe(64);
  expect(count(new PageStore(), 10)).toBe(4096);
  expect(count(new PageStore(), 5000)).toBe(5000);
  expect(count(new PageStore(), 1e6)).toBe(16_384);
});
